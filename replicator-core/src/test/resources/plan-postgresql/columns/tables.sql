CREATE EXTENSION citext;
CREATE TYPE mood AS ENUM ('sad', 'o''k');
CREATE TYPE odd AS ENUM ('a ', 'b');
CREATE SEQUENCE tickets START 100;
CREATE DOMAIN price AS numeric(8,2) CHECK (VALUE > 0);
CREATE TABLE item (
  id bigint GENERATED ALWAYS AS IDENTITY (START 41) PRIMARY KEY,
  other serial,
  odd_serial numeric DEFAULT nextval('tickets'),
  code uuid NOT NULL DEFAULT gen_random_uuid(),
  name varchar(40) NOT NULL DEFAULT 'it''s' COLLATE "C",
  mail citext,
  mood mood NOT NULL DEFAULT 'o''k',
  odd odd DEFAULT 'a ',
  tags text[] NOT NULL DEFAULT '{}',
  flag boolean NOT NULL DEFAULT true,
  price price DEFAULT 1.50,
  free numeric DEFAULT 7,
  ratio real DEFAULT 0.5,
  bits bit(3) DEFAULT B'101',
  many_bits bit(70),
  raw bytea DEFAULT '\x00ff',
  document json DEFAULT '{"a": 1}',
  documents jsonb NOT NULL DEFAULT '[]',
  made timestamptz NOT NULL DEFAULT now(),
  made_local timestamp(3) DEFAULT LOCALTIMESTAMP(3),
  day date DEFAULT CURRENT_DATE,
  valid_to timestamp DEFAULT 'infinity',
  valid_from date DEFAULT '-infinity',
  wait interval DEFAULT '1 day',
  padded char(300),
  CONSTRAINT cheap CHECK (price < 100));
COMMENT ON TABLE item IS 'what''s sold';
COMMENT ON COLUMN item.name IS 'a name';
DO $$ BEGIN EXECUTE format('COMMENT ON COLUMN item.mail IS %L', repeat('long ', 300)); END $$;
CREATE TABLE "Item" (id int PRIMARY KEY, counted serial);
CREATE TABLE visit (id int, day date, PRIMARY KEY (id, day)) PARTITION BY RANGE (day);
CREATE TABLE visit_2024 PARTITION OF visit FOR VALUES FROM ('2024-01-01') TO ('2025-01-01');
CREATE TABLE keyless (a int, b text);
ALTER TABLE keyless REPLICA IDENTITY FULL;
INSERT INTO item (name, valid_to, valid_from) VALUES ('one', NULL, NULL), ('two', '2024-01-01', '2024-01-01');
INSERT INTO "Item" VALUES (1);
INSERT INTO visit VALUES (1, '2024-05-06');
