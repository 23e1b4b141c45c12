-- About five rows for each of TICKETS tickets; a flight has up to a hundred of them.
SET search_path = airline;
SET session_replication_role = replica; -- What is made here fits together; checking each row would take most of the time.
INSERT INTO aircrafts
SELECT 'A' || lpad(n::text, 2, '0'), jsonb_build_object('en', 'Type ' || n, 'ru', 'Модель ' || n, 'cs', 'Stroj č. ' || n), 1000 + n * 700
FROM generate_series(1, 9) n;
INSERT INTO seats
SELECT aircraft_code, row_no || chr(64 + place), CASE WHEN row_no < 4 THEN 'Business' WHEN row_no < 8 THEN 'Comfort' ELSE 'Economy' END::fare
FROM aircrafts, generate_series(1, 20) row_no, generate_series(1, 6) place;
INSERT INTO airports
SELECT chr(65 + n / 26) || chr(65 + n % 26) || 'X', jsonb_build_object('en', 'Airport ' || n, 'ru', 'Аэропорт ' || n, 'ja', '空港' || n),
       jsonb_build_object('en', 'City ' || n, 'cs', 'Město ' || n), point(n * 3.4 - 170.123456789, n * 1.7 - 85.5),
       (ARRAY['Europe/Prague', 'Asia/Kolkata', 'America/St_Johns'])[n % 3 + 1]
FROM generate_series(0, 99) n;
INSERT INTO flights (flight_no, scheduled_departure, scheduled_arrival, departure_airport, arrival_airport, status, aircraft_code,
                     actual_departure)
SELECT 'XY' || lpad((n % 500)::text, 4, '0'), departure, departure + interval '95 minutes',
       chr(65 + n % 100 / 26) || chr(65 + n % 100 % 26) || 'X', chr(65 + (n + 7) % 100 / 26) || chr(65 + (n + 7) % 100 % 26) || 'X',
       CASE WHEN n % 4 = 0 THEN 'Scheduled' ELSE 'Arrived' END, 'A0' || n % 9 + 1,
       CASE WHEN n % 4 <> 0 THEN departure + n % 97 * interval '1 minute 0.25 second' END
FROM generate_series(1, greatest(TICKETS / 40, 60)) n,
     LATERAL (SELECT timestamptz '2024-03-30 22:15:00+00' + n / 500 * interval '1 day' + n % 24 * interval '1 hour' AS departure) at;
INSERT INTO bookings
SELECT upper(lpad(to_hex(n), 6, '0')), timestamptz '2024-01-01 00:00:00+00' + n * interval '37.000001 seconds', (n % 90000) + 0.05
FROM generate_series(1, TICKETS / 2) n;
INSERT INTO tickets
SELECT lpad(n::text, 13, '0'), upper(lpad(to_hex((n + 1) / 2), 6, '0')), lpad((n::bigint * 7919 % 10000000)::text, 4, '0') || ' ' || n,
       (ARRAY['NOVÁKOVÁ ŽOFIE', 'ИВАН ПЕТРОВ', 'O''BRIEN "JIM"', '山田 太郎', 'SMITH 😀'])[n % 5 + 1],
       CASE WHEN n % 6 > 0 THEN jsonb_build_object('phone', '+420' || n, 'email', CASE WHEN n % 3 > 0 THEN 'p' || n || '@example.org' END) END
FROM generate_series(1, TICKETS / 2 * 2) n;
INSERT INTO ticket_flights
SELECT ticket_no, (n + leg * 17) % (SELECT count(*) FROM flights) + 1, (ARRAY['Economy', 'Comfort', 'Business'])[n % 3 + 1]::fare,
       n % 1000 * 10.5
FROM (SELECT ticket_no, ticket_no::bigint AS n FROM tickets) t, generate_series(0, 1) leg;
INSERT INTO boarding_passes
SELECT ticket_no, flight_id, number, (number - 1) / 6 + 1 || chr(65 + ((number - 1) % 6)::int)
FROM (SELECT ticket_no, flight_id, row_number() OVER (PARTITION BY flight_id ORDER BY ticket_no) AS number FROM ticket_flights) t
WHERE number < 75;
INSERT INTO booking_events (book_ref, happened) SELECT book_ref, 'booked' FROM bookings WHERE book_ref < '000100';
SET session_replication_role = origin;
