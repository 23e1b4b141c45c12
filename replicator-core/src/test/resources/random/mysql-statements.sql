INSERT INTO country VALUES ({code}, {text})
INSERT INTO country VALUES ({code}, {text}) ON DUPLICATE KEY UPDATE name = {text}
REPLACE INTO country VALUES ({code}, {text})
UPDATE country SET code = {code} WHERE code = {code}
UPDATE country SET code = {code}, name = {text} WHERE name = {text}
DELETE FROM country WHERE code = {code}
INSERT INTO region VALUES ({code}, {small}, {text?})
INSERT IGNORE INTO region VALUES ({code}, {small}, {text?}), ({code}, {small}, {text?})
REPLACE INTO region VALUES ({code}, {small}, {text?})
UPDATE region SET name = {text?} WHERE country_code = {code} AND number = {small}
UPDATE region SET number = {small}, country_code = {code} WHERE country_code = {code} AND number = {small}
DELETE FROM region WHERE country_code = {code} AND number = {small}
DELETE FROM region WHERE name = {text}
INSERT INTO city VALUES ({id}, {code}, {small?}, {text?})
INSERT IGNORE INTO city VALUES ({id}, {code?}, {small}, {text?}), ({id}, {code}, {small?}, {text?})
UPDATE city SET country_code = {code}, region_number = {small} WHERE id = {id}
UPDATE city SET id = {id} WHERE id = {id}
UPDATE city SET nick = {text?} WHERE country_code = {code}
DELETE FROM city WHERE id = {id}
INSERT INTO person VALUES ({id}, {text?}, {id?}, {id?}, {small?}, {small})
INSERT IGNORE INTO person VALUES ({id}, {text?}, NULL, NULL, {small}, {small}), ({id}, {text?}, {id}, NULL, NULL, 1)
INSERT INTO person VALUES ({id}, {text?}, NULL, NULL, {small}, {small}) ON DUPLICATE KEY UPDATE email = {text?}
REPLACE INTO person VALUES ({id}, {text?}, {id?}, NULL, {small?}, {small?})
UPDATE person SET email = {text?}, city_id = {id?} WHERE id = {id}
UPDATE person SET boss_id = {id?} WHERE id = {id}
UPDATE person SET id = {id} WHERE id = {id}
UPDATE person SET b = b + 1 ORDER BY b DESC
UPDATE person SET a = {small}, b = {small} WHERE a = {small}
DELETE FROM person WHERE id = {id}
DELETE FROM person WHERE city_id = {id}
SET @x = {id}, @y = {id}; SELECT email INTO @e FROM person WHERE id = @x; SELECT email INTO @f FROM person WHERE id = @y; UPDATE person SET email = NULL WHERE id = @x; UPDATE person SET email = @e WHERE id = @y; UPDATE person SET email = @f WHERE id = @x
DELETE FROM person WHERE email = 't3'; INSERT INTO person VALUES ({id}, 't3', NULL, NULL, NULL, NULL)
INSERT INTO badge VALUES ({id}, {id}, {text?})
INSERT IGNORE INTO badge VALUES ({id}, {id}, {text?}), ({id}, {id}, {text?})
UPDATE badge SET person_id = {id} WHERE id = {id}
UPDATE badge SET code = {text?}, id = {id} WHERE id = {id}
DELETE FROM badge WHERE person_id = {id}
INSERT INTO loan VALUES ({id}, {id?}, {small})
INSERT IGNORE INTO loan VALUES ({id}, {id}, {small}), ({id}, {id}, {small}), ({id}, {id}, {small})
UPDATE loan SET badge_id = {id?} WHERE id = {id}
DELETE FROM loan WHERE item = {small}
INSERT INTO strict_child VALUES ({id}, {id?}, {text})
DELETE FROM strict_child WHERE id = {id}
UPDATE strict_child SET city_id = {id?} WHERE id = {id}
INSERT INTO tree VALUES ({id}, {id?}, {text})
INSERT IGNORE INTO tree VALUES ({id}, {id?}, {text}), ({id}, {id}, {text})
UPDATE tree SET parent_id = {id?} WHERE id = {id}
DELETE FROM tree WHERE id = {id}
INSERT INTO pair VALUES ({code}, {small}, {id?})
REPLACE INTO pair VALUES ({code}, {small}, {id?})
UPDATE pair SET a = {code}, b = {small} WHERE a = {code} AND b = {small}
UPDATE pair SET v = {id?} WHERE a = {code}
SET @x = {code}, @y = {code}; UPDATE pair SET a = 'swap' WHERE a = @x; UPDATE pair SET a = @x WHERE a = @y; UPDATE pair SET a = @y WHERE a = 'swap'
DELETE FROM pair WHERE b = {small}
INSERT INTO note VALUES ({small?}, {text?}), ({small?}, {text?})
UPDATE note SET text = {text?} WHERE n = {small} LIMIT 1
DELETE FROM note WHERE text = {text} LIMIT 1
