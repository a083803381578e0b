-- Money that was asked for out of what a decision granted (Mittelabruf), and when it came. Neither is ever changed.
-- `payout_on` is the day on which it is expected, `use_until` the last day to spend it if it comes then.
CREATE TABLE drawdown (
    id           INTEGER NOT NULL PRIMARY KEY,
    decision     INTEGER NOT NULL REFERENCES decision (id),
    requested_on TEXT    NOT NULL CHECK (requested_on GLOB '????-??-??'),
    payout_on    TEXT    NOT NULL CHECK (payout_on GLOB '????-??-??'),
    use_until    TEXT    NOT NULL CHECK (use_until GLOB '????-??-??'),
    cents        INTEGER NOT NULL CHECK (cents > 0),
    rule_set     TEXT    NOT NULL REFERENCES rule_set (hash),
    CHECK (requested_on <= payout_on AND payout_on <= use_until)
) STRICT;
CREATE INDEX drawdown_decision ON drawdown (decision);

CREATE TABLE payout (
    drawdown  INTEGER NOT NULL PRIMARY KEY REFERENCES drawdown (id),
    paid_on   TEXT    NOT NULL CHECK (paid_on GLOB '????-??-??'),
    use_until TEXT    NOT NULL CHECK (use_until GLOB '????-??-??'),
    CHECK (paid_on <= use_until)
) STRICT;
