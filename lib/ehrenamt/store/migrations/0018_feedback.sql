-- What participants say of a measure, without a name and without a key of a person: one row for each form. Ratings are
-- 1 (not good) to 5 (very good), empty where a question was left out. `reference` is the answer's own number in the
-- survey tool, so that an export can be read twice; a form on paper has none.
CREATE TABLE feedback (
    id           INTEGER NOT NULL PRIMARY KEY,
    measure      INTEGER NOT NULL REFERENCES measure (id),
    reference    TEXT    CHECK (reference <> ''),
    content      INTEGER CHECK (content BETWEEN 1 AND 5),
    trainer      INTEGER CHECK (trainer BETWEEN 1 AND 5),
    organisation INTEGER CHECK (organisation BETWEEN 1 AND 5),
    usefulness   INTEGER CHECK (usefulness BETWEEN 1 AND 5),
    overall      INTEGER CHECK (overall BETWEEN 1 AND 5),
    remark       TEXT    CHECK (remark <> ''),
    wish         TEXT    CHECK (wish <> ''),
    wish_topic   TEXT    REFERENCES topic (key),
    recorded_on  TEXT    NOT NULL CHECK (recorded_on GLOB '????-??-??'),
    CHECK (wish_topic IS NULL OR wish IS NOT NULL)
) STRICT;
CREATE UNIQUE INDEX feedback_reference ON feedback (measure, reference) WHERE reference IS NOT NULL;
CREATE INDEX feedback_measure ON feedback (measure);
