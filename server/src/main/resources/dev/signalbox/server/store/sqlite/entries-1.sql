-- Entries of the ledger. Times are microseconds since 1970, durations nanoseconds, money nano-dollars; no money is unknown money.
CREATE TABLE entries (
  writer            INTEGER NOT NULL,
  sequence          INTEGER NOT NULL,
  request_id        TEXT    NOT NULL,
  arrived           INTEGER NOT NULL,
  caller            TEXT,
  tenant            TEXT,
  plan              TEXT,
  asked             TEXT    NOT NULL,
  route             TEXT,
  dialect           TEXT    NOT NULL,
  streamed          INTEGER NOT NULL,
  model             TEXT,
  provider          TEXT,
  upstream_id       TEXT,
  reported_model    TEXT,
  provider_dialect  TEXT,
  attempts          INTEGER NOT NULL,
  input             INTEGER NOT NULL,
  cache_read        INTEGER NOT NULL,
  cache_write_5m    INTEGER NOT NULL,
  cache_write_1h    INTEGER NOT NULL,
  output            INTEGER NOT NULL,
  reasoning         INTEGER NOT NULL,
  usage_source      TEXT    NOT NULL,
  cost              INTEGER,
  wasted            INTEGER,
  status            INTEGER NOT NULL,
  failure           TEXT,
  detail            TEXT,
  ended             TEXT    NOT NULL,
  first_token       INTEGER,
  duration          INTEGER NOT NULL,
  trace_id          TEXT,
  losses            TEXT,
  adjustments       TEXT,
  PRIMARY KEY (writer, sequence)
) WITHOUT ROWID;

CREATE UNIQUE INDEX entries_by_request ON entries (request_id);
CREATE INDEX entries_by_arrival ON entries (arrived);

CREATE TABLE attempts (
  writer              INTEGER NOT NULL,
  sequence            INTEGER NOT NULL,
  number              INTEGER NOT NULL,
  target              TEXT    NOT NULL,
  provider            TEXT    NOT NULL,
  status              INTEGER,
  outcome             TEXT    NOT NULL,
  error               TEXT,
  started             INTEGER NOT NULL,
  duration            INTEGER NOT NULL,
  first_token         INTEGER,
  input               INTEGER NOT NULL,
  cache_read          INTEGER NOT NULL,
  cache_write_5m      INTEGER NOT NULL,
  cache_write_1h      INTEGER NOT NULL,
  output              INTEGER NOT NULL,
  reasoning           INTEGER NOT NULL,
  usage_source        TEXT    NOT NULL,
  cost                INTEGER,
  hold                INTEGER,
  provider_request_id TEXT,
  PRIMARY KEY (writer, sequence, number)
) WITHOUT ROWID;

-- Exchanges that were opened and not closed, with the entry that closes them if their writer dies.
CREATE TABLE open_exchanges (
  writer    INTEGER NOT NULL,
  sequence  INTEGER NOT NULL,
  otherwise BLOB    NOT NULL,
  PRIMARY KEY (writer, sequence)
) WITHOUT ROWID;

-- Sums of all entries that arrived in one hour or on one day, so that a report over years reads days instead of requests.
-- The grain is the length of the time in microseconds, since is its beginning.
CREATE TABLE usage_sums (
  grain        INTEGER NOT NULL,
  since        INTEGER NOT NULL,
  caller       TEXT    NOT NULL,
  tenant       TEXT    NOT NULL,
  route        TEXT    NOT NULL,
  model        TEXT    NOT NULL,
  provider     TEXT    NOT NULL,
  requests     INTEGER NOT NULL,
  failures     INTEGER NOT NULL,
  attempts     INTEGER NOT NULL,
  input        INTEGER NOT NULL,
  cached       INTEGER NOT NULL,
  cache_write  INTEGER NOT NULL,
  output       INTEGER NOT NULL,
  reasoning    INTEGER NOT NULL,
  cost         INTEGER NOT NULL,
  unknown_cost INTEGER NOT NULL,
  estimated    INTEGER NOT NULL,
  wasted       INTEGER NOT NULL,
  PRIMARY KEY (grain, since, caller, tenant, route, model, provider)
) WITHOUT ROWID;
