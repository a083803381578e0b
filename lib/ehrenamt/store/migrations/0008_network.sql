-- The network of contact points and municipalities, and what associations are looking for.

-- Who carries a contact point is told more finely. A CHECK cannot be changed in place, so the table is built anew;
-- the old columns stay in front in their order, so that older change sets still fit.
CREATE TABLE contact_point_new (
    id                INTEGER NOT NULL PRIMARY KEY,
    name              TEXT    NOT NULL UNIQUE CHECK (name <> ''),
    carrier           TEXT    NOT NULL CHECK (carrier IN ('association', 'town', 'county', 'joint_municipalities',
                          'church_or_welfare', 'municipality_without_contact_point')),
    municipality      TEXT    NOT NULL REFERENCES municipality (ags),
    own               INTEGER NOT NULL CHECK (own IN (0, 1)),
    legal_basis       TEXT    NOT NULL,
    street            TEXT,
    postcode          TEXT,
    place             TEXT,
    email             TEXT,
    phone             TEXT,
    bank_account      TEXT,
    representative    INTEGER REFERENCES person (id),
    website           TEXT    CHECK (website <> ''),
    -- A year where no more is known.
    recognised_since  TEXT    CHECK (recognised_since GLOB '[12][0-9][0-9][0-9]' OR recognised_since GLOB '????-??-??'),
    allocation_policy TEXT    CHECK (allocation_policy IN ('first_come', 'pro_rata', 'optimal'))
) STRICT;
INSERT INTO contact_point_new (id, name, carrier, municipality, own, legal_basis, street, postcode, place, email, phone,
                               bank_account, representative)
    SELECT id, name, carrier, municipality, own, legal_basis, street, postcode, place, email, phone, bank_account,
           representative
    FROM contact_point;
DROP TABLE contact_point;
ALTER TABLE contact_point_new RENAME TO contact_point;
CREATE UNIQUE INDEX contact_point_own ON contact_point (own) WHERE own = 1;
CREATE INDEX contact_point_area_ags ON contact_point_area (ags);

-- Changes of municipalities that are known and whose day has not come; then they go to municipality_change.
CREATE TABLE planned_municipality_change (
    old_ags  TEXT NOT NULL CHECK (old_ags GLOB '06[0-9][0-9][0-9][0-9][0-9][0-9]'),
    new_ags  TEXT NOT NULL CHECK (new_ags GLOB '06[0-9][0-9][0-9][0-9][0-9][0-9]'),
    day      TEXT NOT NULL CHECK (day GLOB '????-??-??'),
    kind     TEXT NOT NULL CHECK (kind <> ''),
    old_name TEXT NOT NULL,
    new_name TEXT NOT NULL CHECK (new_name <> ''),
    evidence TEXT NOT NULL,
    PRIMARY KEY (old_ags, new_ags, old_name)
) STRICT, WITHOUT ROWID;

-- Where an association was until its municipality ended, so that figures of earlier days can be told as they were.
CREATE TABLE association_former_municipality (
    association  INTEGER NOT NULL REFERENCES association (id),
    municipality TEXT    NOT NULL REFERENCES municipality (ags),
    last_day     TEXT    NOT NULL CHECK (last_day GLOB '????-??-??'),
    PRIMARY KEY (association, last_day, municipality)
) STRICT, WITHOUT ROWID;

-- What an association is looking for. Who is interested turns to the association: no person stands here. Field and
-- municipality are the association's where they are empty. Minutes are those of a week, of a one-off offer all.
CREATE TABLE offer (
    id           INTEGER NOT NULL PRIMARY KEY,
    association  INTEGER NOT NULL REFERENCES association (id),
    title        TEXT    NOT NULL CHECK (title <> ''),
    text         TEXT    NOT NULL,
    duration     TEXT    NOT NULL CHECK (duration IN ('permanent', 'limited', 'one_off')),
    first_day    TEXT    CHECK (first_day GLOB '????-??-??'),
    last_day     TEXT    CHECK (last_day GLOB '????-??-??'),
    minutes      INTEGER CHECK (minutes > 0),
    municipality TEXT    REFERENCES municipality (ags),
    online       INTEGER NOT NULL CHECK (online IN (0, 1)),
    field        TEXT    REFERENCES engagement_field (key),
    accessible   INTEGER CHECK (accessible IN (0, 1)),
    public       INTEGER NOT NULL CHECK (public IN (0, 1)),
    expires_on   TEXT    NOT NULL CHECK (expires_on GLOB '????-??-??'),
    recorded_on  TEXT    NOT NULL,
    CHECK (last_day >= first_day),
    CHECK (duration = 'permanent' OR last_day IS NOT NULL)
) STRICT;
CREATE INDEX offer_association ON offer (association);
CREATE INDEX offer_expires ON offer (expires_on);

-- The words of the offers. No content: it follows from `offer`. A trigger may not write to it (trusted_schema is off), so
-- triggers note whose words are out of date, also while something is undone, and the change set brings the index up to
-- date before it commits.
CREATE VIRTUAL TABLE offer_search USING fts5 (title, text, tokenize = 'unicode61 remove_diacritics 2', prefix = '2 3');
CREATE TABLE offer_search_due (offer INTEGER NOT NULL PRIMARY KEY) STRICT;
CREATE TRIGGER offer_inserted AFTER INSERT ON offer BEGIN
    INSERT INTO offer_search_due (offer) SELECT new.id WHERE new.id NOT IN (SELECT offer FROM offer_search_due);
END;
CREATE TRIGGER offer_deleted AFTER DELETE ON offer BEGIN
    INSERT INTO offer_search_due (offer) SELECT old.id WHERE old.id NOT IN (SELECT offer FROM offer_search_due);
END;
CREATE TRIGGER offer_changed AFTER UPDATE OF title, text ON offer BEGIN
    INSERT INTO offer_search_due (offer) SELECT new.id WHERE new.id NOT IN (SELECT offer FROM offer_search_due);
END;
