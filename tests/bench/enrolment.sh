#!/bin/sh
# SPDX-License-Identifier: EUPL-1.2
# How long one more enrolment takes in a store that holds many, beside a yardstick in the same run. Quote differences and
# ratios; single times depend on the machine and on what else it does.
#
#     sh tests/bench/enrolment.sh PROGRAM [ENROLMENTS [FOLDER]]
#
# 1. ENROLMENTS enrolments (1,000,000 unless said) of half as many persons, twenty in each measure, with their steps and
#    attendance, are put into a store with SQL; references are enforced.
# 2. `enrol` puts one person after the other into a measure with free places, then into one with a waiting list, then one
#    who is known by the address from another measure.
# 3. The yardstick: a start of the sqlite3 shell that inserts a person, an enrolment and two steps into a copy of the same
#    store and commits. Both are started in turns; the best and the middle of the rounds are told.
#
# Needs sqlite3, python3, and about 700 MB in FOLDER for a million.
set -eu
program=$1
rows=${2:-1000000}
base=${3:-${TMPDIR:-/tmp}}
folder=$(mktemp -d "$base/enrolment-bench.XXXXXX")
trap 'rm -rf "$folder"' EXIT

export EHRENAMT_STORE="$folder/a.db" EHRENAMT_LANG=en EHRENAMT_TODAY=2026-11-22
"$program" init --contact-point Bench --municipality 06413000 -q
"$program" register-course -q --reference K1 --title Kurs --topic vereinsrecht --venue Haus --municipality 06413000 \
    --capacity 10000 --first-day 2027-02-02 --start 18:00 --ue-per-session 3
"$program" register-course -q --reference K2 --title Kurs --topic vereinsrecht --venue Saal --municipality 06413000 \
    --capacity 1 --first-day 2027-02-02 --start 18:00 --ue-per-session 3
"$program" plan-measure -q --course K1 --course K2
"$program" enrol -q --measure K2 --name "Wer Zuerst"

sqlite3 "$folder/a.db" <<SQL
PRAGMA foreign_keys = ON;
BEGIN;
CREATE TEMP TABLE origin AS SELECT (id >> 35 << 35) + 1000 AS id FROM course LIMIT 1;
INSERT INTO course (id, half_year, reference, title, topic, venue, capacity, fee_cents, material_cents, other_cents,
                    participant_fees_cents, registered_on)
    SELECT o.id + n.value, '2026-H1', 'B' || n.value, c.title, c.topic, c.venue, 20, 0, 0, 0, 0, '2026-01-02'
    FROM origin o, generate_series(1, $rows / 20) n, (SELECT * FROM course LIMIT 1) c;
INSERT INTO measure (id, course, planned_participants, state, planned_on)
    SELECT id + 10000000, id, 20, 'held', '2026-01-02' FROM course WHERE half_year = '2026-H1';
INSERT INTO measure_session SELECT m.id, 1, date('2026-02-01', (m.id % 140) || ' days'), 1080, 135, c.venue
    FROM measure m JOIN course c ON c.id = m.course WHERE c.half_year = '2026-H1';
INSERT INTO person (id, name, email, purpose, legal_basis, retention_class, recorded_on)
    SELECT o.id + 20000000 + n.value, 'Person Nummer' || n.value, 'p' || n.value || '@example.org', 'enrolment in measures',
           'consent', 'enrolment', '2026-01-02' FROM origin o, generate_series(0, $rows / 2 - 1) n;
INSERT INTO enrolment (id, measure, person, received_at, receipt_position, priority, legal_basis, state)
    SELECT o.id + 30000000 + n.value, o.id + 10000001 + n.value / 20, o.id + 20000000 + n.value % ($rows / 2),
           '2026-01-10T10:00:00Z', n.value % 20, 2, 'consent', 'attended'
    FROM origin o, generate_series(0, $rows - 1) n;
INSERT INTO enrolment_step SELECT e.id, s.value, '2026-01-10T10:00:00Z', iif(s.value = 1, 'registered', 'attended'),
                                  iif(s.value = 1, 'received', 'attended'), NULL
    FROM enrolment e, generate_series(1, 2) s, origin o WHERE e.id >= o.id + 30000000;
INSERT INTO attendance SELECT e.id, 1, e.measure, 135 FROM enrolment e, origin o WHERE e.id >= o.id + 30000000;
COMMIT;
SQL
cp "$folder/a.db" "$folder/b.db"
sqlite3 "$folder/a.db" "SELECT count(*) || ' enrolments, ' || (SELECT count(*) FROM measure) || ' measures, ' ||
    (SELECT count(*) FROM person) || ' persons' FROM enrolment"
ls -l "$folder/a.db" | awk '{ printf "%d MB\n", $5 / 1e6 }'

python3 - "$program" "$folder" "$rows" <<'PYTHON'
import resource
import statistics
import subprocess
import sys
import time

program, folder, rows = sys.argv[1], sys.argv[2], int(sys.argv[3])
ROUNDS = 15


def taken(words):
    """Wall and CPU milliseconds of a program."""
    begun, before = time.monotonic(), resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run(words, check=True, stdout=subprocess.DEVNULL)
    wall, after = time.monotonic() - begun, resource.getrusage(resource.RUSAGE_CHILDREN)
    return wall * 1000, (after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime) * 1000


def enrol(measure, name, email):
    return [program, "enrol", "-q", "--measure", measure, "--name", name, "--email", email]


def yardstick(i):
    sql = f"""BEGIN IMMEDIATE;
        CREATE TEMP TABLE new AS SELECT (id >> 35 << 35) + 90000000 + {i} AS id FROM course LIMIT 1;
        INSERT INTO person SELECT id, 'Neu', 'y{i}@example.org', NULL, 'p', 'b', 'r', '2026-11-22' FROM new;
        INSERT INTO enrolment SELECT n.id, m.id, n.id, NULL, NULL, '2026-11-22T10:00:00Z', 0, 2, 'b', NULL, 'confirmed', 0
            FROM new n, measure m JOIN course c ON c.id = m.course WHERE c.reference = 'K1';
        INSERT INTO enrolment_step SELECT id, 1, '2026-11-22T10:00:00Z', 'registered', 'received', NULL FROM new;
        INSERT INTO enrolment_step SELECT id, 2, '2026-11-22T10:00:00Z', 'confirmed', 'place_free', NULL FROM new;
        COMMIT;"""
    return ["sqlite3", f"{folder}/b.db", "PRAGMA foreign_keys = ON", sql]


def letters(i):
    """A name is of letters: 0 is A."""
    return "".join(chr(97 + int(digit)) for digit in str(i))


CASES = {
    "enrol, a place is free": lambda i: enrol("K1", f"Neu {letters(i)}", f"a{i}@neu.example.org"),
    "enrol, waiting list": lambda i: enrol("K2", f"Neu {letters(i)}", f"b{i}@neu.example.org"),
    "enrol, a known person": lambda i: enrol("K1", f"Person Nummer{rows // 4 + i}", f"p{rows // 4 + i}@example.org"),
    "sqlite3, four inserts": yardstick,
    "ehrenamt --version": lambda i: [program, "--version"],
}
times = {name: [] for name in CASES}
for i in range(ROUNDS):
    for name, words in CASES.items():
        times[name].append(taken(words(i)))
print("| ms | wall, best | wall, median | CPU, best |\n|---|---|---|---|")
for name, both in times.items():
    wall, cpu = zip(*both)
    print(f"| {name} | {min(wall):.1f} | {statistics.median(wall):.1f} | {min(cpu):.1f} |")
PYTHON
