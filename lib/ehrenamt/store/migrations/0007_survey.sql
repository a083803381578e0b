-- The survey of needs with other tools: topics asked, access codes, anonymous answers, what an answer says of its
-- organisation, and topics in free words that wait for a decision.

-- A round without a row is older than this table: it asked for every topic.
CREATE TABLE survey_topic (
    round INTEGER NOT NULL REFERENCES survey_round (id),
    topic TEXT    NOT NULL REFERENCES topic (key),
    PRIMARY KEY (round, topic)
) STRICT, WITHOUT ROWID;

-- `closed_on`: closed by hand, on or before `closes_on`. `code_key` keys the hashes of the round's access codes.
ALTER TABLE survey_round ADD COLUMN closed_on TEXT CHECK (closed_on >= opened_on AND closed_on <= closes_on);
ALTER TABLE survey_round ADD COLUMN code_key BLOB CHECK (length(code_key) = 32);

-- A code proves that its user was invited. Who got it stands in the mailing file and nowhere here; no day and no
-- answer stands beside it, so that the store cannot say who answered what.
CREATE TABLE access_code (
    round INTEGER NOT NULL REFERENCES survey_round (id),
    hash  BLOB    NOT NULL CHECK (length(hash) = 32),
    used  INTEGER NOT NULL CHECK (used IN (0, 1)),
    PRIMARY KEY (round, hash)
) STRICT, WITHOUT ROWID;

-- The old table is made again, for an answer need no longer name its association. Needs refer to it meanwhile;
-- every one finds its answer again before the step ends.
PRAGMA defer_foreign_keys = ON;
CREATE TEMPORARY TABLE kept_response AS SELECT id, round, association, reference, received_on, late FROM response;
DROP TABLE response;

-- An answer of an association, never of a person. It names its association or is anonymous; an access code proves
-- then that it was invited (`invitation`). `reference` is the answer's number in `source` (the tool); `content_hash` that of
-- its cells, so that a later export is compared without them.
--
-- NULL = not shown, or not in this questionnaire. Shown but left empty is `unanswered` for a yes or no, and 0 in
-- each box of a list of boxes; of a figure it makes no difference.
CREATE TABLE response (
    id                INTEGER NOT NULL PRIMARY KEY,
    round             INTEGER NOT NULL REFERENCES survey_round (id),
    association       INTEGER REFERENCES association (id),
    reference         TEXT    NOT NULL CHECK (reference <> ''),
    received_on       TEXT    NOT NULL,
    late              INTEGER NOT NULL CHECK (late IN (0, 1)),
    source            TEXT    NOT NULL DEFAULT 'form' CHECK (source IN
                              ('form', 'limesurvey', 'kobo', 'odk', 'nextcloud_forms', 'google_forms', 'microsoft_forms', 'other')),
    invitation        TEXT    NOT NULL DEFAULT 'named' CHECK (invitation IN ('named', 'code', 'none')),
    content_hash      BLOB    CHECK (length(content_hash) = 32),
    submitted_at      TEXT    CHECK (submitted_at GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]*'),
    complete          INTEGER NOT NULL DEFAULT 1 CHECK (complete IN (0, 1)),
    municipality      TEXT    REFERENCES municipality (ags),
    field             TEXT    REFERENCES engagement_field (key),
    legal_form        TEXT    CHECK (legal_form IN
                              ('registered_association', 'initiative', 'foundation', 'company', 'church', 'public_body', 'other')),
    members           INTEGER CHECK (members >= 0),
    active_volunteers INTEGER CHECK (active_volunteers >= 0),
    trains_today      TEXT    CHECK (trains_today IN ('yes', 'no', 'unanswered')),
    time_evening      INTEGER CHECK (time_evening IN (0, 1)),
    time_saturday     INTEGER CHECK (time_saturday IN (0, 1)),
    time_block        INTEGER CHECK (time_block IN (0, 1)),
    time_any          INTEGER CHECK (time_any IN (0, 1)),
    format_presence   INTEGER CHECK (format_presence IN (0, 1)),
    format_online     INTEGER CHECK (format_online IN (0, 1)),
    format_hybrid     INTEGER CHECK (format_hybrid IN (0, 1)),
    travel_km         INTEGER CHECK (travel_km BETWEEN 0 AND 1000),
    own_room          TEXT    CHECK (own_room IN ('yes', 'no', 'unanswered')),
    own_trainer       TEXT    CHECK (own_trainer IN ('yes', 'no', 'unanswered')),
    obstacle_time     INTEGER CHECK (obstacle_time IN (0, 1)),
    obstacle_cost     INTEGER CHECK (obstacle_cost IN (0, 1)),
    obstacle_distance INTEGER CHECK (obstacle_distance IN (0, 1)),
    obstacle_no_offer INTEGER CHECK (obstacle_no_offer IN (0, 1)),
    UNIQUE (round, source, reference),
    CHECK ((invitation = 'named') = (association IS NOT NULL))
) STRICT;
INSERT INTO response (id, round, association, reference, received_on, late)
    SELECT id, round, association, reference, received_on, late FROM kept_response;
DROP TABLE kept_response;
CREATE UNIQUE INDEX response_association ON response (round, association) WHERE association IS NOT NULL;

-- What the answer said where it was no plain number („ca. 10“); `persons` is then the least that it means.
ALTER TABLE need ADD COLUMN persons_text TEXT CHECK (persons_text <> '');

-- Topics of the round that an answer was not shown; they say nothing about its wishes.
CREATE TABLE response_unasked (
    response INTEGER NOT NULL REFERENCES response (id),
    topic    TEXT    NOT NULL REFERENCES topic (key),
    PRIMARY KEY (response, topic)
) STRICT, WITHOUT ROWID;

-- A topic in the answer's own words. `score` (percent) and `topic` are the best that the word list has; a topic
-- that is decided stands among the needs as well.
CREATE TABLE free_topic (
    id         INTEGER NOT NULL PRIMARY KEY,
    response   INTEGER NOT NULL REFERENCES response (id),
    text       TEXT    NOT NULL CHECK (text <> ''),
    persons    INTEGER CHECK (persons BETWEEN 1 AND 10000),
    priority   INTEGER CHECK (priority BETWEEN 1 AND 3),
    decision   TEXT    NOT NULL CHECK (decision IN ('waiting', 'matched', 'none')),
    topic      TEXT    REFERENCES topic (key),
    score      INTEGER CHECK (score BETWEEN 0 AND 100),
    decided_on TEXT,
    UNIQUE (response, text),
    CHECK ((decision = 'waiting') = (decided_on IS NULL)),
    CHECK (decision <> 'matched' OR topic IS NOT NULL)
) STRICT;

-- The association agreed to be contacted about offers; the answer itself does not keep it.
ALTER TABLE association ADD COLUMN contact_consent_on TEXT;
