DO $$ BEGIN
  EXECUTE (SELECT 'CREATE TABLE many_texts (id int PRIMARY KEY, ' || string_agg('many' || n || ' text', ', ') || ')'
           FROM generate_series(1, 200) n);
  EXECUTE (SELECT 'CREATE TABLE many_columns (id smallint PRIMARY KEY, ' || string_agg('many' || n || ' smallint', ', ') || ')'
           FROM generate_series(1, 1017) n);
  EXECUTE (SELECT 'CREATE TABLE wide_keys (id int PRIMARY KEY, ' || string_agg('many' || n || ' varchar(700) UNIQUE', ', ') || ')'
           FROM generate_series(1, 24) n);
END $$;
CREATE TABLE long_key (a varchar(500), b varchar(500), PRIMARY KEY (a, b));
CREATE TABLE cases ("Name" text, name text, "NAME" text, id int PRIMARY KEY);
CREATE TABLE blanks (id int PRIMARY KEY, "ends " int);
CREATE TABLE astral (id int PRIMARY KEY, "😀" int);
CREATE TABLE seventeen (a int, b int, c int, d int, e int, f int, g int, h int, i int, j int, k int, l int, m int, n int,
  o int, p int, q int, PRIMARY KEY (a, b, c, d, e, f, g, h, i, j, k, l, m, n, o, p, q));
CREATE TABLE document (j jsonb PRIMARY KEY);
CREATE TABLE generated (id int PRIMARY KEY, twice int GENERATED ALWAYS AS (id * 2) STORED);
