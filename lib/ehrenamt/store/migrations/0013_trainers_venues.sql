-- What trainers can hold and what they ask for, what venues offer, and when both can be had.

-- A fee for each unit of 45 minutes or one for the whole course. Neither: known from a course alone, not asked yet.
ALTER TABLE trainer ADD COLUMN fee_per_ue_cents INTEGER CHECK (fee_per_ue_cents >= 0);
ALTER TABLE trainer ADD COLUMN fee_flat_cents INTEGER
    CHECK (fee_flat_cents >= 0 AND (fee_flat_cents IS NULL OR fee_per_ue_cents IS NULL));
-- Where the trainer comes from and how far courses may be from there; no limit: anywhere.
ALTER TABLE trainer ADD COLUMN municipality TEXT REFERENCES municipality (ags);
ALTER TABLE trainer ADD COLUMN travel_km INTEGER CHECK (travel_km BETWEEN 0 AND 1000);
ALTER TABLE trainer ADD COLUMN online INTEGER NOT NULL DEFAULT 0 CHECK (online IN (0, 1));

CREATE TABLE trainer_topic (
    trainer INTEGER NOT NULL REFERENCES trainer (id),
    topic   TEXT    NOT NULL REFERENCES topic (key),
    PRIMARY KEY (trainer, topic)
) STRICT, WITHOUT ROWID;

-- Persons in the room; cents for each session. Accessible: empty is not known.
ALTER TABLE venue ADD COLUMN capacity INTEGER CHECK (capacity BETWEEN 1 AND 10000);
ALTER TABLE venue ADD COLUMN cost_cents INTEGER CHECK (cost_cents >= 0);
ALTER TABLE venue ADD COLUMN accessible INTEGER CHECK (accessible IN (0, 1));

-- One row for each time at which somebody or something can be had; no row: always. What is empty is no limit.
CREATE TABLE trainer_free (
    trainer     INTEGER NOT NULL REFERENCES trainer (id),
    number      INTEGER NOT NULL CHECK (number > 0),
    weekday     INTEGER CHECK (weekday BETWEEN 1 AND 7),
    first_day   TEXT    CHECK (first_day GLOB '????-??-??'),
    last_day    TEXT    CHECK ((last_day IS NULL) = (first_day IS NULL) AND last_day >= first_day),
    from_minute INTEGER NOT NULL CHECK (from_minute BETWEEN 0 AND 1439),
    to_minute   INTEGER NOT NULL CHECK (to_minute > from_minute AND to_minute <= 1440),
    PRIMARY KEY (trainer, number)
) STRICT, WITHOUT ROWID;

CREATE TABLE venue_free (
    venue       INTEGER NOT NULL REFERENCES venue (id),
    number      INTEGER NOT NULL CHECK (number > 0),
    weekday     INTEGER CHECK (weekday BETWEEN 1 AND 7),
    first_day   TEXT    CHECK (first_day GLOB '????-??-??'),
    last_day    TEXT    CHECK ((last_day IS NULL) = (first_day IS NULL) AND last_day >= first_day),
    from_minute INTEGER NOT NULL CHECK (from_minute BETWEEN 0 AND 1439),
    to_minute   INTEGER NOT NULL CHECK (to_minute > from_minute AND to_minute <= 1440),
    PRIMARY KEY (venue, number)
) STRICT, WITHOUT ROWID;
