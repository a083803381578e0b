-- Certificates of attendance. What is printed follows from the enrolment and its attendance; here stands that it was
-- certified, and for how many minutes, so that a later correction of the attendance shows.

-- Public keys that certificates of this store are checked with. The private key is in no table (docs/decisions).
CREATE TABLE certificate_key (
    id         TEXT NOT NULL PRIMARY KEY CHECK (length(id) = 11),
    public_key TEXT NOT NULL UNIQUE CHECK (length(public_key) = 43),
    since      TEXT NOT NULL CHECK (since GLOB '????-??-??')
) STRICT, WITHOUT ROWID;

-- Its number is the long form of `id`: unique in the country and never given again.
CREATE TABLE certificate (
    id            INTEGER NOT NULL PRIMARY KEY,
    enrolment     INTEGER NOT NULL REFERENCES enrolment (id),
    key           TEXT    NOT NULL REFERENCES certificate_key (id),
    minutes       INTEGER NOT NULL CHECK (minutes > 0),
    issued_on     TEXT    NOT NULL CHECK (issued_on GLOB '????-??-??'),
    revoked_on    TEXT    CHECK (revoked_on GLOB '????-??-??'),
    revoke_reason TEXT    CHECK (revoke_reason <> ''),
    CHECK ((revoked_on IS NULL) = (revoke_reason IS NULL)),
    CHECK (revoked_on >= issued_on)
) STRICT;
CREATE UNIQUE INDEX certificate_valid ON certificate (enrolment) WHERE revoked_on IS NULL;
CREATE INDEX certificate_enrolment ON certificate (enrolment);
