-- The team of the caller, in entries and in sums.
ALTER TABLE entries ADD COLUMN team TEXT;

ALTER TABLE usage_sums RENAME TO usage_sums_3;

CREATE TABLE usage_sums (
  grain          INTEGER NOT NULL,
  since          INTEGER NOT NULL,
  caller         TEXT    NOT NULL,
  tenant         TEXT    NOT NULL,
  team           TEXT    NOT NULL,
  route          TEXT    NOT NULL,
  model          TEXT    NOT NULL,
  provider       TEXT    NOT NULL,
  requests       INTEGER NOT NULL,
  failures       INTEGER NOT NULL,
  attempts       INTEGER NOT NULL,
  input          INTEGER NOT NULL,
  cached         INTEGER NOT NULL,
  cache_write    INTEGER NOT NULL,
  output         INTEGER NOT NULL,
  reasoning      INTEGER NOT NULL,
  cost           INTEGER NOT NULL,
  unknown_cost   INTEGER NOT NULL,
  estimated      INTEGER NOT NULL,
  wasted         INTEGER NOT NULL,
  spare          INTEGER NOT NULL,
  lost           INTEGER NOT NULL,
  held           INTEGER NOT NULL,
  unknown_served INTEGER NOT NULL,
  unknown_wasted INTEGER NOT NULL,
  PRIMARY KEY (grain, since, caller, tenant, team, route, model, provider)
) WITHOUT ROWID;

INSERT INTO usage_sums
  SELECT grain, since, caller, tenant, '', route, model, provider, requests, failures, attempts, input, cached,
    cache_write, output, reasoning, cost, unknown_cost, estimated, wasted, spare, lost, held, unknown_served,
    unknown_wasted
  FROM usage_sums_3;

DROP TABLE usage_sums_3;
