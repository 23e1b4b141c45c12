CREATE TABLE word (word text PRIMARY KEY, meaning text NOT NULL);
CREATE TABLE path (root text, path text, hash bytea, PRIMARY KEY (root, path), UNIQUE (hash));
CREATE TABLE long_word (word varchar(2000) PRIMARY KEY, short varchar(20) UNIQUE);
CREATE TABLE tags (tags text[] PRIMARY KEY, span int4range UNIQUE);
CREATE TABLE amount (n numeric PRIMARY KEY, u uuid UNIQUE);
CREATE TABLE mixed (id int, name text, at timestamptz, PRIMARY KEY (id, name, at));
CREATE TABLE long_texts (id int PRIMARY KEY, a varchar(700), b varchar(500), c varchar(500), d text, e bytea, UNIQUE (a), UNIQUE (b, c));
CREATE INDEX long_texts_bc ON long_texts (b, c, id);
CREATE INDEX long_texts_d ON long_texts (d DESC, e);
DO $$ BEGIN
  EXECUTE (SELECT 'CREATE TABLE wide (id int PRIMARY KEY, ' || string_agg('many' || n || ' varchar(' || n * 100 || ')', ', ') || ')'
           FROM generate_series(1, 30) n);
  EXECUTE (SELECT 'CREATE TABLE many_texts (id int PRIMARY KEY, ' || string_agg('many' || n || ' text', ', ') || ')'
           FROM generate_series(1, 196) n);
  EXECUTE (SELECT 'CREATE TABLE many_columns (id int PRIMARY KEY, ' || string_agg('many' || n || ' integer', ', ') || ')'
           FROM generate_series(1, 1016) n);
END $$;
