CREATE EXTENSION btree_gist;
CREATE EXTENSION citext;
CREATE SCHEMA words;
CREATE COLLATION words.folded (PROVIDER = icu, LOCALE = 'und-u-ks-level2', DETERMINISTIC = false);
CREATE COLLATION numbers (PROVIDER = icu, LOCALE = 'en-u-kn-true');
CREATE TYPE mood AS ENUM ('sad', 'ok', 'happy');
CREATE DOMAIN short AS varchar(5) COLLATE "C" CONSTRAINT filled CHECK (VALUE <> '');
CREATE TYPE address AS (street text COLLATE "C", number int, moods mood[]);
CREATE TYPE names AS RANGE (SUBTYPE = text, COLLATION = "C", MULTIRANGE_TYPE_NAME = many_names);
CREATE TYPE floats AS RANGE (SUBTYPE = float8, SUBTYPE_DIFF = float8mi);
CREATE TABLE parent (
  id bigint GENERATED ALWAYS AS IDENTITY (START 100 INCREMENT 5 MAXVALUE 1000000 CACHE 7 CYCLE),
  folded text COLLATE words.folded NOT NULL,
  numbered varchar(20) COLLATE numbers,
  posix text COLLATE "POSIX",
  mail citext DEFAULT 'a@b',
  mood mood NOT NULL DEFAULT 'ok',
  short short,
  home address,
  letters names,
  span floats,
  many many_names,
  tags text[] NOT NULL DEFAULT '{a,"b c"}'::text[],
  price numeric(10,2) DEFAULT (1.5 * 2),
  free numeric,
  small numeric(4,-2),
  big text,
  raw bytea DEFAULT '\x00ff',
  wait interval(3) DEFAULT '1 day',
  at timestamptz(3) NOT NULL DEFAULT now(),
  day date DEFAULT CURRENT_DATE,
  zone timetz(2),
  flags bit(9) DEFAULT B'100000001',
  doc jsonb DEFAULT '{"a": [1]}',
  twice numeric GENERATED ALWAYS AS (price * 2) STORED,
  token uuid DEFAULT gen_random_uuid(),
  during tstzrange,
  room int,
  CONSTRAINT parent_key PRIMARY KEY (id),
  CONSTRAINT folded_once UNIQUE (folded),
  CONSTRAINT no_two_nulls UNIQUE NULLS NOT DISTINCT (room, day),
  CONSTRAINT later UNIQUE (token, numbered) DEFERRABLE INITIALLY DEFERRED,
  CONSTRAINT with_price UNIQUE (token) INCLUDE (price),
  CONSTRAINT no_overlap EXCLUDE USING gist (room WITH =, during WITH &&) WHERE (room > 0),
  CONSTRAINT positive CHECK (price > 0 AND big <> 'x'))
  WITH (fillfactor = 70, autovacuum_vacuum_scale_factor = 0.05, toast.autovacuum_enabled = false);
ALTER TABLE parent ALTER big SET STORAGE EXTERNAL, ALTER doc SET STORAGE MAIN, ALTER price SET STATISTICS 500,
  ALTER room SET (n_distinct = 20);
CREATE INDEX hashed ON parent USING hash (mail);
CREATE INDEX tags_gin ON parent USING gin (tags) WITH (fastupdate = off);
CREATE INDEX doc_paths ON parent USING gin (doc jsonb_path_ops);
CREATE INDEX at_brin ON parent USING brin (at) WITH (pages_per_range = 16);
CREATE INDEX during_gist ON parent USING gist (during);
CREATE INDEX letters_spgist ON parent USING spgist (numbered text_ops);
CREATE INDEX lower_partial ON parent (lower(numbered) text_pattern_ops DESC NULLS LAST, (price * 2)) INCLUDE (room)
  WHERE price > 5;
CREATE INDEX sorted ON parent (numbered COLLATE "C", folded DESC) WITH (fillfactor = 60);
CREATE UNIQUE INDEX unique_expression ON parent ((doc ->> 'a')) WHERE doc IS NOT NULL;
COMMENT ON TABLE parent IS 'it''s';
COMMENT ON COLUMN parent.mail IS E'a \\ mail';
COMMENT ON INDEX hashed IS 'quick';
CREATE TABLE child (
  number serial,
  big bigserial,
  parent bigint,
  token uuid,
  "Mixed ""Case" text DEFAULT 'x',
  CONSTRAINT to_parent FOREIGN KEY (parent) REFERENCES parent (id) ON DELETE SET DEFAULT ON UPDATE CASCADE,
  CONSTRAINT to_self FOREIGN KEY (big) REFERENCES child (number) DEFERRABLE,
  PRIMARY KEY (number));
ALTER SEQUENCE child_big_seq INCREMENT 3 MINVALUE 10 START 10 RESTART 10;
ALTER TABLE child REPLICA IDENTITY FULL;
CREATE TABLE visit (id bigint, at date, v text, PRIMARY KEY (id, at)) PARTITION BY RANGE (at);
CREATE TABLE visit_2023 PARTITION OF visit FOR VALUES FROM ('2023-01-01') TO ('2024-01-01') PARTITION BY LIST (id);
CREATE TABLE visit_2023_a PARTITION OF visit_2023 FOR VALUES IN (1, 2);
CREATE TABLE visit_2023_rest PARTITION OF visit_2023 DEFAULT;
CREATE TABLE visit_far PARTITION OF visit FOR VALUES FROM ('2024-01-01') TO (MAXVALUE);
CREATE INDEX visit_v ON visit (v);
CREATE TABLE part_of_visit (visit bigint, at date, n int, PRIMARY KEY (visit, n),
  CONSTRAINT to_visit FOREIGN KEY (visit, at) REFERENCES visit (id, at) ON DELETE CASCADE ON UPDATE CASCADE) PARTITION BY HASH (visit);
CREATE TABLE part_0 PARTITION OF part_of_visit FOR VALUES WITH (MODULUS 2, REMAINDER 0);
CREATE TABLE part_1 PARTITION OF part_of_visit FOR VALUES WITH (MODULUS 2, REMAINDER 1);
INSERT INTO parent (folded, numbered, doc, room, during) SELECT 'Name ' || i, i, jsonb_build_object('a', i), i,
  tstzrange(now(), NULL) FROM generate_series(1, 9) i;
INSERT INTO visit SELECT i, '2023-11-01'::date + i, 'a' FROM generate_series(1, 100) i;
INSERT INTO part_of_visit SELECT id, at, 1 FROM visit;
INSERT INTO child (big, parent) OVERRIDING SYSTEM VALUE SELECT 1, 100 + 5 * i FROM generate_series(0, 5) i;
