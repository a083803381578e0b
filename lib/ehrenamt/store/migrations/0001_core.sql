-- What a store is about: itself, its changes, reference data, people, contact points, associations.
-- Conventions: STRICT tables; ids are origin << 35 | sequence (store/identity.hpp); days are ISO text;
-- money is integer cents; keys of reference data are the official ones and stay text.

CREATE TABLE store_property (
    name  TEXT NOT NULL PRIMARY KEY,
    value TEXT NOT NULL
) STRICT, WITHOUT ROWID;

-- One row per writing command; `hash` covers every other column and the previous row's hash.
CREATE TABLE change_set (
    id            INTEGER NOT NULL PRIMARY KEY CHECK (id > 0),
    at            TEXT    NOT NULL CHECK (at GLOB '????-??-??T??:??:??Z'),
    command       TEXT    NOT NULL CHECK (command <> ''),
    actor         TEXT    NOT NULL CHECK (actor <> ''),
    counts        TEXT    NOT NULL CHECK (counts LIKE '{%}'),
    last_sequence INTEGER NOT NULL CHECK (last_sequence >= 0),
    undoes        INTEGER REFERENCES change_set (id),
    body_hash     BLOB    NOT NULL CHECK (length(body_hash) = 32),
    content_hash  BLOB    NOT NULL CHECK (length(content_hash) = 32),
    previous_hash BLOB    NOT NULL CHECK (length(previous_hash) = 32),
    hash          BLOB    NOT NULL CHECK (length(hash) = 32)
) STRICT;

-- What a change set did, as SQLite's session extension records it, in pieces of at most 1 MiB.
CREATE TABLE change_set_body (
    change_set INTEGER NOT NULL REFERENCES change_set (id),
    piece      INTEGER NOT NULL CHECK (piece >= 0),
    bytes      BLOB    NOT NULL CHECK (length(bytes) BETWEEN 1 AND 1048576),
    PRIMARY KEY (change_set, piece)
) STRICT, WITHOUT ROWID;

-- Sum of the rows' hashes per table: damage that SQLite's own checks pass over shows here.
CREATE TABLE content_digest (
    table_name TEXT    NOT NULL PRIMARY KEY,
    row_count  INTEGER NOT NULL CHECK (row_count >= 0),
    digest     BLOB    NOT NULL CHECK (length(digest) = 32)
) STRICT, WITHOUT ROWID;

CREATE TABLE district (
    key      TEXT NOT NULL PRIMARY KEY CHECK (key GLOB '06[0-9][0-9][0-9]'),
    name     TEXT NOT NULL,
    title    TEXT NOT NULL,
    kind     TEXT NOT NULL CHECK (kind IN ('county', 'independent_town')),
    region   TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE court (
    code      TEXT    NOT NULL PRIMARY KEY,
    name      TEXT    NOT NULL,
    registers INTEGER NOT NULL CHECK (registers IN (0, 1)),
    register_court TEXT
) STRICT, WITHOUT ROWID;

-- A key is valid from–to; where it ended, municipality_change names its successor.
CREATE TABLE municipality (
    ags            TEXT    NOT NULL PRIMARY KEY CHECK (ags GLOB '06[0-9][0-9][0-9][0-9][0-9][0-9]'),
    name           TEXT    NOT NULL,
    official_name  TEXT    NOT NULL,
    kind           TEXT    NOT NULL,
    district       TEXT    NOT NULL,
    inhabitants    INTEGER CHECK (inhabitants >= 0),
    inhabitants_on TEXT,
    latitude_e6    INTEGER CHECK (latitude_e6 BETWEEN 49000000 AND 52000000),
    longitude_e6   INTEGER CHECK (longitude_e6 BETWEEN 7000000 AND 11000000),
    register_court TEXT,
    valid_from     TEXT,
    valid_to       TEXT
) STRICT, WITHOUT ROWID;

CREATE TABLE municipality_change (
    old_ags  TEXT NOT NULL,
    new_ags  TEXT NOT NULL REFERENCES municipality (ags),
    day      TEXT NOT NULL,
    kind     TEXT NOT NULL,
    old_name TEXT NOT NULL,
    new_name TEXT NOT NULL,
    evidence TEXT NOT NULL,
    PRIMARY KEY (old_ags, new_ags, old_name)
) STRICT, WITHOUT ROWID;

CREATE TABLE postcode (
    postcode TEXT NOT NULL CHECK (postcode GLOB '[0-9][0-9][0-9][0-9][0-9]'),
    ags      TEXT NOT NULL REFERENCES municipality (ags),
    PRIMARY KEY (postcode, ags)
) STRICT, WITHOUT ROWID;

-- How register courts really write a place, and the municipality that is meant.
CREATE TABLE place_spelling (
    spelling       TEXT    NOT NULL,
    register_court TEXT    NOT NULL,
    ags            TEXT    NOT NULL REFERENCES municipality (ags),
    seen           INTEGER NOT NULL CHECK (seen > 0),
    basis          TEXT    NOT NULL,
    PRIMARY KEY (spelling, register_court)
) STRICT, WITHOUT ROWID;

CREATE TABLE engagement_field (
    key     TEXT    NOT NULL PRIMARY KEY,
    number  INTEGER NOT NULL UNIQUE,
    name_de TEXT    NOT NULL,
    name_en TEXT    NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE charitable_purpose (
    key       TEXT NOT NULL PRIMARY KEY,
    number    TEXT NOT NULL,
    name      TEXT NOT NULL,
    reference TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE tax_office (
    number   TEXT NOT NULL PRIMARY KEY,
    name     TEXT NOT NULL,
    postcode TEXT NOT NULL,
    place    TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE topic (
    key             TEXT    NOT NULL PRIMARY KEY,
    name            TEXT    NOT NULL,
    kind            TEXT    NOT NULL CHECK (kind IN ('general', 'specific')),
    field           TEXT    REFERENCES engagement_field (key),
    typical_minutes INTEGER CHECK (typical_minutes > 0),
    ue_evidence     TEXT    NOT NULL,
    sources         TEXT    NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE public_holiday (
    day  TEXT NOT NULL PRIMARY KEY,
    name TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE school_holiday (
    first_day TEXT NOT NULL PRIMARY KEY,
    last_day  TEXT NOT NULL,
    name      TEXT NOT NULL,
    CHECK (last_day >= first_day)
) STRICT, WITHOUT ROWID;

-- A published list of contact points and their area; `verified` says whether the role is proven.
CREATE TABLE known_contact_point (
    number       INTEGER NOT NULL PRIMARY KEY,
    name         TEXT    NOT NULL,
    carrier      TEXT    NOT NULL,
    municipality TEXT,
    area         TEXT    NOT NULL,
    role         TEXT    NOT NULL,
    verified     INTEGER NOT NULL CHECK (verified IN (0, 1)),
    as_of        TEXT    NOT NULL,
    source       TEXT    NOT NULL,
    note         TEXT    NOT NULL
) STRICT;

-- The only table with names and contact data of natural persons.
CREATE TABLE person (
    id              INTEGER NOT NULL PRIMARY KEY,
    name            TEXT    NOT NULL CHECK (name <> ''),
    email           TEXT,
    phone           TEXT,
    purpose         TEXT    NOT NULL CHECK (purpose <> ''),
    legal_basis     TEXT    NOT NULL CHECK (legal_basis <> ''),
    retention_class TEXT    NOT NULL CHECK (retention_class <> ''),
    recorded_on     TEXT    NOT NULL
) STRICT;

CREATE TABLE contact_point (
    id               INTEGER NOT NULL PRIMARY KEY,
    name             TEXT    NOT NULL UNIQUE CHECK (name <> ''),
    carrier          TEXT    NOT NULL CHECK (carrier IN ('association', 'town', 'county', 'municipality_without_contact_point')),
    municipality     TEXT    NOT NULL REFERENCES municipality (ags),
    own              INTEGER NOT NULL CHECK (own IN (0, 1)),
    legal_basis      TEXT    NOT NULL,
    street           TEXT,
    postcode         TEXT,
    place            TEXT,
    email            TEXT,
    phone            TEXT,
    bank_account     TEXT,
    representative   INTEGER REFERENCES person (id)
) STRICT;
CREATE UNIQUE INDEX contact_point_own ON contact_point (own) WHERE own = 1;

CREATE TABLE contact_point_area (
    contact_point INTEGER NOT NULL REFERENCES contact_point (id),
    ags           TEXT    NOT NULL REFERENCES municipality (ags),
    PRIMARY KEY (contact_point, ags)
) STRICT, WITHOUT ROWID;

CREATE TABLE budget_frame (
    contact_point INTEGER NOT NULL REFERENCES contact_point (id),
    year          INTEGER NOT NULL CHECK (year BETWEEN 2001 AND 2999),
    cents         INTEGER NOT NULL CHECK (cents >= 0),
    PRIMARY KEY (contact_point, year)
) STRICT, WITHOUT ROWID;

-- An association, initiative, fire brigade or carrier, registered or not. `municipality` is empty where
-- the seat lies outside Hesse or could not be told; `municipality_basis` says how it came about.
CREATE TABLE association (
    id                 INTEGER NOT NULL PRIMARY KEY,
    name               TEXT    NOT NULL CHECK (name <> ''),
    name_key           TEXT    NOT NULL CHECK (name_key <> ''),
    kind               TEXT    NOT NULL CHECK (kind IN ('registered_association', 'initiative', 'fire_brigade', 'carrier', 'other')),
    status             TEXT    NOT NULL CHECK (status IN ('active', 'deleted')),
    seat               TEXT,
    municipality       TEXT    REFERENCES municipality (ags),
    municipality_basis TEXT,
    register_court     TEXT,
    former_court       TEXT,
    register_number    TEXT,
    field              TEXT    REFERENCES engagement_field (key),
    email              TEXT,
    source             TEXT,
    external_id        TEXT,
    source_date        TEXT,
    recorded_on        TEXT    NOT NULL,
    CHECK ((register_court IS NULL) = (register_number IS NULL)),
    CHECK ((source IS NULL) = (external_id IS NULL))
) STRICT;
CREATE UNIQUE INDEX association_register ON association (register_court, ifnull(former_court, ''), register_number)
    WHERE register_number IS NOT NULL;
CREATE UNIQUE INDEX association_source ON association (source, external_id) WHERE source IS NOT NULL;
CREATE INDEX association_name ON association (name_key, municipality);
CREATE INDEX association_municipality ON association (municipality);
