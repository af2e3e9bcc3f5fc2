-- What callers thought of answers. The highest number of an entry counts, those below are its history.
CREATE TABLE feedback (
  writer   INTEGER NOT NULL,
  sequence INTEGER NOT NULL,
  number   INTEGER NOT NULL,
  at       INTEGER NOT NULL,
  score    REAL    NOT NULL,
  comment  TEXT,
  labels   TEXT,
  PRIMARY KEY (writer, sequence, number)
) WITHOUT ROWID;
