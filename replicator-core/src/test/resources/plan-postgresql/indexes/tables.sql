CREATE EXTENSION btree_gist;
CREATE TABLE booking (id int PRIMARY KEY, ref char(6), email text, at timestamptz, room int, span tsrange, doc jsonb, price numeric(10,2),
  gone boolean,
  CONSTRAINT no_overlap EXCLUDE USING gist (room WITH =, span WITH &&),
  CONSTRAINT ref_later UNIQUE (ref) DEFERRABLE INITIALLY DEFERRED,
  CONSTRAINT room_price UNIQUE NULLS NOT DISTINCT (room, price));
CREATE UNIQUE INDEX email_lower ON booking (lower(email));
CREATE INDEX live ON booking (at) WHERE NOT gone;
CREATE UNIQUE INDEX live_ref ON booking (ref) WHERE NOT gone;
CREATE INDEX by_doc ON booking USING gin (doc);
CREATE INDEX by_at ON booking USING brin (at);
CREATE INDEX by_ref ON booking USING hash (ref);
CREATE INDEX doc_plain ON booking (doc);
CREATE INDEX covering ON booking (room) INCLUDE (price);
CREATE INDEX "Covering" ON booking (room, at);
CREATE INDEX "primary" ON booking (price);
CREATE INDEX down ON booking (price DESC NULLS LAST, room);
COMMENT ON INDEX down IS 'the dearest first';
