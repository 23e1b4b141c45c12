#!/usr/bin/env bash
# Brings the example up, kills the replicator, and checks that it resumes, that both sides are equal, and that Prometheus
# watches and alerts. Needs Docker with compose, curl and ten minutes; leaves nothing behind unless KEEP=1.
# Grafana is left out where its image cannot be had.
set -euo pipefail
. "$(dirname "${BASH_SOURCE[0]}")/compose/compose.sh"
export COMPOSE_PROJECT_NAME=replicator-smoke-test
http=http://127.0.0.1:8080
prometheus=http://127.0.0.1:9090

step() { printf '\n== %s  (%s s)\n' "$*" "$SECONDS"; }
fail() { printf 'FAILED: %s\n' "$*" >&2; compose ps; compose logs --tail 30 replicator; exit 1; }
# until_true SECONDS WHAT COMMAND...: tries once a second
until_true() {
    local left=$1 what=$2
    shift 2
    until "$@"; do
        ((left-- > 0)) || fail "$what"
        sleep 1
    done
}
metric() { curl -fs "$http/metrics" | sed -n "s/^$1{[^}]*} //p" | head -1; }
streaming() { [[ $(metric replicator_state) == 5.0 ]]; }
applying() { [[ $(metric replicator_rows_applied_total) != 0.0 ]]; }
container() { compose ps -q "$1"; }
healthy() { [[ $(docker inspect -f '{{.State.Health.Status}}' "$(container "$1")") == healthy ]]; }
holds() { [[ $(curl -fs --data-urlencode "query=$1" "$prometheus/api/v1/query") == *'"value"'* ]]; }
firing() { holds "ALERTS{alertname=\"$1\",alertstate=\"firing\"}"; }
verification() { curl -fs "$http/api/v1/verify" | sed -n 's/^  "state" : "\(.*\)",$/\1/p'; }
verified() { [[ $(verification) =~ ^(EQUAL|DIFFERENT|FAILED)$ ]]; }
# Compares source and target through the daemon, and expects this state.
verify() {
    curl -fs -o /dev/null -X POST -H "Authorization: Bearer $(cat "$deploy/secrets/api_token.txt")" "$http/api/v1/verify" ||
        fail "the verification does not begin"
    until_true 120 "the verification does not end" verified
    [[ $(verification) == "$1" ]] || fail "the verification ended with $(curl -fs "$http/api/v1/verify")"
    echo "$1: $(metric replicator_verification_rows) rows in $(metric replicator_verification_duration_seconds) s"
}
on_target() {
    compose exec -T postgres sh -c "PGPASSWORD=$(cat "$deploy/secrets/postgres.txt") \
        psql -q -v ON_ERROR_STOP=1 -h 127.0.0.1 -U replicator -d globetrotter" <<<"$1"
}
memory() { docker stats --no-stream --format '{{.MemUsage}}' "$replicator"; }
# The JVM keeps heap that it once had; what it takes beside the heap must fit below the limit, too.
roomy() {
    local percent
    percent=$(docker stats --no-stream --format '{{.MemPerc}}' "$replicator")
    [[ ${percent%%.*} -lt 88 ]] || fail "it takes $percent of its memory limit"
}
# What the replicator has logged since its last start.
log() { docker logs "$replicator" 2>&1 | awk '/CREATED -> PREPARING/ { text = "" } { text = text $0 "\n" } END { print text }'; }
end() { [[ -n ${KEEP:-} ]] || compose down -v --remove-orphans >/dev/null 2>&1 || true; }
trap end EXIT

step "building and starting"
services=(mysql mysql-users sample traffic postgres replicator prometheus)
docker image inspect grafana/grafana:latest >/dev/null 2>&1 || docker pull -q grafana/grafana:latest >/dev/null 2>&1 &&
    services+=(grafana) || echo "no Grafana image here: left out"
[[ -n ${NO_BUILD:-} ]] || compose build sample
compose up -d --no-build "${services[@]}"
docker images replicator:local --format 'image size {{.Size}}'

step "waiting for the stream"
until_true 180 "the replicator does not stream" streaming
for service in mysql postgres replicator prometheus; do until_true 60 "$service is not healthy" healthy "$service"; done
compose ps
replicator=$(container replicator)
[[ $(log) == '{"timestamp":'* ]] || fail "the log is not JSON"
echo "memory under load: $(memory)"

step "killing the replicator in the middle"
until_true 60 "no changes arrive" applying
docker kill -s KILL "$replicator" >/dev/null
sleep 5
compose up -d --no-build --no-deps replicator
until_true 120 "it does not resume" streaming
[[ $(log) != *SNAPSHOTTING* ]] || fail "it copied again instead of resuming"
echo "resumed, state $(metric replicator_state), $(metric replicator_rows_applied_total) changes since"

step "comparing both sides row by row, under traffic"
verify EQUAL
on_target "INSERT INTO destinations (code, name, latitude, longitude, price_per_night, updated_at)
    VALUES ('zzz', 'nowhere', 0, 0, 1, now())"
verify DIFFERENT
until_true 60 "ReplicatorDiscrepancies does not fire" firing ReplicatorDiscrepancies
echo "ReplicatorDiscrepancies fires"
on_target "DELETE FROM destinations WHERE code = 'zzz'"
for _ in {1..10}; do verify EQUAL; done
echo "memory after that: $(memory)"
roomy

step "stopping it cleanly, under traffic"
started=$SECONDS
compose stop replicator
code=$(docker inspect -f '{{.State.ExitCode}}' "$replicator")
[[ $code == 0 ]] || fail "exit code $code"
echo "stopped in $((SECONDS - started)) s with exit code 0"

step "alert on a stopped replicator"
until_true 180 "ReplicatorDown does not fire" firing ReplicatorDown
echo "ReplicatorDown fires"
compose exec -T prometheus promtool check rules /etc/prometheus/rules.yml
compose exec -T prometheus promtool test rules /etc/prometheus/rules_test.yml

step "going on, then the end of the traffic"
since=$SECONDS
started=$(date +%s%N)
docker start "$replicator" >/dev/null
until curl -fs -o /dev/null "$http/health/ready"; do
    ((SECONDS - since < 120)) || fail "it does not go on"
    sleep 0.1
done
echo "changes flow $((($(date +%s%N) - started) / 1000000)) ms after its start"
until_true 120 "it does not catch up" streaming
until_true 60 "Prometheus does not scrape" holds 'up{job="replicator"} == 1'
compose stop traffic
until_true 60 "the last changes do not arrive" "$deploy/compare.sh"
sleep 5
echo "memory at rest: $(memory)"

step "passed"
