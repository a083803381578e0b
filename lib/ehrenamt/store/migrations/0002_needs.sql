-- Survey rounds, responses and needs. A response belongs to an association, never to a person.

CREATE TABLE survey_round (
    id            INTEGER NOT NULL PRIMARY KEY,
    contact_point INTEGER NOT NULL REFERENCES contact_point (id),
    half_year     TEXT    NOT NULL CHECK (half_year GLOB '[0-9][0-9][0-9][0-9]-H[12]'),
    opened_on     TEXT    NOT NULL,
    closes_on     TEXT    NOT NULL,
    invited       INTEGER NOT NULL CHECK (invited >= 0),
    UNIQUE (contact_point, half_year),
    CHECK (closes_on >= opened_on)
) STRICT;

CREATE TABLE response (
    id          INTEGER NOT NULL PRIMARY KEY,
    round       INTEGER NOT NULL REFERENCES survey_round (id),
    association INTEGER NOT NULL REFERENCES association (id),
    reference   TEXT    NOT NULL CHECK (reference <> ''),
    received_on TEXT    NOT NULL,
    late        INTEGER NOT NULL CHECK (late IN (0, 1)),
    UNIQUE (round, reference)
) STRICT;
CREATE UNIQUE INDEX response_association ON response (round, association);

CREATE TABLE need (
    id         INTEGER NOT NULL PRIMARY KEY,
    response   INTEGER NOT NULL REFERENCES response (id),
    topic      TEXT    NOT NULL REFERENCES topic (key),
    persons    INTEGER NOT NULL CHECK (persons BETWEEN 1 AND 10000),
    priority   INTEGER NOT NULL CHECK (priority BETWEEN 1 AND 3),
    time_wish  TEXT    NOT NULL CHECK (time_wish IN ('evening', 'saturday', 'any')),
    travel_km  INTEGER CHECK (travel_km BETWEEN 0 AND 1000),
    UNIQUE (response, topic)
) STRICT;
CREATE INDEX need_topic ON need (topic);
