UPDATE parent SET folded = lower(folded), price = price + 1;
UPDATE parent SET folded = 'between' WHERE folded = 'name 1';
UPDATE parent SET folded = 'NAME 1' WHERE folded = 'name 2';
UPDATE parent SET folded = 'NAME 2' WHERE folded = 'between';
DELETE FROM parent WHERE id = 110;
INSERT INTO parent (folded, room, doc) VALUES ('more', 77, '{"a": 77}');
UPDATE visit SET at = at + 365 WHERE id < 10;
DELETE FROM visit WHERE id > 90;
