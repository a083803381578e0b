-- Rows that a change set inserted in bulk: all of one table whose key lies in first_id–last_id. They stand in
-- the table itself, so that their change set keeps no copy of them; `digest` tells whether they still are as
-- they were written (docs/decisions: bulk ranges). A change set without ranges has no range_hash.
CREATE TABLE change_set_range (
    change_set   INTEGER NOT NULL REFERENCES change_set (id),
    table_name   TEXT    NOT NULL,
    first_id     INTEGER NOT NULL,
    last_id      INTEGER NOT NULL,
    column_count INTEGER NOT NULL CHECK (column_count > 0),
    row_count    INTEGER NOT NULL CHECK (row_count > 0),
    digest       BLOB    NOT NULL CHECK (length(digest) = 32),
    PRIMARY KEY (change_set, table_name, first_id),
    CHECK (last_id >= first_id)
) STRICT, WITHOUT ROWID;

ALTER TABLE change_set ADD COLUMN range_hash BLOB CHECK (length(range_hash) = 32);
