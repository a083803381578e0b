# SPDX-License-Identifier: EUPL-1.2
"""Invents a contact point's half-year: 20 measures, 60 sessions, 300 persons; the same for the same seed.

    make_half_year.py FOLDER [SEED]     writes kurse.csv, anmeldungen.csv, anwesenheit.csv, belege.csv, rueckmeldungen.csv

What comes of it is worked out here as plainly as possible and apart from the program: who gets a place in which order,
who moves up, who attended how long, who gets a certificate, what it cost. The draw alone needs the numbers that the
program gives, so whoever asks for it passes them in.
"""
import csv
import datetime
import hashlib
import pathlib
import random
import sys
from dataclasses import dataclass, field

FIRST = ["Anna", "Änne", "Björn", "Çağla", "Dörte", "Elif", "François", "Günther", "Hülya", "Ida", "Jürgen", "Käthe",
         "Łukasz", "Märta", "Nils", "Öznur", "Pia", "Rüdiger", "Sören", "Zoë"]
LAST = ["Ärmel", "Bäcker", "Çelik", "Dörr", "Eßer", "Fröhlich", "Größer", "Höß", "Jäger", "Krüger", "Löwe", "Müßig",
        "Nüßlein", "Straßer", "Übelacker"]
MEASURES, SESSIONS, SESSION_MINUTES, UE = 20, 3, 135, 3
CERTIFICATE_PERCENT = 80
SEED_OF_DRAW = "Ziehung vom 20.01.2027: 4 8 15 16 23 42"
ORDERS = {"K02": "priority", "K03": "not_served_first", "K04": "draw"}
CANCELLED = "K05"
LONG_LIST, LONG_LIST_PLACES = "K01", 60


@dataclass
class Enrolment:
    measure: str
    name: str
    organisation: str
    received: str
    row: int
    priority: int
    state: str = "registered"
    minutes: list = field(default_factory=list)  # of each session

    def certified(self):
        return sum(self.minutes) * 100 >= CERTIFICATE_PERCENT * SESSIONS * SESSION_MINUTES


class HalfYear:
    def __init__(self, seed=1):
        self.random = random.Random(seed)
        self.capacity = {f"K{i + 1:02}": self.random.randint(10, 14) for i in range(MEASURES)}
        self.capacity[LONG_LIST] = LONG_LIST_PLACES
        self.persons = [f"{last}, {first}" for first in FIRST for last in LAST]
        self.organisation = {name: f"Verein {chr(65 + i % 26)}-{i // 26 % 4 + 1}" if i % 5 else ""
                             for i, name in enumerate(self.random.sample(self.persons, len(self.persons)))}
        self.enrolments = self._enrolments()
        self.receipts = [(measure, line, self.random.randrange(2000, 30000))
                         for measure in self.capacity if measure != CANCELLED
                         for line in ("Raummiete", "Honorar", "Teilnahmebeiträge")]

    def _enrolments(self):
        """Each person in one measure at least, the first one overbooked, the others mostly."""
        persons = self.random.sample(self.persons, len(self.persons))
        small = [m for m in self.capacity if m != LONG_LIST]
        wanted = {(LONG_LIST, name) for name in persons[:70]}
        wanted |= {(small[i % len(small)], name) for i, name in enumerate(persons[70:])}
        wanted |= {(self.random.choice(small), name) for name in self.random.sample(persons, 80)}
        rows = self.random.sample(sorted(wanted), len(wanted))
        start = datetime.datetime(2027, 1, 4, 9)
        # A quarter of an hour each, so that some were received at the same instant.
        times = [start + datetime.timedelta(minutes=15 * self.random.randrange(300)) for _ in rows]
        return [Enrolment(measure, name, self.organisation[name], time.strftime("%Y-%m-%d %H:%M"), row,
                          self.random.randint(1, 3))
                for row, ((measure, name), time) in enumerate(zip(rows, times))]

    def of(self, measure, *states):
        return [e for e in self.enrolments if e.measure == measure and (not states or e.state in states)]

    def sessions(self):
        """(measure, number, day); a weekday each, six measures a week."""
        for i, measure in enumerate(self.capacity):
            first = datetime.date(2027, 2, 1) + datetime.timedelta(days=i + i // 6)
            for number in range(SESSIONS):
                yield measure, number + 1, first + datetime.timedelta(days=7 * number)

    # Places ----------------------------------------------------------------------------------------------------------

    def in_order(self, measure, numbers):
        """Those without a place as they are to get one. `numbers` is {(measure, name): long number} of the store."""
        waiting = sorted(self.of(measure, "registered", "waiting"), key=lambda e: (e.received, e.row))
        order = ORDERS.get(measure)
        if order == "priority":
            waiting.sort(key=lambda e: e.priority)
        elif order == "draw":
            waiting.sort(key=lambda e: hashlib.sha256(f"{SEED_OF_DRAW}:{numbers[measure, e.name]}".encode()).hexdigest())
        elif order == "not_served_first":
            seen = {e.organisation for e in self.of(measure, "confirmed")} | {""}
            first = []
            for e in waiting:
                if e.organisation not in seen:
                    first.append(e)
                    seen.add(e.organisation)
            waiting = first + [e for e in waiting if e not in first]
        return waiting

    def give_places(self, measure, numbers):
        free = self.capacity[measure] - len(self.of(measure, "confirmed"))
        for place, enrolment in enumerate(self.in_order(measure, numbers)):
            enrolment.state = "confirmed" if place < free else "waiting"

    def who_cancels(self):
        """Two with a place in each measure of the first eight, one after the other."""
        for measure in list(self.capacity)[:8]:
            if measure == CANCELLED:
                continue
            for name in sorted(e.name for e in self.of(measure, "confirmed"))[3:5]:
                yield measure, name

    def cancel(self, measure, name, numbers):
        next(e for e in self.of(measure, "confirmed") if e.name == name).state = "cancelled"
        self.give_places(measure, numbers)

    def cancel_measure(self):
        for enrolment in self.of(CANCELLED, "registered", "waiting", "confirmed"):
            enrolment.state = "cancelled"

    # What was held ---------------------------------------------------------------------------------------------------

    def attend(self):
        """Some never come, some miss a session or a part of one."""
        for enrolment in self.enrolments:
            if enrolment.state != "confirmed":
                continue
            shy = self.random.random() < 0.1
            enrolment.minutes = [0 if shy else self.random.choice([0, 60, 120, *[SESSION_MINUTES] * 9])
                                 for _ in range(SESSIONS)]
            enrolment.state = "attended" if any(enrolment.minutes) else "no_show"

    def costs(self, measure):
        """(costs, income) in cents."""
        of = [(line, cents) for m, line, cents in self.receipts if m == measure]
        return (sum(cents for line, cents in of if line != "Teilnahmebeiträge"),
                sum(cents for line, cents in of if line == "Teilnahmebeiträge"))

    # Files -----------------------------------------------------------------------------------------------------------

    def write_plan(self, folder):
        first = {measure: day for measure, number, day in self.sessions() if number == 1}
        write(folder / "kurse.csv",
              ["kurs_nr", "titel", "thema", "trainer", "ort", "gemeinde_ags", "plaetze", "erster_termin", "beginn", "termine",
               "abstand_tage", "ue_je_termin", "honorar"],
              [[m, f"Größer werden {m[1:]}: Vereinsrecht für Vorstände", "vereinsrecht", f"Weiß, Änne {m}", f"Bürgerhaus {m}",
                "06413000", places, first[m].isoformat(), "18:00", SESSIONS, 7, UE, "210,00"]
               for m, places in self.capacity.items()])
        write(folder / "anmeldungen.csv", ["Maßnahme", "Name", "Verein", "E-Mail", "Eingang", "Priorität"],
              [[e.measure, e.name, e.organisation, f"p{self.persons.index(e.name)}@example.org", e.received, e.priority]
               for e in self.enrolments])

    def write_held(self, folder):
        """\\pre attend()"""
        write(folder / "anwesenheit.csv", ["Maßnahme", "Termin", "Name", "anwesend", "Minuten"],
              [[e.measure, number + 1, e.name, "ja" if minutes else "nein", minutes or ""]
               for e in self.enrolments for number, minutes in enumerate(e.minutes)])
        write(folder / "belege.csv", ["Kurs", "Kostenart", "Datum", "Empfänger", "Verwendungszweck", "Betrag", "Beleg"],
              [[m, line, "2027-03-20", "Stadt Offenbach", line, f"{cents // 100},{cents % 100:02}", f"B-{i + 1}"]
               for i, (m, line, cents) in enumerate(self.receipts)])
        write(folder / "rueckmeldungen.csv", ["measure", "content", "trainer", "organisation", "usefulness", "overall"],
              [[m, 5, 4, 3, 4, 5] for m in self.capacity for _ in self.of(m, "attended")[:6]])


def write(path, head, rows):
    with path.open("w", encoding="utf-8", newline="") as out:
        csv.writer(out, delimiter=";").writerows([head, *rows])


if __name__ == "__main__":
    half_year = HalfYear(int(sys.argv[2]) if len(sys.argv) > 2 else 1)
    half_year.write_plan(pathlib.Path(sys.argv[1]))
    for each in half_year.capacity:
        half_year.give_places(each, {(e.measure, e.name): e.row for e in half_year.enrolments})
    half_year.attend()
    half_year.write_held(pathlib.Path(sys.argv[1]))
