-- Applications for money, and the rules they were computed by. Amounts are not stored: they follow from the
-- measures, the rule set and its hash.

-- The rule files in use: the state's, and the contact point's own on top of it if it has one.
CREATE TABLE rule_file (
    scope TEXT NOT NULL PRIMARY KEY CHECK (scope IN ('state', 'own')),
    hash  TEXT NOT NULL CHECK (length(hash) = 64),
    text  TEXT NOT NULL CHECK (text <> '')
) STRICT, WITHOUT ROWID;

-- The texts of the rule files of an application, so that it can be computed again when the files have changed.
CREATE TABLE rule_set (
    hash       TEXT NOT NULL PRIMARY KEY CHECK (length(hash) = 64 AND hash NOT GLOB '*[^0-9a-f]*'),
    key        TEXT NOT NULL CHECK (key <> ''),
    version    TEXT NOT NULL CHECK (version <> ''),
    state_text TEXT NOT NULL,
    own_text   TEXT
) STRICT, WITHOUT ROWID;

-- A contact point's collective application for a half-year. A draft is replaced by the next one; what was
-- submitted stays.
CREATE TABLE application (
    id            INTEGER NOT NULL PRIMARY KEY,
    contact_point INTEGER NOT NULL REFERENCES contact_point (id),
    half_year     TEXT    NOT NULL CHECK (half_year GLOB '[0-9][0-9][0-9][0-9]-H[12]'),
    kind          TEXT    NOT NULL CHECK (kind IN ('collective')),
    state         TEXT    NOT NULL CHECK (state IN ('draft', 'submitted')),
    programme     INTEGER NOT NULL REFERENCES programme (id),
    rule_set      TEXT    NOT NULL REFERENCES rule_set (hash),
    content_hash  TEXT    NOT NULL CHECK (length(content_hash) = 64 AND content_hash NOT GLOB '*[^0-9a-f]*'),
    development_cents INTEGER NOT NULL CHECK (development_cents >= 0),
    made_on       TEXT    NOT NULL,
    UNIQUE (contact_point, half_year, kind)
) STRICT;

CREATE TABLE application_measure (
    application INTEGER NOT NULL REFERENCES application (id),
    number      INTEGER NOT NULL CHECK (number > 0),
    measure     INTEGER NOT NULL REFERENCES measure (id),
    PRIMARY KEY (application, number),
    UNIQUE (application, measure)
) STRICT, WITHOUT ROWID;
