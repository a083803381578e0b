#!/usr/bin/python3
# SPDX-License-Identifier: EUPL-1.2
"""Invents a register of associations of any size, in the columns of the real one (tests/data/register).

    make_associations.py [--rows 1000000] [--seed 1] [--variants SHARE] [-o FILE]

Names are built from the parts of which German associations build theirs; seats, municipality keys and courts are the
ones that data/reference knows, about as often as in the real register. No association is meant to exist; where one of
that name does, it is by chance.

Every row has an id of its own. All but the variants have a register entry that no other row has, and no two of them
have the same name and seat. `--variants 0.02` makes two rows of a hundred another spelling of an earlier association,
as a second list would have it: without a register entry, with the id of its original and `.2`, `.3` and so on behind
it. The order of the rows is shuffled. The same arguments give the same bytes.
"""
import argparse
import csv
import itertools
import pathlib
import random
import re
import sys

REFERENCE = pathlib.Path(__file__).resolve().parents[2] / "data/reference"
HEADER = ("id,registergericht_xjustiz,registergericht,frueheres_gericht_xjustiz,frueheres_gericht,vr_nummer,name,sitz,"
          "gemeinde_ags_abgeleitet,gemeinde_abgeleitet,zuordnung_art,status_2018,engagementfeld_geraten,"
          "anzahl_fruehere_namen,abgerufen")

FIRST = """Anna Marie Clara Bertha Elisabeth Emma Frieda Gertrud Helene Ida Johanna Käthe Luise Margarete Martha Ottilie
Paula Rosa Sophie Ursula Adolf Albert August Carl Emil Ernst Ferdinand Friedrich Georg Gustav Heinrich Hermann Jakob
Johann Karl Konrad Ludwig Otto Philipp Wilhelm""".split()
LAST = """Müller Schmidt Schneider Fischer Weber Meyer Wagner Becker Schulz Hoffmann Koch Bauer Richter Klein Wolf
Schröder Neumann Schwarz Zimmermann Braun Krüger Hofmann Hartmann Lange Werner Krause Lehmann Köhler Maier König Walter
Kaiser Fuchs Peters Lang Scholz Möller Weiß Jung Hahn Schubert Vogel Friedrich Keller Günther Frank Berger Winkler Roth
Beck Lorenz Baumann Franke Albrecht Schuster Simon Ludwig Böhm Winter Kraus Martin Schumacher Krämer Vogt Stein Jäger
Otto Groß Sommer Seidel Heinrich Brandt Haas Schreiber Graf Dietrich Ziegler Kuhn Kühn Pohl Engel Horn Busch""".split()
SAINTS = "St. Martin,St. Michael,St. Josef,St. Bonifatius,St. Elisabeth,St. Nikolaus,St. Georg,Heilig Geist".split(",")
COLOURS = "Blau-Weiß,Rot-Weiß,Grün-Weiß,Schwarz-Gelb,Blau-Gelb,Schwarz-Weiß,Grün-Gelb,Rot-Gold".split(",")
GUARDIANS = """Germania Eintracht Viktoria Teutonia Concordia Alemannia Hassia Olympia Fortuna Borussia Kickers Adler
Falke Vorwärts Einigkeit""".split()
CHOIRS = """Liederkranz Harmonie Frohsinn Eintracht Sängerlust Liedertafel Germania Cäcilia Melodia Sängerkranz
Volkschor Polyhymnia""".split()
STEMS = """Licht Sonnen Brücken Regenbogen Wald Wiesen Garten Nachbar Lebens Zeit Herz Hand Wind Stern Stein Mühlen
Quellen Bach Berg Tal Linden Eichen Rosen Apfel Vogel Kinder Jugend Senioren Bürger Dorf Stadt Land Wasser Feuer Erd Klang
Farb Spiel Lese Schreib Denk Mut Traum Winter Sommer Frühlings""".split()
ENDS = """blick kreis hof haus treff werk weg raum netz bund stube werkstatt insel forum runde hilfe bogen garten zeit
freunde schmiede boden turm platz brücke winkel laden kiste bühne wiese feld""".split()
SUBJECTS = """der Denkmalpflege,der Jugendarbeit,der Altenhilfe,der Heimatpflege,der Kirchenmusik,der Dorfgemeinschaft,
der Städtepartnerschaft,des Brauchtums,des Ehrenamts,des Obst- und Gartenbaus,des Radverkehrs,der Nachbarschaftshilfe,
von Kunst und Kultur,von Kindern in Not,der Integration,der Hospizarbeit,der Erwachsenenbildung,des Modellbaus,
der Imkerei,des Breitensports,der offenen Jugendarbeit,des Bahnhofs,der Alten Synagoge,des Freibads,der Burgruine,
des Tierheims,der Bücherei,des Dorfladens,der Völkerverständigung""".replace("\n", "").split(",")

# Long form and the short one by which people call it.
SPORTS = [("Turn- und Sportverein", "TSV"), ("Sportverein", "SV"), ("Turnverein", "TV"), ("Fußballclub", "FC"),
          ("Sportgemeinschaft", "SG"), ("Schützenverein", "SchV"), ("Tennisclub", "TC"), ("Reit- und Fahrverein", "RuF"),
          ("Spielvereinigung", "SpVgg"), ("Tischtennisclub", "TTC"), ("Radfahrverein", "RV"), ("Schachclub", "SC"),
          ("Tanzsportclub", "TSC"), ("Angelsportverein", "ASV"), ("Kegelsportverein", "KSV"), ("Judo-Club", "JC"),
          ("Skiclub", "SC"), ("Motorsportclub", "MSC"), ("Schwimmverein", "SV"), ("Handballspielgemeinschaft", "HSG")]
MUSIC = [("Gesangverein", "GV"), ("Männergesangverein", "MGV"), ("Sängervereinigung", "SV"), ("Musikverein", "MV")]
CULTURE = [("Heimat- und Geschichtsverein", "HGV"), ("Kulturverein", "KV"), ("Karnevalverein", "KV"),
           ("Carnevalclub", "CC"), ("Kunstverein", "KV"), ("Theaterverein", "ThV"), ("Partnerschaftsverein", "PV")]
LEISURE = [("Kleingärtnerverein", "KGV"), ("Obst- und Gartenbauverein", "OGV"), ("Kleintierzuchtverein", "KlZV"),
           ("Geflügelzuchtverein", "GZV"), ("Briefmarkensammlerverein", "BSV"), ("Wanderclub", "WC"),
           ("Verkehrs- und Verschönerungsverein", "VVV"), ("Burschenschaft", "BS"), ("Modellflugclub", "MFC")]
RESCUE = [("Freiwillige Feuerwehr", "FFW"), ("Deutsche Lebens-Rettungs-Gesellschaft Ortsgruppe", "DLRG Ortsgruppe"),
          ("Deutsches Rotes Kreuz Ortsvereinigung", "DRK Ortsvereinigung")]
NATURE = [("Naturschutzbund Ortsgruppe", "NABU Ortsgruppe"), ("Tierschutzverein", "TschV"),
          ("Vogel- und Naturschutzverein", "VNV"), ("Imkerverein", "IV"), ("Bund für Umwelt Ortsverband", "BUND")]
SOCIAL = [("Arbeiterwohlfahrt Ortsverein", "AWO Ortsverein"), ("Sozialverband Ortsverband", "VdK Ortsverband"),
          ("Nachbarschaftshilfe", "NH"), ("Seniorenbund", "SB"), ("Hospizverein", "HV")]
SCHOOLS = ["Grundschule", "Gesamtschule", "Kindertagesstätte", "Musikschule", "Förderschule", "Stadtbücherei"]
ABBREVIATIONS = SPORTS + MUSIC + CULTURE + LEISURE + RESCUE + NATURE + SOCIAL


class Names:
    """Draws names. Everything comes from random(), whose values Python promises to keep."""

    def __init__(self, chance):
        self.chance = chance

    def one(self, choices):
        return choices[int(self.chance() * len(choices))]

    def year(self):
        """`1898` or, less often, `1898/1920`; three of four names have none."""
        if self.chance() < 0.7:
            return ""
        first = 1840 + int(170 * self.chance())
        return f" {first}" if self.chance() < 0.9 else f" {first}/{first + 1 + int(40 * self.chance())}"

    def person(self):
        return f"{self.one(FIRST)}-{self.one(LAST)}"

    def club(self, kinds, epithets, share):
        long, short = self.one(kinds)
        kind = long if self.chance() < 0.65 else short
        epithet = f" {self.one(epithets)}" if self.chance() < share else ""
        return f"{kind}{epithet}{self.year()}"

    def sport(self):
        return self.club(SPORTS, GUARDIANS if self.chance() < 0.6 else COLOURS, 0.45)

    def culture(self):
        return self.club(MUSIC, CHOIRS, 0.8) if self.chance() < 0.6 else self.club(CULTURE, CHOIRS, 0.1)

    def leisure(self):
        return self.club(LEISURE, COLOURS, 0.1)

    def rescue(self):
        club = self.club(RESCUE, GUARDIANS, 0)
        return f"Förderverein {club}" if self.chance() < 0.3 else club

    def nature(self):
        return self.club(NATURE, COLOURS, 0)

    def social(self):
        return self.club(SOCIAL, SAINTS, 0.3)

    def school(self):
        form = self.one(["Förderverein der {}", "Verein der Freunde und Förderer der {}", "Elternverein {}",
                         "Freundeskreis der {}"])
        named = f"{self.person()}-Schule" if self.chance() < 0.6 else f"{self.one(SCHOOLS)} {self.one(SAINTS)}"
        return form.format(named)

    def church(self):
        return f"{self.one(['Kirchbauverein', 'Förderkreis', 'Christlicher Verein', 'Freunde von'])} {self.one(SAINTS)}"

    def other(self):
        kind = self.chance()
        coined = self.one(STEMS) + self.one(ENDS)
        if kind < 0.35:
            return f"{self.one(['Verein', 'Gesellschaft', 'Kreis', 'Initiative'])} zur Förderung {self.one(SUBJECTS)}"
        if kind < 0.6:
            return f"{self.one(['Interessengemeinschaft', 'Freundeskreis', 'Bürgerinitiative', 'Forum'])} {coined}"
        if kind < 0.7:
            return f"{self.person()}-{self.one(['Stiftungsverein', 'Gesellschaft', 'Archiv', 'Haus'])}"
        return f'"{coined}"' if kind < 0.72 else f"{coined}{self.year()}"


# Field of engagement as the real file guesses it (empty: no guess), how often in a thousand, and how its names go.
FIELDS = [("", 352, Names.other), ("sport", 218, Names.sport), ("kultur", 91, Names.culture),
          ("freizeit", 65, Names.leisure), ("schule_kita", 80, Names.school), ("umwelt_tier", 60, Names.nature),
          ("soziales", 64, Names.social), ("rettung_feuerwehr", 40, Names.rescue), ("kirche", 30, Names.church)]


def seats():
    """[(court, its name, seat as spelt, key, municipality, basis)] and how often each stands, summed up."""
    with (REFERENCE / "registergerichte_he.csv").open(encoding="utf-8", newline="") as file:
        courts = {row["xjustiz_code"]: row["name_xjustiz"].removeprefix("Amtsgericht ") for row in csv.DictReader(file)}
    with (REFERENCE / "sitz_schreibweisen_he.csv").open(encoding="utf-8", newline="") as file:
        rows = [row for row in csv.DictReader(file) if row["registergericht_xjustiz"] in courts]
    # The real register is of 14 courts only, with Frankfurt first; a larger one is more even.
    weights = itertools.accumulate(round(100 * int(row["anzahl"]) ** 0.75) for row in rows)
    return [(row["registergericht_xjustiz"], courts[row["registergericht_xjustiz"]], row["sitz_verbatim"],
             row["gemeinde_ags_abgeleitet"], row["gemeinde"], row["zuordnung_art"]) for row in rows], list(weights)


def spelt_otherwise(name, place, names):
    """The name as another office might have it; at least one thing is different."""
    edits = [lambda n: re.sub(r",? (e\. ?V\.|eingetragener Verein)$", "", n), lambda n: n + " e.V.",
             lambda n: re.sub(r" \d{4}(/\d{4})?", "", n), str.upper,
             lambda n: n.translate(str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss", "Ü": "Ue", "Ö": "Oe"})),
             lambda n: n.replace("-", " "), lambda n: n.replace(" und ", " u. "),
             lambda n: f"{place} {n.replace(place, '').strip()}" if place in n else f"{n} {place}", swapped, abbreviated]

    def edited(text):
        edit = names.one(edits)
        return " ".join((edit(text, names) if edit in (swapped, abbreviated) else edit(text)).split())

    result = edited(name)
    while result == name or names.chance() < 0.3:
        result = edited(result)
    return result


def swapped(name, names):
    """Two neighbouring letters the other way round."""
    at = int(names.chance() * (len(name) - 1))
    return name[:at] + name[at + 1] + name[at] + name[at + 2:] if name[at:at + 2].isalpha() else name


def abbreviated(name, _):
    for long, short in ABBREVIATIONS:
        if long in name:
            return name.replace(long, short)
    return next((name.replace(short, long, 1) for long, short in ABBREVIATIONS if name.startswith(short + " ")), name)


def quoted(text):
    return '"' + text.replace('"', '""') + '"' if '"' in text or "," in text else text


def ending(chance):
    share = chance()
    return " e.V." if share < 0.45 else " e. V." if share < 0.55 else " eingetragener Verein" if share < 0.57 else ""


class Register:
    """Draws rows: an association each, or another spelling of the last one."""

    def __init__(self, seed):
        generator = random.Random(seed)
        self.chance, self.choices, self.names = generator.random, generator.choices, Names(generator.random)
        self.places, self.place_weights = seats()
        self.field_weights = list(itertools.accumulate(weight for _, weight, _ in FIELDS))
        self.numbers = dict.fromkeys((place[0] for place in self.places), 0)
        self.taken = set()
        self.last, self.spellings = None, 1

    def rows(self, count, variants):
        """Text without line break, in the order in which the rows are invented."""
        for _ in range(count):
            yield self.variant() if self.last and self.chance() < variants else self.association()

    def association(self):
        place = self.choices(self.places, cum_weights=self.place_weights)[0]
        field, _, draw = self.choices(FIELDS, cum_weights=self.field_weights)[0]
        court, court_name, seat, key, municipality, basis = place
        short = re.sub(r" \(.*| am Main$| im Taunus$", "", municipality or seat)
        name = self.untaken_name(draw, short, seat)
        self.numbers[court] += 1 + int(self.chance() * 2)
        number = self.numbers[court]
        status = "eingetragen" if self.chance() < 0.66 else "gelöscht"
        former_names = 0 if self.chance() < 0.77 else 1 if self.chance() < 0.7 else 2
        self.last, self.spellings = (f"{court}_VR{number}", name, place, short, field, status), 1
        return (f"{court}_VR{number},{court},{court_name},,,{number},{quoted(name)},{quoted(seat)},{key},"
                f"{municipality},{basis},{status},{field},{former_names},2018-06-{19 + int(3 * self.chance())}")

    def untaken_name(self, draw, short, seat):
        crowded = False
        while True:
            name = draw(self.names)
            if crowded or self.chance() < 0.8:
                name += f" {short}"
            if crowded:  # as such associations tell themselves apart
                name += f" von {1840 + int(180 * self.chance())}"
            name += ending(self.chance)
            if (name, seat) not in self.taken:
                self.taken.add((name, seat))
                return name
            crowded = True

    def variant(self):
        self.spellings += 1
        original, name, (_, _, seat, key, municipality, basis), short, field, status = self.last
        other = spelt_otherwise(name, short, self.names)
        return (f"{original}.{self.spellings},,,,,,{quoted(other)},{quoted(seat)},{key},{municipality},{basis},"
                f"{status},{field},0,2019-02-01")


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--rows", type=int, default=1_000_000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--variants", type=float, default=0.0, metavar="SHARE")
    parser.add_argument("-o", "--output", type=pathlib.Path)
    options = parser.parse_args()
    if options.rows < 0 or not 0 <= options.variants < 1:
        parser.error("--rows must not be negative, --variants lies between 0 and 1")
    lines = list(Register(options.seed).rows(options.rows, options.variants))
    random.Random(options.seed).shuffle(lines)
    out = options.output.open("wb") if options.output else sys.stdout.buffer
    with out:
        out.write(HEADER.encode() + b"\n")
        out.writelines(line.encode() + b"\n" for line in lines)


if __name__ == "__main__":
    main()
