CREATE TABLE country (code VARCHAR(8) PRIMARY KEY, name VARCHAR(20) NOT NULL UNIQUE);
CREATE TABLE region (country_code VARCHAR(8), number INT, name VARCHAR(20), PRIMARY KEY (country_code, number),
  UNIQUE (name), CONSTRAINT region_country FOREIGN KEY (country_code) REFERENCES country (code)
  ON DELETE CASCADE ON UPDATE CASCADE);
CREATE TABLE city (id INT PRIMARY KEY, country_code VARCHAR(8), region_number INT, nick VARCHAR(20),
  UNIQUE (country_code, nick), CONSTRAINT city_region FOREIGN KEY (country_code, region_number)
  REFERENCES region (country_code, number) ON DELETE CASCADE ON UPDATE CASCADE);
CREATE TABLE person (id INT PRIMARY KEY, email VARCHAR(20) UNIQUE, city_id INT, boss_id INT, a INT, b INT,
  UNIQUE (a, b),
  CONSTRAINT person_city FOREIGN KEY (city_id) REFERENCES city (id) ON DELETE SET NULL ON UPDATE CASCADE,
  CONSTRAINT person_boss FOREIGN KEY (boss_id) REFERENCES person (id) ON DELETE SET NULL);
CREATE TABLE badge (id INT PRIMARY KEY, person_id INT NOT NULL, code VARCHAR(20), UNIQUE KEY (code(3)),
  CONSTRAINT badge_person FOREIGN KEY (person_id) REFERENCES person (id) ON DELETE CASCADE ON UPDATE CASCADE);
CREATE TABLE loan (id INT PRIMARY KEY, badge_id INT, item INT,
  CONSTRAINT loan_badge FOREIGN KEY (badge_id) REFERENCES badge (id) ON DELETE CASCADE);
CREATE TABLE strict_child (id INT PRIMARY KEY, city_id INT, nick VARCHAR(20),
  CONSTRAINT strict_city FOREIGN KEY (city_id) REFERENCES city (id) ON DELETE RESTRICT ON UPDATE RESTRICT);
CREATE TABLE tree (id INT PRIMARY KEY, parent_id INT, label VARCHAR(20),
  CONSTRAINT tree_parent FOREIGN KEY (parent_id) REFERENCES tree (id) ON DELETE CASCADE);
CREATE TABLE pair (a VARCHAR(8), b INT, v INT UNIQUE, PRIMARY KEY (a, b));
CREATE TABLE note (n INT, text VARCHAR(20));
