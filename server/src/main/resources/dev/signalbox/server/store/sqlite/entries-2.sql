-- Users of callers, the record of what was purged, how far each writer's journal was taken in, and sums that tell more.
ALTER TABLE entries ADD COLUMN end_user TEXT;

CREATE TABLE properties (
  name  TEXT PRIMARY KEY,
  value TEXT NOT NULL
) WITHOUT ROWID;

INSERT INTO properties VALUES ('salt', lower(hex(randomblob(16))));

CREATE TABLE taken (
  writer   INTEGER PRIMARY KEY,
  sequence INTEGER NOT NULL
);

CREATE TABLE purges (
  id      INTEGER PRIMARY KEY,
  at      INTEGER NOT NULL,
  who     TEXT    NOT NULL,
  how     TEXT    NOT NULL,
  what    TEXT    NOT NULL,
  entries INTEGER NOT NULL,
  oldest  INTEGER,
  newest  INTEGER
);

DROP TABLE usage_sums;

CREATE TABLE usage_sums (
  grain          INTEGER NOT NULL,
  since          INTEGER NOT NULL,
  caller         TEXT    NOT NULL,
  tenant         TEXT    NOT NULL,
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
  PRIMARY KEY (grain, since, caller, tenant, route, model, provider)
) WITHOUT ROWID;

INSERT INTO usage_sums
  SELECT 3600000000, arrived - arrived % 3600000000, ifnull(caller,''), ifnull(tenant,''), ifnull(route,''),
    ifnull(model,''), ifnull(provider,''), count(*), sum(ended IN ('broken','refused','lost')), sum(attempts),
    sum(input), sum(cache_read), sum(cache_write_5m + cache_write_1h), sum(output), sum(reasoning),
    ifnull(sum(cost),0), sum(cost IS NULL OR wasted IS NULL), sum(usage_source = 'estimated'), ifnull(sum(wasted),0),
    sum(max(0, attempts - (ended <> 'refused'))), sum(ended = 'lost'), sum(iif(ended = 'lost', ifnull(cost,0), 0)),
    sum(cost IS NULL), sum(wasted IS NULL)
  FROM entries GROUP BY 2, 3, 4, 5, 6, 7;

INSERT INTO usage_sums
  SELECT 86400000000, since - since % 86400000000, caller, tenant, route, model, provider, sum(requests),
    sum(failures), sum(attempts), sum(input), sum(cached), sum(cache_write), sum(output), sum(reasoning), sum(cost),
    sum(unknown_cost), sum(estimated), sum(wasted), sum(spare), sum(lost), sum(held), sum(unknown_served),
    sum(unknown_wasted)
  FROM usage_sums GROUP BY 2, 3, 4, 5, 6, 7;
