# SPDX-License-Identifier: EUPL-1.2
"""Invents what a contact point or a county generates courses from: associations, answers, trainers and venues.

    make_generated.py [--seed N] [--topics 30] [--venues 10] [--responses 1000] [--trainers N] FOLDER

writes vereine.csv, antworten.csv, trainer.csv and orte.csv, as register-association, survey-needs, register-trainer and
register-venue read them. The same arguments give the same bytes. Topics and municipalities are real, all else is made up:
some topics are asked for far more often than others, each trainer holds a few, rooms differ in size.
"""
import argparse
import csv
import pathlib

from make_programme import Chance, write

REFERENCE = pathlib.Path(__file__).resolve().parent.parent.parent / "data" / "reference"
DISTRICTS = ("06413", "06438", "06435", "06432", "06433", "06411", "06412")


def column(name, key, keep=lambda row: True):
    with open(REFERENCE / name, encoding="utf-8", newline="") as file:
        return [row[key] for row in csv.DictReader(file) if keep(row)]


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=pathlib.Path)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--topics", type=int, default=30)
    parser.add_argument("--venues", type=int, default=10)
    parser.add_argument("--responses", type=int, default=1000)
    parser.add_argument("--trainers", type=int, help="else two for three topics")
    wanted = parser.parse_args()
    chance = Chance(wanted.seed)
    topics = column("topics.csv", "schluessel", lambda row: row["art"] == "allgemein")[:wanted.topics]
    assert len(topics) == wanted.topics, f"there are {len(topics)} general topics"
    places = [ags for district in DISTRICTS for ags in column("hessen_gemeinden.csv", "ags") if ags.startswith(district)]
    places = places[:max(14, 2 * wanted.venues)]
    names = [[f"Verein {n:05d}", places[chance.below(len(places))]] for n in range(1, wanted.responses + 1)]
    answers = []
    for number, (name, _) in enumerate(names, start=1):
        for wish in sorted({chance.often_early(len(topics)) for _ in range(chance.between(1, 3))}):
            answers.append([f"A{number:05d}", "2026-11-03", name, topics[wish], chance.between(1, 5), chance.between(1, 3),
                            ("abends", "abends", "samstag", "egal", "egal")[chance.below(5)], (10, 15, 20, 30)[chance.below(4)]])
    count = wanted.trainers or max(2, 2 * len(topics) // 3)
    held = [{chance.often_early(len(topics)) for _ in range(4)} | {n % len(topics)} for n in range(count)]
    for topic in range(len(topics)):
        if not any(topic in one for one in held):
            held[topic % count].add(topic)
    trainers = [[f"Person {n:04d}", "|".join(topics[t] for t in sorted(one)), (28, 32, 35, 40)[chance.below(4)],
                 places[chance.below(len(places))], (20, 30, 60)[chance.below(3)]] for n, one in enumerate(held)]
    venues = [[f"Raum {n:03d}", places[2 * n % len(places)], (12, 16, 20, 24)[chance.below(4)], 5 * chance.below(5)]
              for n in range(wanted.venues)]
    wanted.folder.mkdir(parents=True, exist_ok=True)
    write(wanted.folder / "vereine.csv", ["name", "municipality"], names)
    write(wanted.folder / "antworten.csv",
          ["antwort_nr", "eingang", "verein", "thema", "personen", "prioritaet", "zeit", "umkreis_km"], answers)
    write(wanted.folder / "trainer.csv", ["name", "topics", "fee_per_ue", "municipality", "travel_km"], trainers)
    write(wanted.folder / "orte.csv", ["name", "municipality", "capacity", "cost"], venues)


if __name__ == "__main__":
    main()
