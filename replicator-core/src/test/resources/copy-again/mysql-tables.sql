CREATE TABLE customer (id INT PRIMARY KEY, email VARCHAR(20) UNIQUE, name VARCHAR(20));
CREATE TABLE booking (id INT PRIMARY KEY, customer_id INT, code VARCHAR(20) UNIQUE,
  CONSTRAINT booking_customer FOREIGN KEY (customer_id) REFERENCES customer (id) ON DELETE CASCADE);
CREATE TABLE seat (a VARCHAR(8), b INT, v INT UNIQUE, PRIMARY KEY (a, b));
CREATE TABLE note (n INT, text VARCHAR(20));
CREATE TABLE country (code VARCHAR(8) PRIMARY KEY, name VARCHAR(20) UNIQUE);
CREATE TABLE region (country_code VARCHAR(8), number INT, PRIMARY KEY (country_code, number),
  CONSTRAINT region_country FOREIGN KEY (country_code) REFERENCES country (code) ON UPDATE CASCADE ON DELETE CASCADE);
