INSERT INTO customer VALUES ({id}, {text?}, {text?})
INSERT INTO customer VALUES ({id}, {text?}, {text?}), ({id}, {text?}, {text?})
UPDATE customer SET email = {text?} WHERE id = {id}
UPDATE customer SET email = NULL WHERE email = {text}; UPDATE customer SET email = {text} WHERE id = {id}
UPDATE customer SET name = {text?} WHERE id = {id}
DELETE FROM customer WHERE id = {id}
INSERT INTO booking VALUES ({id}, {id?}, {code?})
INSERT INTO booking VALUES ({id}, {id?}, {code?}), ({id}, {id?}, {text?})
UPDATE booking SET code = {code?} WHERE id = {id}
UPDATE booking SET id = {id} WHERE id = {id}
UPDATE booking SET customer_id = {id?} WHERE id = {id}
DELETE FROM booking WHERE id = {id}
INSERT INTO seat VALUES ({code}, {small}, {id?})
UPDATE seat SET v = {id?} WHERE a = {code} AND b = {small}
UPDATE seat SET a = {code}, b = {small} WHERE v = {id}
DELETE FROM seat WHERE v = {id}
INSERT INTO note VALUES ({small?}, {text?}), ({small?}, {text?})
UPDATE note SET text = {text?} WHERE ctid = (SELECT ctid FROM note WHERE n = {small} LIMIT 1)
DELETE FROM note WHERE ctid = (SELECT ctid FROM note WHERE text = {text} LIMIT 1)
INSERT INTO country VALUES ({code}, {text?})
UPDATE country SET code = {code} WHERE code = {code}
DELETE FROM country WHERE code = {code}
INSERT INTO region VALUES ({code}, {small})
DELETE FROM region WHERE number = {small}
