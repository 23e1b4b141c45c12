# Sourced by the scripts: `compose` is docker compose in either of its forms, on this example or on $COMPOSE_FILE.
deploy=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
export COMPOSE_FILE=${COMPOSE_FILE:-$deploy/compose.yml} COMPOSE_PROJECT_NAME=${COMPOSE_PROJECT_NAME:-replicator-example}
if docker compose version >/dev/null 2>&1; then
    compose() { docker compose "$@"; }
else
    compose() { docker-compose "$@"; }
fi
