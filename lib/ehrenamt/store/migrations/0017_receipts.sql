-- What was paid and taken for a measure. A receipt is never changed: what was wrong is taken back by a counter-entry of
-- the same amount with the other sign (`corrects`), and the right one entered anew. A payee who is a person stands in
-- `person` alone, and is empty here once they are erased; `payee` is for everybody else.
CREATE TABLE receipt (
    id           INTEGER NOT NULL PRIMARY KEY,
    measure      INTEGER NOT NULL REFERENCES measure (id),
    line         TEXT    NOT NULL CHECK (line IN ('fee', 'material', 'room', 'travel', 'catering', 'publicity', 'other',
                             'participant_fees', 'donation', 'other_income')),
    paid_on      TEXT    NOT NULL CHECK (paid_on GLOB '????-??-??'),
    payee        TEXT    CHECK (payee <> ''),
    payee_person INTEGER REFERENCES person (id),
    reason       TEXT    NOT NULL CHECK (reason <> ''),
    cents        INTEGER NOT NULL CHECK (cents <> 0),
    document     TEXT    NOT NULL CHECK (document <> ''),
    corrects     INTEGER UNIQUE REFERENCES receipt (id),
    recorded_on  TEXT    NOT NULL CHECK (recorded_on GLOB '????-??-??'),
    CHECK (payee IS NULL OR payee_person IS NULL),
    CHECK ((corrects IS NOT NULL) = (cents < 0))
) STRICT;
CREATE INDEX receipt_measure ON receipt (measure);
CREATE INDEX receipt_document ON receipt (document);
CREATE INDEX receipt_payee ON receipt (payee_person) WHERE payee_person IS NOT NULL;
