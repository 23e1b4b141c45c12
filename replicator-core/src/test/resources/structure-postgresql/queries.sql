-- tables: kind, storage, identity, comment
SELECT c.oid::regclass, c.relkind, c.reloptions, t.reloptions, c.relreplident, c.relpersistence,
  obj_description(c.oid, 'pg_class'), pg_get_partkeydef(c.oid), pg_get_expr(c.relpartbound, c.oid)
FROM pg_class c LEFT JOIN pg_class t ON t.oid = c.reltoastrelid
WHERE c.relkind IN ('r', 'p') AND c.relnamespace = 'public'::regnamespace AND c.relname NOT LIKE 'replicator\_%' ORDER BY 1::text;
-- columns: type, collation, storage, default, comment; identities may be written to, and a serial is one
SELECT a.attrelid::regclass, a.attname, format_type(a.atttypid, a.atttypmod), a.attcollation::regcollation, a.attnotnull,
  a.attstorage, a.attstattarget, a.attoptions, a.attgenerated,
  CASE WHEN a.attidentity = '' AND pg_get_serial_sequence(a.attrelid::regclass::text, a.attname) IS NULL
       THEN pg_get_expr(d.adbin, d.adrelid) ELSE 'sequence' END, col_description(a.attrelid, a.attnum)
FROM pg_attribute a JOIN pg_class c ON c.oid = a.attrelid
LEFT JOIN pg_attrdef d ON d.adrelid = a.attrelid AND d.adnum = a.attnum
WHERE c.relkind IN ('r', 'p') AND c.relnamespace = 'public'::regnamespace AND c.relname NOT LIKE 'replicator\_%'
  AND a.attnum > 0 AND NOT a.attisdropped ORDER BY 1::text, a.attnum;
-- indexes: definition, comment, what they are for
SELECT pg_get_indexdef(i.indexrelid), obj_description(i.indexrelid, 'pg_class'), i.indisprimary, i.indisunique, i.indisvalid
FROM pg_index i JOIN pg_class c ON c.oid = i.indrelid
WHERE c.relnamespace = 'public'::regnamespace AND c.relname NOT LIKE 'replicator\_%' ORDER BY 1;
-- constraints: definition; foreign keys may wait
SELECT o.conrelid::regclass, o.conname, replace(pg_get_constraintdef(o.oid), ' DEFERRABLE', ''), o.convalidated
FROM pg_constraint o JOIN pg_class c ON c.oid = o.conrelid
WHERE c.relnamespace = 'public'::regnamespace AND c.relname NOT LIKE 'replicator\_%' AND o.contype <> 'n' AND o.conparentid = 0
  ORDER BY 1::text, 2;
-- sequences: all but the start
SELECT s.seqrelid::regclass, format_type(s.seqtypid, NULL), s.seqincrement, s.seqmin, s.seqmax, s.seqcache, s.seqcycle
FROM pg_sequence s JOIN pg_class c ON c.oid = s.seqrelid WHERE c.relnamespace = 'public'::regnamespace ORDER BY 1::text;
-- types: labels, attributes, domains, ranges
SELECT t.oid::regtype, t.typtype, t.typnotnull, t.typdefault, t.typcollation::regcollation,
  (SELECT array_agg(enumlabel ORDER BY enumsortorder) FROM pg_enum WHERE enumtypid = t.oid),
  (SELECT array_agg(attname || ' ' || format_type(atttypid, atttypmod) || ' ' || attcollation::regcollation ORDER BY attnum)
   FROM pg_attribute WHERE attrelid = t.typrelid AND attnum > 0),
  (SELECT array_agg(conname || ' ' || pg_get_constraintdef(oid)) FROM pg_constraint WHERE contypid = t.oid),
  (SELECT concat_ws(' ', rngsubtype::regtype, rngcollation::regcollation, rngsubdiff::regproc, rngmultitypid::regtype)
   FROM pg_range WHERE rngtypid = t.oid)
FROM pg_type t LEFT JOIN pg_class c ON c.oid = t.typrelid
WHERE t.typnamespace = 'public'::regnamespace AND t.typtype IN ('e', 'c', 'd', 'r', 'm') AND coalesce(c.relkind, 'c') = 'c'
ORDER BY 1::text;
-- collations of the user's own
SELECT l.oid::regcollation, l.collprovider, l.collisdeterministic, l.collcollate, l.collctype, to_jsonb(l) ->> 'colllocale'
FROM pg_collation l WHERE l.collnamespace <> 'pg_catalog'::regnamespace ORDER BY 1::text;
-- extensions
SELECT extname FROM pg_extension ORDER BY 1
