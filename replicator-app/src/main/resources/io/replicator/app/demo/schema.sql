CREATE TABLE destinations (
  code CHAR(3) NOT NULL PRIMARY KEY,
  name VARCHAR(80) NOT NULL,
  latitude DECIMAL(9,6) NOT NULL,
  longitude DECIMAL(9,6) NOT NULL,
  price_per_night DECIMAL(10,2) NOT NULL,
  updated_at TIMESTAMP(6) NOT NULL DEFAULT CURRENT_TIMESTAMP(6) ON UPDATE CURRENT_TIMESTAMP(6)
) COMMENT = 'Where one can go';

CREATE TABLE customers (
  id BIGINT UNSIGNED NOT NULL AUTO_INCREMENT PRIMARY KEY,
  email VARCHAR(120) NOT NULL,
  name VARCHAR(120) NOT NULL,
  country CHAR(2) NOT NULL DEFAULT 'ES',
  preferences JSON,
  born DATE,
  created_at DATETIME(6) NOT NULL DEFAULT CURRENT_TIMESTAMP(6),
  updated_at TIMESTAMP(6) NOT NULL DEFAULT CURRENT_TIMESTAMP(6) ON UPDATE CURRENT_TIMESTAMP(6),
  UNIQUE KEY customers_email (email)
);

CREATE TABLE bookings (
  id BIGINT UNSIGNED NOT NULL AUTO_INCREMENT PRIMARY KEY,
  customer_id BIGINT UNSIGNED NOT NULL,
  destination_code CHAR(3) NOT NULL,
  status ENUM('requested', 'confirmed', 'travelling', 'completed', 'cancelled') NOT NULL DEFAULT 'requested',
  departure DATE NOT NULL,
  nights SMALLINT UNSIGNED NOT NULL,
  total DECIMAL(12,2) NOT NULL,
  details JSON,
  created_at DATETIME(6) NOT NULL DEFAULT CURRENT_TIMESTAMP(6),
  updated_at TIMESTAMP(6) NOT NULL DEFAULT CURRENT_TIMESTAMP(6) ON UPDATE CURRENT_TIMESTAMP(6),
  KEY bookings_departure (departure, status),
  CONSTRAINT bookings_customer FOREIGN KEY (customer_id) REFERENCES customers (id),
  CONSTRAINT bookings_destination FOREIGN KEY (destination_code) REFERENCES destinations (code)
);

CREATE TABLE payments (
  booking_id BIGINT UNSIGNED NOT NULL,
  number INT NOT NULL,
  amount DECIMAL(12,2) NOT NULL,
  method ENUM('card', 'transfer', 'voucher') NOT NULL,
  reference BINARY(8) NOT NULL,
  refunded BOOLEAN NOT NULL DEFAULT FALSE,
  paid_at DATETIME(3) NOT NULL,
  PRIMARY KEY (booking_id, number),
  CONSTRAINT payments_booking FOREIGN KEY (booking_id) REFERENCES bookings (id)
);
