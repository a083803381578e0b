# SPDX-License-Identifier: EUPL-1.2
"""Spells names of real associations in other ways, as other offices' lists do.

    spelling_variants.py REGISTER.csv [--groups 1500] [--variants 3] [--seed 1] [--places known|half|none] -o FILE

Each group is an association drawn from the register (only of names and municipalities that it has once) and some
other spellings of it; the rest of the register's associations are not touched and not written, unless `--all` adds them
as single ones. Columns: group, name, municipality, seat. The same arguments give the same bytes.

What a spelling may suffer, one to three of these at once: legal form dropped, added or written another way; year
dropped; umlauts and ß written out or without dots; a known abbreviation for the long form or the other way round; words
in another order; a slip of the pen (letter doubled, dropped, swapped, replaced); capitals or small letters only; hyphen
for space and the other way round, words run together; `und`, `&`, `u.`; quotation marks dropped; the place added at the
end or dropped from there.
"""
import argparse
import csv
import pathlib
import random
import re
import sys

REFERENCE = pathlib.Path(__file__).resolve().parents[2] / "data/reference"
UMLAUTS = {"ä": "ae", "ö": "oe", "ü": "ue", "Ä": "Ae", "Ö": "Oe", "Ü": "Ue", "ß": "ss"}
DOTLESS = {"ä": "a", "ö": "o", "ü": "u", "Ä": "A", "Ö": "O", "Ü": "U", "ß": "ss"}
LEGAL = re.compile(r",?\s*\b(e\.?\s?V\.?|eingetragener Verein)(?=\W|$)", re.IGNORECASE)


def abbreviations():
    with (REFERENCE / "vereinsnamen.csv").open(encoding="utf-8", newline="") as file:
        return [(row["wort"], row["bedeutung"]) for row in csv.DictReader(file) if row["art"] == "abkuerzung"]


def slip(name, chance):
    letters = [i for i, c in enumerate(name[:-1]) if c.isalpha() and name[i + 1].isalpha()]
    if not letters:
        return name
    at, kind = chance.choice(letters), chance.randrange(4)
    if kind == 0:
        return name[:at] + name[at] + name[at:]
    if kind == 1:
        return name[:at] + name[at + 1:]
    if kind == 2:
        return name[:at] + name[at + 1] + name[at] + name[at + 2:]
    return name[:at] + chance.choice("abcdefghiklmnoprstuvwz") + name[at + 1:]


def legal_form(name, chance):
    without = LEGAL.sub("", name).strip(" ,")
    if not without:
        return name
    return chance.choice([without, without + " e.V.", without + " eV", without + " e. V.", without + ", eingetragener Verein"])


def abbreviated(name, chance, known):
    found = [(s, l) for s, l in known if l in name]
    if found:
        short, long = chance.choice(found)
        return name.replace(long, short, 1)
    found = [(s, l) for s, l in known if re.search(rf"\b{re.escape(s)}\b", name)]
    # Back to the long form only where the short one has a single meaning.
    found = [(s, l) for s, l in found if sum(other == s for other, _ in known) == 1]
    if found:
        short, long = chance.choice(found)
        return re.sub(rf"\b{re.escape(short)}\b", lambda _: long, name, count=1)
    return name


def reordered(name, chance):
    words = LEGAL.sub("", name).split()
    if len(words) < 2:
        return name
    at = chance.randrange(1, len(words))
    return " ".join(words[at:] + words[:at])


def joined(name, chance):
    kind = chance.randrange(3)
    if kind == 0:
        return name.replace("-", " ")
    spaces = [m.start() for m in re.finditer(r"(?<=\w) (?=\w)", name)]
    if not spaces:
        return name.replace("-", "")
    at = chance.choice(spaces)
    return name[:at] + ("-" if kind == 1 else "") + name[at + 1:]


def edits(place, known):
    return [
        (4, legal_form),
        (2, lambda n, c: re.sub(r"\s*\b(1[5-9]|20)\d\d(/\d{2,4})?\b", "", n)),
        (2, lambda n, c: n.translate(str.maketrans(UMLAUTS))),
        (1, lambda n, c: n.translate(str.maketrans(DOTLESS))),
        (3, lambda n, c: abbreviated(n, c, known)),
        (1, reordered),
        (2, slip),
        (1, lambda n, c: n.upper() if c.random() < 0.5 else n.lower()),
        (1, joined),
        (2, lambda n, c: re.sub(r" und ", c.choice([" & ", " u. ", " + "]), n)),
        (1, lambda n, c: re.sub(r"[\"„“”»«]", "", n)),
        (1, lambda n, c: n if place in n else f"{LEGAL.sub('', n).strip(' ,')} {place}"),
    ]


def variants(name, place, count, chance, known):
    choices = edits(place, known)
    functions, weights = [f for _, f in choices], [w for w, _ in choices]
    made, tries = [], 0
    while len(made) < count and tries < 200:
        tries += 1
        text = name
        for edit in chance.choices(functions, weights, k=chance.randrange(1, 4)):
            text = " ".join(edit(text, chance).split())
        if text and text != name and text not in made:
            made.append(text)
    return made


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("register", type=pathlib.Path)
    parser.add_argument("--groups", type=int, default=1500)
    parser.add_argument("--variants", type=int, default=3)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--places", choices=["known", "half", "none"], default="known")
    parser.add_argument("--all", action="store_true")
    parser.add_argument("-o", "--output", type=pathlib.Path)
    options = parser.parse_args()
    with options.register.open(encoding="utf-8-sig", newline="") as file:
        rows = [row for row in csv.DictReader(file) if row["status_2018"] == "eingetragen" and row["gemeinde_ags_abgeleitet"]]
    chance, known = random.Random(options.seed), abbreviations()
    drawn = {row["id"] for row in chance.sample(rows, min(options.groups, len(rows)))}
    out = options.output.open("w", encoding="utf-8", newline="") if options.output else sys.stdout
    with out:
        writer = csv.writer(out, lineterminator="\n")
        writer.writerow(["group", "name", "municipality", "seat"])
        for row in rows:
            if row["id"] not in drawn and not options.all:
                continue
            names = [row["name"]]
            if row["id"] in drawn:
                names += variants(row["name"], row["gemeinde_abgeleitet"], options.variants, chance, known)
            for name in names:
                without = options.places == "none" or (options.places == "half" and chance.random() < 0.5)
                writer.writerow([row["id"], name, "" if without else row["gemeinde_ags_abgeleitet"],
                                 "" if without else row["sitz"]])


if __name__ == "__main__":
    main()
