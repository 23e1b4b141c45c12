CREATE TABLE customer (id int PRIMARY KEY, code text UNIQUE, a int, b int, later int UNIQUE DEFERRABLE, UNIQUE (a, b));
CREATE TABLE invoice (id bigint PRIMARY KEY, customer_id int, customer_code text, a int, b int, big bigint, later int,
  CONSTRAINT customer_fk FOREIGN KEY (customer_id) REFERENCES customer ON DELETE SET NULL DEFERRABLE INITIALLY DEFERRED,
  CONSTRAINT code_fk FOREIGN KEY (customer_code) REFERENCES customer (code) ON UPDATE CASCADE,
  CONSTRAINT turned_fk FOREIGN KEY (b, a) REFERENCES customer (b, a),
  CONSTRAINT big_fk FOREIGN KEY (big) REFERENCES customer);
CREATE TABLE offer (id bigint PRIMARY KEY, customer_id int NOT NULL DEFAULT 1, other_id int NOT NULL, up bigint,
  CONSTRAINT customer_fk FOREIGN KEY (customer_id) REFERENCES customer ON DELETE SET DEFAULT,
  CONSTRAINT other_fk FOREIGN KEY (other_id) REFERENCES customer ON DELETE SET NULL,
  CONSTRAINT up_fk FOREIGN KEY (up) REFERENCES offer ON DELETE CASCADE);
CREATE TABLE note (id serial PRIMARY KEY, customer_id int, CONSTRAINT customer_fk FOREIGN KEY (customer_id) REFERENCES customer);
