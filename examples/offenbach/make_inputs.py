#!/usr/bin/env python3
# SPDX-License-Identifier: EUPL-1.2
"""Makes the invented inputs of the example: antworten.csv and kurse.csv.

The associations, topics, municipality keys and holidays are real and read from the files beside it and in data/;
answers, courses, trainers, venues and prices are made up. The same program always writes the same bytes: chance comes
from a generator of its own with a fixed seed, not from Python's.

    make_inputs.py           write both files
    make_inputs.py --check   write nothing; fail if the files differ from what would be written
"""
import csv
import datetime
import io
import pathlib
import sys

HERE = pathlib.Path(__file__).resolve().parent
REFERENCE = HERE.parent.parent / "data" / "reference"
INVENTED = "erfundenes Beispiel"
SEED_OF_ANSWERS = 8
SEED_OF_COURSES = 1


class Chance:
    """Linear congruential generator (Knuth's MMIX constants); the upper bits are used."""

    def __init__(self, seed):
        self.state = seed

    def below(self, limit):
        self.state = (self.state * 6364136223846793005 + 1442695040888963407) % 2**64
        return (self.state >> 33) % limit

    def weighted(self, weights):
        """A key of the dict, drawn with the dict's values as weights."""
        at = self.below(sum(weights.values()))
        for key, weight in weights.items():
            if at < weight:
                return key
            at -= weight
        raise AssertionError("weights changed while drawing")


def read(path):
    with open(path, encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


# ---- answers ---------------------------------------------------------------------------------------------------------

# How many associations of each field answer, and which topics their field adds to the common ones.
ANSWERS_PER_FIELD = {
    "sport": 30, "schule_kita": 22, "soziales": 17, "kultur": 15, "rettung_feuerwehr": 10, "umwelt_tier": 8,
    "jugend_bildung": 6, "freizeit": 5, "gesundheit": 4, "kirche": 3,
}
TOPICS_OF_ALL = {
    "vereinsrecht": 30, "steuerrecht": 30, "datenschutz": 27, "social_media": 27, "kassenwesen": 24,
    "foerdermittel": 24, "mitgliedergewinnung": 24, "oeffentlichkeitsarbeit": 21, "vorstandsnachfolge": 17,
    "haftung": 14, "vorstandsarbeit": 14, "homepage": 11, "konflikte": 10, "versicherung": 10, "buchfuehrung": 9,
    "satzung": 7, "veranstaltungen": 7, "freiwilligenkoordination": 6, "mitgliederverwaltung": 4, "rhetorik": 3,
    "fundraising": 2, "mitgliederversammlung": 2, "achtsamkeit": 2, "digitalisierung": 2, "protokoll": 1,
    "onlinebanking": 1, "stammtischparolen": 1, "nachhaltigkeit": 1, "zukunftswerkstatt": 1,
}
TOPICS_OF_FIELD = {
    "sport": {"erste_hilfe": 60, "jugendschutz": 25, "inklusion": 8, "kinder_jugendarbeit": 10},
    "schule_kita": {"vorlesepaten": 80, "lebensmittelhygiene": 25, "interkulturell": 6},
    "soziales": {"demenzbegleitung": 90, "besuchsdienst": 60, "seniorenbegleitung": 15, "senioren_digital": 70,
                 "behindertenarbeit": 70, "integrationslotsen": 10},
    "kultur": {"veranstalterpflichten": 12, "interkulturell": 10},
    "rettung_feuerwehr": {"brandschutz": 110, "krisenintervention": 20, "erste_hilfe": 30, "kinder_jugendarbeit": 30},
    "umwelt_tier": {"nachhaltigkeit": 10, "lebensmittelhygiene": 10},
    "jugend_bildung": {"kinder_jugendarbeit": 120, "jugendschutz": 60},
    "freizeit": {"veranstalterpflichten": 15},
    "gesundheit": {"hospizbegleitung": 40, "trauerbegleitung": 60, "letzte_hilfe": 20, "demenzbegleitung": 90},
    "kirche": {"trauerbegleitung": 60, "besuchsdienst": 60},
}
NEEDS = {1: 30, 2: 45, 3: 25}
PERSONS = {1: 20, 2: 28, 3: 22, 4: 13, 5: 8, 6: 5, 7: 2, 8: 1, 9: 1}
PRIORITY = {1: 30, 2: 45, 3: 25}
TIME = {"abends": 40, "samstag": 25, "egal": 35}
RADIUS = {5: 12, 10: 28, 15: 25, 20: 20, 25: 8, 30: 7}
# Entries of the register that no clerk would ask: the field was guessed from a word of the name, or the matter is too
# private to be lent to an invented answer.
NOT_ASKED = (
    "Lohnsteuer", "Unterstützungskasse", "Verband der", "Landesverband", "Bund Deutscher", "Deutsche Gesellschaft",
    "Justizbedienstet", "Aids", "Homosexuelle", "krebs", "Fan-Club", "Fan - Club", "Bestattung", "Institut",
    "Forschung", "Brauchtum", "Schulpferde", "ZEPPELINPOST", "GmbH", " AG", "Sucht",
    "American Football", "Lederwaren", "Volkshochschule", "Hessischer", "Raucherhilfe",
)


def asked(row):
    return (row["status_2018"] == "eingetragen"
            and row["gemeinde_ags_abgeleitet"][:5] in ("06413", "06438")
            and row["engagementfeld_geraten"] in ANSWERS_PER_FIELD
            and not any(part in row["name"] for part in NOT_ASKED))


def answering(chance):
    """120 associations, each once, in the order in which their answers came in."""
    register = [row for row in read(HERE / "vereine_offenbach.csv") if asked(row)]
    chosen = []
    for field, count in ANSWERS_PER_FIELD.items():
        pool = [row for row in register if row["engagementfeld_geraten"] == field]
        for _ in range(count):
            chosen.append(pool.pop(chance.below(len(pool))))
    shuffled = []
    while chosen:
        shuffled.append(chosen.pop(chance.below(len(chosen))))
    return shuffled


def arrival_days(chance, count):
    first = datetime.date(2026, 11, 2)
    open_days = [first + datetime.timedelta(days=n) for n in range(26)]
    open_days = [day for day in open_days if day.weekday() < 5]
    return sorted(open_days[chance.below(len(open_days))] for _ in range(count))


def answers(chance, topics):
    header = ["antwort_nr", "eingang", "verein", "registergericht", "vr_nummer", "thema", "personen", "prioritaet",
              "zeit", "umkreis_km", "hinweis"]
    associations = answering(chance)
    rows = []
    for number, (row, day) in enumerate(zip(associations, arrival_days(chance, len(associations))), start=1):
        # Answers on paper were typed in with German dates, those from the web form carry ISO dates.
        written = day.strftime("%d.%m.%Y") if chance.below(4) == 0 else day.isoformat()
        time, radius = chance.weighted(TIME), chance.weighted(RADIUS)
        wishes = {**TOPICS_OF_ALL, **TOPICS_OF_FIELD[row["engagementfeld_geraten"]]}
        for _ in range(chance.weighted(NEEDS)):
            topic = chance.weighted(wishes)
            del wishes[topic]
            assert topic in topics, topic
            rows.append([f"A{number:03d}", written, row["name"], row["registergericht_xjustiz"], row["vr_nummer"],
                         topic, chance.weighted(PERSONS), chance.weighted(PRIORITY), time, radius, INVENTED])
    return header, rows


# ---- courses ---------------------------------------------------------------------------------------------------------

# short name: (venue, municipality key, places)
VENUES = {
    "fwz": ("Freiwilligenzentrum, Seminarraum", "06413000", 16),
    "vhs": ("Volkshochschule Offenbach, Raum 2", "06413000", 20),
    "mue": ("Bürgerhaus Mühlheim, Vereinsraum", "06438008", 18),
    "obe": ("Bürgerhaus Obertshausen, Kleiner Saal", "06438010", 20),
    "nis": ("Stadtbücherei Neu-Isenburg, Vortragsraum", "06438009", 15),
    "die": ("Rathaus Dietzenbach, Sitzungsraum", "06438001", 14),
}
TRAINERS = {
    "recht": "Beispiel, Anna", "steuer": "Muster, Bernd", "presse": "Probe, Carla", "it": "Vorlage, Dieter",
    "gespraech": "Exempel, Eva", "mittel": "Platzhalter, Fatma", "verein": "Entwurf, Georg", "pflege": "Fiktiv, Hanna",
    "jugend": "Beispiel, Ismail", "hilfe": "Muster, Jana",
}
PARTNERS = {
    "vhs": "Volkshochschule Offenbach", "kvhs": "Kreisvolkshochschule Offenbach",
    "vhsd": "Volkshochschule Dietzenbach", "fbs": "Familienbildungsstätte (Beispiel)",
    "jbw": "Jugendbildungswerk (Beispiel)", "": "",
}
# When a course can be: weekday (0 = Monday) and hour of beginning.
PATTERNS = {"mo": (0, "18:30"), "di": (1, "18:00"), "mi": (2, "18:30"), "do": (3, "18:00"), "sa": (5, "10:00")}

# topic | title | trainer | venue | pattern | sessions | days between | UE a session | fee | material | other cost |
# participant fees in all | partner, or for specific topics the reason | first day not before
COURSES = """
vereinsrecht|Vereinsrecht: Grundlagen für Vorstände|recht|vhs|di|2|7|3|210|20|0|0|vhs|2027-02-02
vereinsrecht|Vereinsrecht an einem Samstag|recht|obe|sa|1|7|6|270|15|60|0|kvhs|2027-02-20
steuerrecht|Steuern im Verein: vier Bereiche, ein Abschluss|steuer|fwz|di|2|7|3|240|15|0|0|vhs|2027-02-09
steuerrecht|Vereinsbesteuerung für Fortgeschrittene|steuer|die|sa|1|7|8|400|25|70|160|vhsd|2027-04-10
datenschutz|Datenschutz im Verein: was wirklich nötig ist|it|vhs|mi|2|7|2|140|0|0|0|vhs|2027-02-03
datenschutz|Datenschutz mit Übungen am eigenen Verzeichnis|it|mue|sa|1|7|5|225|20|40|0|kvhs|2027-03-06
social_media|Social Media für Vereine: Einstieg|presse|fwz|do|3|7|2|198|10|0|0|vhs|2027-02-11
social_media|Social Media: Bilder, Rechte, Redaktionsplan|presse|nis|sa|1|7|8|360|30|50|0|kvhs|2027-04-17
kassenwesen|Kasse führen und prüfen|steuer|vhs|di|2|7|2|140|10|0|0|vhs|2027-02-09
kassenwesen|Stammtisch für Kassiererinnen und Kassierer|steuer|obe|mo|4|14|2|264|0|0|0|kvhs|2027-02-08
foerdermittel|Fördermittel finden und beantragen|mittel|fwz|mi|2|7|3|210|15|0|0|vhs|2027-02-17
foerdermittel|Werkstatt Förderantrag: mit dem eigenen Vorhaben|mittel|die|sa|2|14|6|540|30|80|120|vhsd|2027-05-08
mitgliedergewinnung|Mitglieder gewinnen und halten|verein|mue|do|2|7|2|140|0|0|0|kvhs|2027-02-18
mitgliedergewinnung|Junge Menschen für den Verein gewinnen|verein|vhs|sa|1|7|6|240|20|0|0|jbw|2027-04-24
oeffentlichkeitsarbeit|Pressearbeit: der Text, der gedruckt wird|presse|vhs|do|2|7|3|204|10|0|0|vhs|2027-02-18
oeffentlichkeitsarbeit|Öffentlichkeitsarbeit von A bis Z|presse|nis|sa|1|7|8|336|25|50|80|kvhs|2027-03-13
vorstandsnachfolge|Vorstand gesucht: Nachfolge rechtzeitig regeln|verein|fwz|mo|2|7|2|140|0|0|0|vhs|2027-02-22
vorstandsnachfolge|Nachfolge im Vorstand: Klausurtag|verein|obe|sa|1|7|8|320|20|90|0|kvhs|2027-05-29
haftung|Haftung im Verein und wie man sie begrenzt|recht|fwz|di|2|7|2|152|10|0|0|vhs|2027-03-02
vorstandsarbeit|Fit für den Vorstand|verein|vhs|mo|3|7|3|315|20|0|0|vhs|2027-04-05
vorstandsarbeit|Fit für den Vorstand: Kompaktkurs|verein|die|sa|1|7|6|246|15|60|0|vhsd|2027-06-05
homepage|Die Homepage des Vereins selbst pflegen|it|vhs|mi|4|7|2|288|20|0|0|vhs|2027-04-07
homepage|Homepage: Kurs mit eigenem Rechner|it|nis|sa|2|7|6|420|30|40|0|kvhs|2027-06-05
konflikte|Konflikte im Verein früh ansprechen|gespraech|fwz|do|3|7|3|306|15|0|0||2027-04-08
konflikte|Konflikte lösen: Wochenendseminar|gespraech|mue|sa|2|7|8|640|40|120|200|kvhs|2027-04-10
versicherung|Versicherungsschutz im Ehrenamt|recht|vhs|do|2|7|2|140|0|0|0|vhs|2027-03-04
buchfuehrung|Buchführung im Verein: vom Beleg zum Bericht|steuer|fwz|mo|4|7|2|280|25|0|0|vhs|2027-04-12
buchfuehrung|Buchführung kompakt|steuer|die|sa|1|7|8|304|20|60|0||2027-03-13
satzung|Die Satzung prüfen und ändern|recht|mue|mi|2|7|3|228|10|0|0|kvhs|2027-04-14
veranstaltungen|Vereinsfeste planen: Genehmigung, Sicherheit, Abrechnung|hilfe|obe|do|2|7|2|136|10|0|0|kvhs|2027-04-15
mitgliederverwaltung|Mitgliederverwaltung mit freier Software|it|vhs|mi|3|7|2|204|0|0|0|vhs|2027-05-12
freiwilligenkoordination|Freiwillige begleiten: Grundkurs|gespraech|fwz|sa|2|14|8|560|45|60|0|fbs|2027-02-27
rhetorik|Vor Gruppen reden|gespraech|vhs|di|3|7|3|342|15|0|45|vhs|2027-05-04
erste_hilfe|Erste Hilfe im Verein|hilfe|obe|sa|1|7|8|280|60|0|0|kvhs|2027-02-13
erste_hilfe|Erste Hilfe an drei Abenden|hilfe|mue|mi|3|7|3|351|45|0|0||2027-05-05
jugendschutz|Jugendschutz in Training und Freizeit|jugend|vhs|do|2|7|2|132|0|0|0|jbw|2027-04-08
lebensmittelhygiene|Lebensmittelhygiene bei Festen|hilfe|nis|di|2|7|2|156|20|0|0|kvhs|2027-04-20
kinder_jugendarbeit|Kinder- und Jugendarbeit: Gruppen leiten|jugend|fwz|sa|2|7|6|420|40|60|0|!Die Jugendleiterkurse der Verbände liegen in den Ferien und sind auf Jahre belegt|2027-06-05
vorlesepaten|Vorlesen in Kita und Schule|jugend|nis|di|2|7|3|198|30|0|0|!Überregionale Schulungen setzen die Mitarbeit in einem Lesenetzwerk voraus, das es hier nicht gibt|2027-02-16
vorlesepaten|Vorlesepaten: Aufbaukurs mit Praxis|jugend|vhs|sa|1|7|6|216|25|0|0|!Aufbaukurse werden im Umkreis von 60 km nicht angeboten|2027-04-24
demenzbegleitung|Menschen mit Demenz begleiten: Einführung|pflege|fwz|di|4|7|4|560|40|0|0|!Die Ausbildung nach Landesrecht dauert 40 Stunden am Stück und ist für Besuchsdienste nicht gedacht|2027-04-06
demenzbegleitung|Demenz verstehen: Kurzkurs am Samstag|pflege|mue|sa|1|7|6|252|20|60|0|!Kurze Einführungen werden nur für Pflegekräfte angeboten|2027-03-06
besuchsdienst|Besuchsdienst: zuhören und Grenzen wahren|pflege|vhs|do|3|7|3|306|15|0|0||2027-04-08
senioren_digital|Digitallotsen: Ältere am Gerät begleiten|it|die|di|4|7|2|280|30|0|0|!Landesweite Schulungen finden nur am Vormittag und nur in Kassel statt|2027-04-06
behindertenarbeit|Freizeiten mit Menschen mit Behinderung begleiten|pflege|obe|sa|2|14|6|444|35|80|90|!Angebote der Landesverbände setzen eine Anstellung beim Träger voraus|2027-04-17
brandschutz|Brandschutz im Haushalt vermitteln|hilfe|mue|mo|2|7|3|192|50|0|0|!Lehrgänge der Landesfeuerwehrschule stehen nur Einsatzkräften offen|2027-02-15
krisenintervention|Nach dem Einsatz: Krisen in der Gruppe auffangen|gespraech|obe|sa|1|7|8|400|20|40|0|kvhs|2027-06-12
""".strip().splitlines()
LAST_DAY = datetime.date(2027, 6, 25)
MINIMUM = 7


def closed_days():
    """Public and school holidays of Hesse."""
    days = {row["datum"] for row in read(REFERENCE / "feiertage_he.csv")}
    for row in read(REFERENCE / "ferien_he.csv"):
        day, end = (datetime.date.fromisoformat(row[name]) for name in ("beginn", "ende"))
        while day <= end:
            days.add(day.isoformat())
            day += datetime.timedelta(days=1)
    return days


def dates_from(first, weekday, sessions, days_between, closed):
    """The first series on that weekday, not before the day, that meets no holiday."""
    first += datetime.timedelta(days=(weekday - first.weekday()) % 7)
    while True:
        dates = [first + datetime.timedelta(days=days_between * n) for n in range(sessions)]
        if dates[-1] > LAST_DAY:
            raise ValueError(f"no room for a series from {first}")
        if not any(day.isoformat() in closed for day in dates):
            return dates
        first += datetime.timedelta(days=7)


def euros(text):
    return f"{int(text)},00"


def courses(chance, topics):
    header = ["kurs_nr", "titel", "thema", "trainer", "ort", "gemeinde_ags", "plaetze", "mindestzahl", "erster_termin",
              "beginn", "termine", "abstand_tage", "ue_je_termin", "honorar", "material", "sonstige_kosten",
              "teilnahmebeitrag", "kooperationspartner", "grund_kein_ueberregionales_angebot", "hinweis"]
    closed = closed_days()
    keys = {row["ags"] for row in read(REFERENCE / "hessen_gemeinden.csv")}
    rows = []
    for number, line in enumerate(COURSES, start=1):
        (topic, title, trainer, venue, pattern, sessions, between, ue, fee, material, other, income, partner,
         earliest) = line.split("|")
        place, ags, room = VENUES[venue]
        weekday, begin = PATTERNS[pattern]
        assert topic in topics and ags in keys, line
        reason = partner[1:] if partner.startswith("!") else ""
        assert not reason or topics[topic]["art"] == "spezifisch", line
        first = dates_from(datetime.date.fromisoformat(earliest), weekday, int(sessions), int(between), closed)[0]
        places = room - 2 * chance.below(3)  # some trainers take fewer than the room holds
        rows.append([f"K{number:02d}", title, topic, TRAINERS[trainer], place, ags, places, MINIMUM,
                     first.isoformat(), begin, sessions, between, ue, euros(fee), euros(material), euros(other),
                     euros(income), "" if reason else PARTNERS[partner], reason, INVENTED])
    return header, rows


# ---- files -----------------------------------------------------------------------------------------------------------

def excel(header, rows):
    """The bytes that a German spreadsheet saves: byte order mark, semicolon, CRLF."""
    text = io.StringIO(newline="")
    writer = csv.writer(text, delimiter=";", lineterminator="\r\n")
    writer.writerow(header)
    writer.writerows(rows)
    return b"\xef\xbb\xbf" + text.getvalue().encode("utf-8")


def main(arguments):
    if arguments not in ([], ["--check"]):
        sys.exit("usage: make_inputs.py [--check]")
    topics = {row["schluessel"]: row for row in read(REFERENCE / "topics.csv")}
    files = {
        "antworten.csv": excel(*answers(Chance(SEED_OF_ANSWERS), topics)),
        "kurse.csv": excel(*courses(Chance(SEED_OF_COURSES), topics)),
    }
    for name, made in files.items():
        path = HERE / name
        if not arguments:
            path.write_bytes(made)
        elif path.read_bytes() != made:
            sys.exit(f"{name} differs from what make_inputs.py writes")


if __name__ == "__main__":
    main(sys.argv[1:])
