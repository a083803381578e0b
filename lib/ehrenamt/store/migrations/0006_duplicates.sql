-- Names from before, associations that turned out to be another one, and pairs that are not the same.

-- `until` and `known_on` are days: when the name ended, and when it was known to have been one.
CREATE TABLE former_name (
    association INTEGER NOT NULL REFERENCES association (id),
    name        TEXT    NOT NULL CHECK (name <> ''),
    name_key    TEXT    NOT NULL CHECK (name_key <> ''),
    until       TEXT,
    known_on    TEXT    NOT NULL,
    source      TEXT,
    PRIMARY KEY (association, name)
) STRICT, WITHOUT ROWID;
CREATE INDEX former_name_key ON former_name (name_key);

-- An association that was merged into another: what it was known by stays and leads to the survivor. `id` is
-- the number that it had; `record` holds all that was stored of it, as a JSON object of its columns.
CREATE TABLE association_alias (
    id              INTEGER NOT NULL PRIMARY KEY,
    survivor        INTEGER NOT NULL REFERENCES association (id),
    name            TEXT    NOT NULL CHECK (name <> ''),
    name_key        TEXT    NOT NULL CHECK (name_key <> ''),
    status          TEXT    NOT NULL,
    municipality    TEXT    REFERENCES municipality (ags),
    register_court  TEXT,
    former_court    TEXT,
    register_number TEXT,
    source          TEXT,
    external_id     TEXT,
    record          TEXT    NOT NULL CHECK (record LIKE '{%}'),
    merged_on       TEXT    NOT NULL,
    change_set      INTEGER NOT NULL CHECK (change_set > 0),
    CHECK (survivor <> id)
) STRICT;
CREATE INDEX association_alias_survivor ON association_alias (survivor);

-- A person looked at both and said that they are two.
CREATE TABLE association_distinct (
    first      INTEGER NOT NULL REFERENCES association (id),
    second     INTEGER NOT NULL REFERENCES association (id),
    decided_on TEXT    NOT NULL,
    PRIMARY KEY (first, second),
    CHECK (first < second)
) STRICT, WITHOUT ROWID;
CREATE INDEX association_distinct_second ON association_distinct (second);
