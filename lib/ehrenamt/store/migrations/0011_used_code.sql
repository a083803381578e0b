-- Access codes that anonymous answers used, apart from all history: no change set and no digest has these rows, so
-- that the code and the answer of an import with a single answer are not brought together by what it changed
-- (docs/decisions/0019). `used` of `access_code` is for answers that name their association, and for codes used
-- before this table was there.
CREATE TABLE used_code (
    round INTEGER NOT NULL,
    hash  BLOB    NOT NULL,
    PRIMARY KEY (round, hash),
    FOREIGN KEY (round, hash) REFERENCES access_code (round, hash) ON DELETE CASCADE
) STRICT, WITHOUT ROWID;
