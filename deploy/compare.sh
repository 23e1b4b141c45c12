#!/usr/bin/env bash
# Compares row counts and sums of the example's tables on both sides. Exit code 1 if they differ. Stop the traffic first.
set -euo pipefail
. "$(dirname "${BASH_SOURCE[0]}")/compose/compose.sh"

sums() {
    printf 'SELECT %s' "(SELECT CONCAT_WS(' ', COUNT(*), SUM(price_per_night)) FROM destinations), \
(SELECT CONCAT_WS(' ', COUNT(*), SUM(id), SUM(OCTET_LENGTH(name))) FROM customers), \
(SELECT CONCAT_WS(' ', COUNT(*), SUM(id), SUM(total), SUM(nights)) FROM bookings), \
(SELECT CONCAT_WS(' ', COUNT(*), SUM(number), SUM(amount)) FROM payments)"
}
source_sums=$(compose exec -T mysql sh -c \
    "MYSQL_PWD=$(cat "$deploy/secrets/mysql_root.txt") mysql -h 127.0.0.1 -u root --default-character-set=utf8mb4 -N globetrotter" <<<"$(sums)")
target_sums=$(compose exec -T postgres sh -c \
    "PGPASSWORD=$(cat "$deploy/secrets/postgres.txt") psql -h 127.0.0.1 -U replicator -d globetrotter -At -F '	'" \
    <<<"$(sums)")
printf 'destinations, customers, bookings, payments: count and sums\nsource  %s\ntarget  %s\n' "$source_sums" "$target_sums"
[[ -n $source_sums && $source_sums == "$target_sums" ]]
