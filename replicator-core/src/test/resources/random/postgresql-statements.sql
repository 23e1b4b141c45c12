INSERT INTO country VALUES ({code}, {text})
INSERT INTO country VALUES ({code}, {text}) ON CONFLICT (code) DO UPDATE SET name = {text}
INSERT INTO country VALUES ({code}, {text}) ON CONFLICT DO NOTHING
UPDATE country SET code = {code} WHERE code = {code}
UPDATE country SET code = {code}, name = {text} WHERE name = {text}
DELETE FROM country WHERE code = {code}
INSERT INTO region VALUES ({code}, {small}, {text?})
INSERT INTO region VALUES ({code}, {small}, {text?}), ({code}, {small}, {text?}) ON CONFLICT DO NOTHING
INSERT INTO region VALUES ({code}, {small}, {text?}) ON CONFLICT DO NOTHING
UPDATE region SET name = {text?} WHERE country_code = {code} AND number = {small}
UPDATE region SET number = {small}, country_code = {code} WHERE country_code = {code} AND number = {small}
DELETE FROM region WHERE country_code = {code} AND number = {small}
DELETE FROM region WHERE name = {text}
INSERT INTO city VALUES ({id}, {code}, {small?}, {text?})
INSERT INTO city VALUES ({id}, {code?}, {small}, {text?}), ({id}, {code}, {small?}, {text?}) ON CONFLICT DO NOTHING
UPDATE city SET country_code = {code}, region_number = {small} WHERE id = {id}
UPDATE city SET id = {id} WHERE id = {id}
UPDATE city SET nick = {text?} WHERE country_code = {code}
DELETE FROM city WHERE id = {id}
INSERT INTO person VALUES ({id}, {text?}, {id?}, {id?}, {small?}, {small})
INSERT INTO person VALUES ({id}, {text?}, NULL, NULL, {small}, {small}), ({id}, {text?}, {id}, NULL, NULL, 1) ON CONFLICT DO NOTHING
INSERT INTO person VALUES ({id}, {text?}, NULL, NULL, {small}, {small}) ON CONFLICT (id) DO UPDATE SET email = {text?}
INSERT INTO person VALUES ({id}, {text?}, {id?}, NULL, {small?}, {small?}) ON CONFLICT DO NOTHING
UPDATE person SET email = {text?}, city_id = {id?} WHERE id = {id}
UPDATE person SET boss_id = {id?} WHERE id = {id}
UPDATE person SET id = {id} WHERE id = {id}
UPDATE person SET b = b + 1
UPDATE person SET a = {small}, b = {small} WHERE a = {small}
DELETE FROM person WHERE id = {id}
DELETE FROM person WHERE city_id = {id}
UPDATE person SET email = CASE id WHEN {id} THEN 'u1' ELSE 'u2' END WHERE id IN ({id}, {id})
UPDATE person SET email = NULL WHERE id = {id}; UPDATE person SET email = {text} WHERE id = {id}; UPDATE person SET email = {text} WHERE id = {id}
DELETE FROM person WHERE email = 't3'; INSERT INTO person VALUES ({id}, 't3', NULL, NULL, NULL, NULL)
INSERT INTO badge VALUES ({id}, {id}, {text?})
INSERT INTO badge VALUES ({id}, {id}, {text?}), ({id}, {id}, {text?}) ON CONFLICT DO NOTHING
UPDATE badge SET person_id = {id} WHERE id = {id}
UPDATE badge SET code = {text?}, id = {id} WHERE id = {id}
DELETE FROM badge WHERE person_id = {id}
INSERT INTO loan VALUES ({id}, {id?}, {small})
INSERT INTO loan VALUES ({id}, {id}, {small}), ({id}, {id}, {small}), ({id}, {id}, {small}) ON CONFLICT DO NOTHING
UPDATE loan SET badge_id = {id?} WHERE id = {id}
DELETE FROM loan WHERE item = {small}
INSERT INTO strict_child VALUES ({id}, {id?}, {text})
DELETE FROM strict_child WHERE id = {id}
UPDATE strict_child SET city_id = {id?} WHERE id = {id}
INSERT INTO tree VALUES ({id}, {id?}, {text})
INSERT INTO tree VALUES ({id}, {id?}, {text}), ({id}, {id}, {text}) ON CONFLICT DO NOTHING
UPDATE tree SET parent_id = {id?} WHERE id = {id}
DELETE FROM tree WHERE id = {id}
INSERT INTO pair VALUES ({code}, {small}, {id?})
INSERT INTO pair VALUES ({code}, {small}, {id?}) ON CONFLICT DO NOTHING
UPDATE pair SET a = {code}, b = {small} WHERE a = {code} AND b = {small}
UPDATE pair SET v = {id?} WHERE a = {code}
UPDATE pair SET a = 'swap' WHERE a = {code}; UPDATE pair SET a = {code} WHERE a = {code}; UPDATE pair SET a = {code} WHERE a = 'swap'
DELETE FROM pair WHERE b = {small}
INSERT INTO note VALUES ({small?}, {text?}), ({small?}, {text?})
UPDATE note SET text = {text?} WHERE ctid = (SELECT ctid FROM note WHERE n = {small} LIMIT 1)
DELETE FROM note WHERE ctid = (SELECT ctid FROM note WHERE text = {text} LIMIT 1)
UPDATE strict_child SET photo = repeat({text}, 3000) WHERE id = {id}
UPDATE strict_child SET nick = {text?} WHERE id = {id}
INSERT INTO strict_child VALUES ({id}, NULL, {text}, repeat({text}, 3000))
UPDATE pair SET photo = repeat({text}, 3000) WHERE b = {small}
TRUNCATE note
TRUNCATE loan
