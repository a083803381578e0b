-- Measures from planned to held: dates of their own, agreements with trainers, places, attendance.

-- A measure need not come of a programme. Trainer, places and partner are the course's where they are empty: the course
-- stays what was applied for. The same table made anew; the old columns stay in front, so that older change sets fit.
CREATE TABLE measure_new (
    id                    INTEGER NOT NULL PRIMARY KEY,
    course                INTEGER NOT NULL UNIQUE REFERENCES course (id),
    programme             INTEGER REFERENCES programme (id),
    planned_participants  INTEGER NOT NULL CHECK (planned_participants > 0),
    state                 TEXT    NOT NULL CHECK (state IN ('planned', 'requested', 'accepted', 'in_application', 'granted',
                              'rejected', 'announced', 'running', 'held', 'cancelled', 'settled', 'proven')),
    -- Of a measure apart from a programme: when it was planned.
    planned_on            TEXT    CHECK (planned_on GLOB '????-??-??'),
    trainer               INTEGER REFERENCES trainer (id),
    capacity              INTEGER CHECK (capacity BETWEEN 1 AND 10000),
    partner               TEXT    CHECK (partner <> ''),
    -- What one person pays: 0 is free, empty is not said yet.
    participant_fee_cents INTEGER CHECK (participant_fee_cents >= 0),
    -- The decision that grants the money (Bescheid).
    decision_number       TEXT    CHECK (decision_number <> ''),
    decided_on            TEXT    CHECK (decided_on GLOB '????-??-??'),
    cancelled_on          TEXT    CHECK (cancelled_on GLOB '????-??-??'),
    cancel_reason         TEXT    CHECK (cancel_reason <> ''),
    -- Who gets a place first (docs/decisions: order of places). Except in order of receipt, places are given together on
    -- one day, and from then on to whoever comes as long as some are free.
    places_by             TEXT    NOT NULL DEFAULT 'receipt'
                                  CHECK (places_by IN ('receipt', 'priority', 'not_served_first', 'draw')),
    draw_seed             TEXT    CHECK (draw_seed <> ''),
    places_given_on       TEXT    CHECK (places_given_on GLOB '????-??-??'),
    -- SEQUENCE of its calendar entries: one more each time that a date or a place moves.
    calendar_sequence     INTEGER NOT NULL DEFAULT 0 CHECK (calendar_sequence >= 0),
    CHECK (programme IS NOT NULL OR planned_on IS NOT NULL),
    CHECK ((decision_number IS NULL) = (decided_on IS NULL)),
    CHECK ((cancelled_on IS NULL) = (cancel_reason IS NULL)),
    CHECK (cancelled_on IS NULL OR state = 'cancelled'),
    CHECK (draw_seed IS NULL OR places_by = 'draw'),
    CHECK (places_by <> 'draw' OR draw_seed IS NOT NULL OR places_given_on IS NULL)
) STRICT;
INSERT INTO measure_new (id, course, programme, planned_participants, state)
    SELECT id, course, programme, planned_participants, state FROM measure;
DROP TABLE measure;
ALTER TABLE measure_new RENAME TO measure;
CREATE INDEX measure_programme ON measure (programme);
CREATE INDEX measure_trainer ON measure (trainer) WHERE trainer IS NOT NULL;

-- When and where a measure is held. Its course's dates to begin with; from then on these may be moved. No venue: online.
CREATE TABLE measure_session (
    measure      INTEGER NOT NULL REFERENCES measure (id),
    number       INTEGER NOT NULL CHECK (number > 0),
    day          TEXT    NOT NULL CHECK (day GLOB '????-??-??'),
    start_minute INTEGER NOT NULL CHECK (start_minute BETWEEN 0 AND 1439),
    minutes      INTEGER NOT NULL CHECK (minutes > 0 AND start_minute + minutes <= 1440),
    venue        INTEGER REFERENCES venue (id),
    PRIMARY KEY (measure, number)
) STRICT, WITHOUT ROWID;
INSERT INTO measure_session (measure, number, day, start_minute, minutes, venue)
    SELECT m.id, s.number, s.day, s.start_minute, s.minutes, c.venue
    FROM measure m JOIN course c ON c.id = m.course JOIN course_session s ON s.course = c.id;
CREATE INDEX measure_session_day ON measure_session (day);
CREATE INDEX measure_session_venue ON measure_session (venue) WHERE venue IS NOT NULL;

-- A contract with a trainer about a measure. Dated before the decision, it is the start of the project. The fee is that of
-- the whole measure, value added tax included; `vat` and `allowance` (§ 3 Nr. 26, 26a EStG) are empty if not asked yet.
CREATE TABLE trainer_agreement (
    measure      INTEGER NOT NULL REFERENCES measure (id),
    trainer      INTEGER NOT NULL REFERENCES trainer (id),
    agreed_on    TEXT    NOT NULL CHECK (agreed_on GLOB '????-??-??'),
    fee_cents    INTEGER NOT NULL CHECK (fee_cents >= 0),
    travel_cents INTEGER NOT NULL DEFAULT 0 CHECK (travel_cents >= 0),
    vat          TEXT    CHECK (vat IN ('small_business', 'exempt', 'liable')),
    allowance    TEXT    CHECK (allowance IN ('none', 'trainer', 'volunteer')),
    ended_on     TEXT    CHECK (ended_on GLOB '????-??-??'),
    PRIMARY KEY (measure, trainer)
) STRICT, WITHOUT ROWID;
CREATE INDEX trainer_agreement_trainer ON trainer_agreement (trainer);

-- Somebody who wants to come. Name and contact stand in `person` alone, which is empty here once they are erased. The
-- organisation is named only where it is no association of the register. 1 is the most urgent priority. Entries that
-- were received at the same instant stand in the order of their list (`receipt_position`).
-- OR instead of IN: SQLite would build the list anew for every row.
CREATE TABLE enrolment (
    id               INTEGER NOT NULL PRIMARY KEY,
    measure          INTEGER NOT NULL REFERENCES measure (id),
    person           INTEGER REFERENCES person (id),
    association      INTEGER REFERENCES association (id),
    organisation     TEXT    CHECK (organisation <> ''),
    received_at      TEXT    NOT NULL CHECK (received_at GLOB '????-??-??T??:??:??Z'),
    receipt_position INTEGER NOT NULL CHECK (receipt_position >= 0),
    priority         INTEGER NOT NULL CHECK (priority BETWEEN 1 AND 3),
    legal_basis      TEXT    NOT NULL CHECK (legal_basis <> ''),
    consent_on       TEXT    CHECK (consent_on GLOB '????-??-??'),
    state            TEXT    NOT NULL CHECK (state = 'registered' OR state = 'confirmed' OR state = 'waiting'
                                             OR state = 'attended' OR state = 'cancelled' OR state = 'no_show'),
    late             INTEGER NOT NULL DEFAULT 0 CHECK (late = 0 OR late = 1),
    CHECK (organisation IS NULL OR association IS NULL)
) STRICT;
-- Whoever cancelled may enrol again.
CREATE UNIQUE INDEX enrolment_once ON enrolment (measure, person) WHERE person IS NOT NULL AND state <> 'cancelled';
CREATE INDEX enrolment_state ON enrolment (measure, state);
CREATE INDEX enrolment_person ON enrolment (person) WHERE person IS NOT NULL;
CREATE INDEX enrolment_association ON enrolment (association) WHERE association IS NOT NULL;
-- The same person in another measure is found by the address.
CREATE INDEX person_email ON person (lower(email)) WHERE email IS NOT NULL;

-- What may tell of somebody's health: apart, in no list and no export, and gone first.
CREATE TABLE enrolment_need (
    enrolment     INTEGER NOT NULL PRIMARY KEY REFERENCES enrolment (id),
    dietary       TEXT    CHECK (dietary <> ''),
    accessibility TEXT    CHECK (accessibility <> ''),
    CHECK (dietary IS NOT NULL OR accessibility IS NOT NULL)
) STRICT;

-- How an enrolment came to its state; the last step tells the state it has. `why` is a fixed word, `note` what a person
-- wrote to explain it (overbooked, cancelled).
CREATE TABLE enrolment_step (
    enrolment INTEGER NOT NULL REFERENCES enrolment (id),
    number    INTEGER NOT NULL CHECK (number > 0),
    at        TEXT    NOT NULL CHECK (at GLOB '????-??-??T??:??:??Z'),
    state     TEXT    NOT NULL,
    why       TEXT    NOT NULL CHECK (why <> ''),
    note      TEXT    CHECK (note <> ''),
    PRIMARY KEY (enrolment, number)
) STRICT, WITHOUT ROWID;

-- Minutes that somebody was there; 0: expected and not there. A session without rows was not recorded yet.
CREATE TABLE attendance (
    enrolment INTEGER NOT NULL REFERENCES enrolment (id),
    session   INTEGER NOT NULL,
    measure   INTEGER NOT NULL,
    minutes   INTEGER NOT NULL CHECK (minutes >= 0),
    PRIMARY KEY (enrolment, session),
    FOREIGN KEY (measure, session) REFERENCES measure_session (measure, number)
) STRICT, WITHOUT ROWID;
CREATE INDEX attendance_session ON attendance (measure, session);

-- Gender and age are counted, never written down of somebody.
CREATE TABLE attendance_count (
    measure    INTEGER NOT NULL,
    session    INTEGER NOT NULL,
    what       TEXT    NOT NULL CHECK (what IN ('gender', 'age')),
    group_name TEXT    NOT NULL CHECK (group_name <> ''),
    persons    INTEGER NOT NULL CHECK (persons >= 0),
    PRIMARY KEY (measure, session, what, group_name),
    FOREIGN KEY (measure, session) REFERENCES measure_session (measure, number)
) STRICT, WITHOUT ROWID;
