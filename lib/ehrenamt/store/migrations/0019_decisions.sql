-- What was handed in, version by version, and what the authority decided about it. Neither is ever changed.

-- `change_set` says who handed it in, and when to the second.
CREATE TABLE submission (
    application       INTEGER NOT NULL REFERENCES application (id),
    version           INTEGER NOT NULL CHECK (version > 0),
    submitted_on      TEXT    NOT NULL CHECK (submitted_on GLOB '????-??-??'),
    change_set        INTEGER NOT NULL REFERENCES change_set (id) DEFERRABLE INITIALLY DEFERRED,
    content_hash      TEXT    NOT NULL CHECK (length(content_hash) = 64 AND content_hash NOT GLOB '*[^0-9a-f]*'),
    rule_set          TEXT    NOT NULL REFERENCES rule_set (hash),
    development_cents INTEGER NOT NULL CHECK (development_cents >= 0),
    PRIMARY KEY (application, version)
) STRICT, WITHOUT ROWID;

-- A measure as it was handed in. Asked for: the grant by cost and ceiling, and the flat for carrying it out.
CREATE TABLE submission_measure (
    application  INTEGER NOT NULL,
    version      INTEGER NOT NULL,
    number       INTEGER NOT NULL CHECK (number > 0),
    measure      INTEGER NOT NULL REFERENCES measure (id),
    title        TEXT    NOT NULL CHECK (title <> ''),
    first_day    TEXT    NOT NULL CHECK (first_day GLOB '????-??-??'),
    minutes      INTEGER NOT NULL CHECK (minutes >= 0),
    participants INTEGER NOT NULL CHECK (participants >= 0),
    cost_cents   INTEGER NOT NULL CHECK (cost_cents >= 0),
    grant_cents  INTEGER NOT NULL CHECK (grant_cents BETWEEN 0 AND cost_cents),
    flat_cents   INTEGER NOT NULL CHECK (flat_cents >= 0),
    PRIMARY KEY (application, version, number),
    UNIQUE (application, version, measure),
    FOREIGN KEY (application, version) REFERENCES submission (application, version)
) STRICT, WITHOUT ROWID;

-- A decision (Bescheid) about a version. A later one about the same application takes the place of the earlier.
CREATE TABLE decision (
    id                INTEGER NOT NULL PRIMARY KEY,
    application       INTEGER NOT NULL,
    version           INTEGER NOT NULL,
    number            TEXT    NOT NULL CHECK (number <> ''),
    decided_on        TEXT    NOT NULL CHECK (decided_on GLOB '????-??-??'),
    result            TEXT    NOT NULL CHECK (result IN ('full', 'partial', 'rejected')),
    development_cents INTEGER NOT NULL CHECK (development_cents >= 0),
    proof_by          TEXT    CHECK (proof_by GLOB '????-??-??'),
    recorded_on       TEXT    NOT NULL CHECK (recorded_on GLOB '????-??-??'),
    UNIQUE (application, number),
    FOREIGN KEY (application, version) REFERENCES submission (application, version)
) STRICT;

CREATE TABLE decision_measure (
    decision      INTEGER NOT NULL REFERENCES decision (id),
    measure       INTEGER NOT NULL REFERENCES measure (id),
    granted_cents INTEGER NOT NULL CHECK (granted_cents >= 0),
    PRIMARY KEY (decision, measure)
) STRICT, WITHOUT ROWID;

CREATE TABLE decision_condition (
    decision INTEGER NOT NULL REFERENCES decision (id),
    number   INTEGER NOT NULL CHECK (number > 0),
    text     TEXT    NOT NULL CHECK (text <> ''),
    PRIMARY KEY (decision, number)
) STRICT, WITHOUT ROWID;
