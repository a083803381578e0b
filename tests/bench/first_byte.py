# SPDX-License-Identifier: EUPL-1.2
"""How long `ehrenamt` takes to its first byte beside the sqlite3 shell with the same query on the same store.

    /usr/bin/python3 -B tests/bench/first_byte.py PROGRAM STORE [ROUNDS]

Both are started in turns; the best of the rounds is told, because everything that disturbs only makes it longer. The
store should hold a million associations: make_associations.py and register-association make one.
"""
import os
import subprocess
import sys
import time

COLUMNS = """a.id, a.name, a.municipality, m.name, a.register_court, a.register_number, a.field, a.kind, a.status, a.seat,
    a.municipality_basis, a.source, a.external_id, a.source_date, a.recorded_on, a.former_court, a.email, a.street,
    a.postcode, a.phone, a.website"""
TABLES = "FROM association a LEFT JOIN municipality m ON m.ags = a.municipality"
NATURAL = "ORDER BY a.name_key, a.id"


def cases(number):
    """(name, words of ehrenamt, SQL of the yardstick; None: `sqlite3 --version`)."""
    return [
        ("--version", ["--version"], None),
        ("list associations", ["list", "associations", "--format", "csv"], f"SELECT {COLUMNS} {TABLES} {NATURAL}"),
        ("list associations, a table", ["list", "associations"],
         f"SELECT a.id, a.name, m.name, a.register_number, a.field {TABLES} {NATURAL}"),
        ("… --where field=sport", ["list", "associations", "--format", "csv", "--where", "field=sport"],
         f"SELECT {COLUMNS} {TABLES} WHERE a.field = 'sport' {NATURAL}"),
        ("… --where municipality=06413000", ["list", "associations", "--format", "csv", "--where",
                                             "municipality=06413000"],
         f"SELECT {COLUMNS} {TABLES} WHERE a.municipality = '06413000' {NATURAL}"),
        ("… --where name~gesang", ["list", "associations", "--format", "csv", "--where", "name~gesang"],
         f"SELECT {COLUMNS} {TABLES} WHERE a.name LIKE '%gesang%' {NATURAL}"),
        ("show association", ["show", "association", number], f"SELECT {COLUMNS} {TABLES} WHERE a.id = {number}"),
    ]


def first_byte(words, environment):
    begun = time.monotonic()
    with subprocess.Popen(words, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, env=environment) as process:
        byte = os.read(process.stdout.fileno(), 1)
        taken = time.monotonic() - begun
        process.kill()
    if not byte:
        raise SystemExit(f"no output: {words}")
    return taken * 1000


def main(program, store, rounds):
    environment = {**os.environ, "EHRENAMT_STORE": store, "EHRENAMT_LANG": "en"}
    sqlite = ["sqlite3", "-readonly", "-csv", store]
    number = subprocess.run([*sqlite, "SELECT max(id) FROM association"], capture_output=True, text=True, check=True)
    number = number.stdout.strip()
    origin = int(number) >> 35
    shown = f"{origin // 16:08d}-{int(number) & ((1 << 35) - 1)}"
    print("| to the first byte, ms (best of %d) | ehrenamt | sqlite3 | difference |\n|---|---|---|---|" % rounds)
    for name, words, sql in cases(number):
        ours = [program, *(shown if word == number else word for word in words)]
        theirs = [*sqlite, sql] if sql else ["sqlite3", "--version"]
        times = [(first_byte(ours, environment), first_byte(theirs, environment)) for _ in range(rounds)]
        mine, yardstick = (min(column) for column in zip(*times))
        print(f"| {name} | {mine:.1f} | {yardstick:.1f} | {mine - yardstick:+.1f} |")


if __name__ == "__main__":
    if len(sys.argv) < 3:
        raise SystemExit(__doc__)
    main(sys.argv[1], os.path.abspath(sys.argv[2]), int(sys.argv[3]) if len(sys.argv) > 3 else 7)
