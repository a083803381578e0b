# SPDX-License-Identifier: EUPL-1.2
"""Invents what a contact point plans a half-year from: associations, their answers and a list of courses.

    make_programme.py [--seed N] [--courses 80] [--associations 120] [--topics 25] FOLDER

writes vereine.csv, antworten.csv and kurse.csv, as register-association, survey-needs and register-course read them. The
same arguments give the same bytes: chance comes from a generator of its own. Topics and municipalities are real, all else
is made up. Some topics are asked for far more often than others, and have more courses; trainers hold several topics, rooms
are shared, so that dates clash.
"""
import argparse
import csv
import datetime
import pathlib

REFERENCE = pathlib.Path(__file__).resolve().parent.parent.parent / "data" / "reference"
PLACES = ["06413000", "06438001", "06438002", "06438008", "06438009", "06438010"]
FIRST_DAYS = [datetime.date(2027, 1, 18) + datetime.timedelta(days=n) for n in range(140)]


class Chance:
    """Linear congruential generator (Knuth's MMIX constants); the upper bits are used."""

    def __init__(self, seed):
        self.state = seed * 2654435761 + 12345

    def below(self, limit):
        self.state = (self.state * 6364136223846793005 + 1442695040888963407) % 2**64
        return (self.state >> 33) % limit

    def between(self, least, most):
        return least + self.below(most - least + 1)

    def often_early(self, count):
        """A number below count, the early ones more often."""
        return min(self.below(count), self.below(count))


def topics(count):
    with open(REFERENCE / "topics.csv", encoding="utf-8", newline="") as file:
        general = [row for row in csv.DictReader(file) if row["art"] == "allgemein" and row["schluessel"] != "erste_hilfe"]
    assert len(general) >= count, f"there are {len(general)} general topics"
    return [row["schluessel"] for row in general[:count]]


def write(path, header, rows):
    with open(path, "w", encoding="utf-8", newline="") as file:
        table = csv.writer(file, delimiter=";", lineterminator="\n")
        table.writerow(header)
        table.writerows(rows)


def associations(chance, count):
    return [[f"Verein {number:04d}", PLACES[chance.often_early(len(PLACES))]] for number in range(1, count + 1)]


def answers(chance, names, keys):
    for number, (name, _) in enumerate(names, start=1):
        wishes = set()
        for _ in range(chance.between(1, 4)):
            wishes.add(chance.often_early(len(keys)))
        time = ("abends", "samstag", "egal", "egal")[chance.below(4)]
        for wish in sorted(wishes):
            yield [f"A{number:04d}", "2026-11-03", name, keys[wish], chance.between(1, 3) + chance.below(4),
                   chance.between(1, 3), time, (10, 15, 20, 30)[chance.below(4)]]


def courses(chance, count, keys):
    for number in range(1, count + 1):
        topic = number - 1 if number <= len(keys) else chance.often_early(len(keys))
        saturday = chance.below(3) == 0
        day = FIRST_DAYS[chance.below(len(FIRST_DAYS))]
        while (day.weekday() == 5) != saturday or day.weekday() == 6:
            day += datetime.timedelta(days=1)
        sessions = 1 if saturday else chance.between(1, 3)
        units = chance.between(5, 8) if saturday else chance.between(2, 3)
        fee = units * sessions * chance.between(28, 40)
        room = chance.below(8)
        yield [f"K{number:03d}", f"Kurs {number:03d}", keys[topic], f"Person {topic // 2 * 2 + chance.below(2)}",
               f"Raum {room}", PLACES[room % len(PLACES)], chance.between(10, 18), 7, day.isoformat(),
               "10:00" if saturday else ("17:30", "18:00", "18:30")[chance.below(3)], sessions, 7, units, fee,
               chance.between(0, 4) * 10, chance.below(2) * 25, "Volkshochschule"]


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=pathlib.Path)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--courses", type=int, default=80)
    parser.add_argument("--associations", type=int, default=120)
    parser.add_argument("--topics", type=int, default=25)
    wanted = parser.parse_args()
    chance = Chance(wanted.seed)
    keys = topics(wanted.topics)
    names = associations(chance, wanted.associations)
    wanted.folder.mkdir(parents=True, exist_ok=True)
    write(wanted.folder / "vereine.csv", ["name", "municipality"], names)
    write(wanted.folder / "antworten.csv",
          ["antwort_nr", "eingang", "verein", "thema", "personen", "prioritaet", "zeit", "umkreis_km"],
          answers(chance, names, keys))
    write(wanted.folder / "kurse.csv",
          ["kurs_nr", "titel", "thema", "trainer", "ort", "gemeinde_ags", "plaetze", "mindestzahl", "erster_termin", "beginn",
           "termine", "abstand_tage", "ue_je_termin", "honorar", "material", "sonstige_kosten", "kooperationspartner"],
          courses(chance, wanted.courses, keys))


if __name__ == "__main__":
    main()
