-- Courses that can be offered, proposals for a half-year's programme, and the measures that came of one.

-- A trainer's name and contact stand in person and nowhere else.
CREATE TABLE trainer (
    id     INTEGER NOT NULL PRIMARY KEY,
    person INTEGER NOT NULL UNIQUE REFERENCES person (id)
) STRICT;

CREATE TABLE venue (
    id           INTEGER NOT NULL PRIMARY KEY,
    name         TEXT    NOT NULL CHECK (name <> ''),
    municipality TEXT    NOT NULL REFERENCES municipality (ags),
    UNIQUE (name, municipality)
) STRICT;

-- `reference` is the contact point's own number for it. No venue: online. No minimum: the funding rules'.
-- Costs are those of the whole course, fees the income expected from all participants together.
CREATE TABLE course (
    id                     INTEGER NOT NULL PRIMARY KEY,
    half_year              TEXT    NOT NULL CHECK (half_year GLOB '[0-9][0-9][0-9][0-9]-H[12]'),
    reference              TEXT    NOT NULL CHECK (reference <> ''),
    title                  TEXT    NOT NULL CHECK (title <> ''),
    topic                  TEXT    NOT NULL REFERENCES topic (key),
    trainer                INTEGER REFERENCES trainer (id),
    venue                  INTEGER REFERENCES venue (id),
    capacity               INTEGER NOT NULL CHECK (capacity BETWEEN 1 AND 10000),
    minimum                INTEGER CHECK (minimum BETWEEN 1 AND 10000),
    fee_cents              INTEGER NOT NULL CHECK (fee_cents >= 0),
    material_cents         INTEGER NOT NULL CHECK (material_cents >= 0),
    other_cents            INTEGER NOT NULL CHECK (other_cents >= 0),
    participant_fees_cents INTEGER NOT NULL CHECK (participant_fees_cents >= 0),
    partner                TEXT    CHECK (partner <> ''),
    no_supraregional_offer TEXT    CHECK (no_supraregional_offer <> ''),
    registered_on          TEXT    NOT NULL,
    UNIQUE (half_year, reference)
) STRICT;

CREATE TABLE course_session (
    course       INTEGER NOT NULL REFERENCES course (id),
    number       INTEGER NOT NULL CHECK (number > 0),
    day          TEXT    NOT NULL CHECK (day GLOB '????-??-??'),
    start_minute INTEGER NOT NULL CHECK (start_minute BETWEEN 0 AND 1439),
    minutes      INTEGER NOT NULL CHECK (minutes > 0 AND start_minute + minutes <= 1440),
    PRIMARY KEY (course, number)
) STRICT, WITHOUT ROWID;

-- A proposal, or what became of it. The hashes name the inputs and the rules that it was made from; what
-- can be worked out from courses and seats is not kept. `bound` = nobody can serve more weighted persons.
CREATE TABLE programme (
    id                INTEGER NOT NULL PRIMARY KEY,
    half_year         TEXT    NOT NULL CHECK (half_year GLOB '[0-9][0-9][0-9][0-9]-H[12]'),
    round             INTEGER NOT NULL REFERENCES survey_round (id),
    proposed_on       TEXT    NOT NULL,
    adopted_on        TEXT,
    budget_cents      INTEGER NOT NULL CHECK (budget_cents >= 0),
    development_cents INTEGER NOT NULL CHECK (development_cents >= 0),
    at_most           INTEGER CHECK (at_most >= 0),
    status            TEXT    NOT NULL CHECK (status IN ('optimal', 'limit')),
    bound             INTEGER NOT NULL CHECK (bound >= 0),
    inputs_hash       BLOB    NOT NULL CHECK (length(inputs_hash) = 32),
    rules_key         TEXT    NOT NULL,
    rules_hash        TEXT    NOT NULL
) STRICT;
CREATE UNIQUE INDEX programme_adopted ON programme (half_year) WHERE adopted_on IS NOT NULL;

-- Courses that a person wanted in or out before the programme was worked out.
CREATE TABLE programme_lock (
    programme INTEGER NOT NULL REFERENCES programme (id),
    course    INTEGER NOT NULL REFERENCES course (id),
    included  INTEGER NOT NULL CHECK (included IN (0, 1)),
    PRIMARY KEY (programme, course)
) STRICT, WITHOUT ROWID;

CREATE TABLE programme_course (
    programme INTEGER NOT NULL REFERENCES programme (id),
    course    INTEGER NOT NULL REFERENCES course (id),
    PRIMARY KEY (programme, course)
) STRICT, WITHOUT ROWID;

CREATE TABLE programme_seat (
    programme INTEGER NOT NULL,
    need      INTEGER NOT NULL REFERENCES need (id),
    course    INTEGER NOT NULL,
    persons   INTEGER NOT NULL CHECK (persons > 0),
    PRIMARY KEY (programme, need, course),
    FOREIGN KEY (programme, course) REFERENCES programme_course (programme, course)
) STRICT, WITHOUT ROWID;

-- A course that is to be held. While it has one, the course itself no longer changes.
CREATE TABLE measure (
    id                   INTEGER NOT NULL PRIMARY KEY,
    course               INTEGER NOT NULL UNIQUE REFERENCES course (id),
    programme            INTEGER NOT NULL REFERENCES programme (id),
    planned_participants INTEGER NOT NULL CHECK (planned_participants > 0),
    state                TEXT    NOT NULL CHECK (state IN ('planned', 'requested', 'accepted', 'in_application', 'granted',
                             'rejected', 'announced', 'running', 'held', 'cancelled', 'settled', 'proven'))
) STRICT;
CREATE INDEX measure_programme ON measure (programme);
