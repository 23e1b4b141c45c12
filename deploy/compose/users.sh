#!/bin/sh
# Run once by compose; harmless to repeat.
set -eu
secret() { cat "/run/secrets/$1"; }
MYSQL_PWD=$(secret mysql_root) mysql -h mysql -u root <<SQL
CREATE USER IF NOT EXISTS travel IDENTIFIED BY '$(secret mysql_travel)';
GRANT ALL ON globetrotter.* TO travel;
CREATE USER IF NOT EXISTS replicator IDENTIFIED BY '$(secret mysql_replicator)';
GRANT SELECT ON globetrotter.* TO replicator;
GRANT RELOAD, REPLICATION CLIENT, REPLICATION SLAVE ON *.* TO replicator;
SQL
