# SPDX-License-Identifier: EUPL-1.2
"""Surveys of other people: made at random, in every style, and read with a mapping or refused, never read wrongly."""
import csv
import io
import json
import pathlib
import random
import shutil
import sqlite3
import sys
import tempfile
import unittest

sys.path.insert(0, str(pathlib.Path(__file__).parent.parent / "support"))
import exports  # noqa: E402 (the path comes first)
import product  # noqa: E402

# Our topics as other people call them; two of the words are ours as well.
LABELS = {"fundraising": "Geld sammeln, Spenden", "buchfuehrung": "Kasse führen", "datenschutz": "Datenschutz",
          "erste_hilfe": "Erste Hilfe"}
CODES = {"erste_hilfe": "erstehilfe"}
# Yes, no, and what a mapping has to say of them; None: nothing, they say it themselves.
CODINGS = [("Y", "", None), ("Y", "N", None), ("Ja", "Nein", None), ("yes", "no", None), ("1", "0", None), ("x", "", None),
           ("1", "2", {"1": "Y", "2": "N"}), ("ausgewählt", "nicht ausgewählt", {"ausgewählt": "Y", "nicht ausgewählt": "N"}),
           ("ja, gern", "eher nicht", {"ja, gern": "Y", "eher nicht": "N"}), ("2", "1", {"2": "Y", "1": "N"})]
STYLES = ["code", "emcode", "full", "codetext", "joined-comma", "joined-semicolon", "plain"]
SEEDS = range(60)


class Survey:
    """A questionnaire that is not ours, with some answers to it and what they mean."""

    def __init__(self, seed):
        say = self.say = random.Random(seed)
        self.style = STYLES[seed % len(STYLES)]
        self.joined = self.style.startswith("joined")
        self.yes, self.no, self.values = say.choice(CODINGS)
        self.with_persons = not self.joined and say.random() < 0.5
        self.topics = say.sample(sorted(LABELS), say.randint(2, 4))
        self.answers = [{"number": str(100 + n), "day": f"2026-11-{say.randint(3, 19):02} 1{n % 10}:{n:02}:12",
                         "wishes": {topic: say.randint(1, 30) for topic in self.topics if say.random() < 0.5},
                         "had": [topic for topic in self.topics if say.random() < 0.5]}
                        for n in range(say.randint(1, 12))]
        self.columns = self.make_columns()
        say.shuffle(self.columns)

    def heading(self, code, text, line_code="", line=""):
        if self.style == "code":
            return f"{code}[{line_code}]" if line else code
        if self.style == "emcode":
            return f"{code}_{line_code}" if line else code
        full = f"{text} [{line}]" if line else text
        return f"{code}[{line_code}]. {full}" if self.style == "codetext" and line else full

    def make_columns(self):
        """(heading, what a mapping says that it is, values, cells)."""
        lime = self.style in ("code", "emcode", "full", "codetext")
        number, day = ("id", "submitdate") if self.style in ("code", "emcode") else ("Antwort ID", "Datum Abgeschickt")
        columns = [(day if lime else "Zeitstempel", "submitdate", None, [a["day"] for a in self.answers])]
        if not self.joined:
            columns.append((number if lime else "Nr", "id", None, [a["number"] for a in self.answers]))
        if lime:
            columns.append(("lastpage" if number == "id" else "Letzte Seite", "", None, ["2" for _ in self.answers]))
        for code, text, key in (("Q7", "Welche Schulungen fehlen Ihnen?", "wishes"),
                                ("Q8", "Welche Schulungen hatten Sie schon?", "had")):
            columns += self.topic_columns(code, text, key)
        columns += [(self.heading("Q1", "Wie alt sind Sie?"), "", None, [str(20 + len(a["had"])) for a in self.answers]),
                    (self.heading("Q2", "Was noch?"), "", None, ['"Ja"; nein, 2\nDatenschutz' for _ in self.answers])]
        return columns

    def topic_columns(self, code, text, key):
        asked = key == "wishes"
        if self.joined:
            joint = ", " if self.style == "joined-comma" else ";"
            cells = [joint.join(LABELS[topic] for topic in self.topics if topic in a[key]) for a in self.answers]
            values = {LABELS[topic]: CODES.get(topic, topic) for topic in self.topics}
            return [(text, "TOPICS" if asked else "", values if asked else None, cells)]
        columns = []
        for n, topic in enumerate(self.topics, 1):
            cells = [self.yes if topic in a[key] else self.no for a in self.answers]
            ours = f"[{CODES.get(topic, topic)}]"
            columns.append((self.heading(code, text, f"SQ00{n}", LABELS[topic]), "TOPICS" + ours if asked else "",
                            self.values if asked else None, cells))
            if asked and self.with_persons:
                columns.append((self.heading("Q9", "Mit wie vielen Leuten?", f"SQ00{n}", LABELS[topic]), "PERSONS" + ours,
                                None, [str(a[key].get(topic, "")) for a in self.answers]))
        return columns

    def rows(self):
        return [[heading for heading, *_ in self.columns], *zip(*(cells for *_, cells in self.columns))]

    def data(self):
        """The file and its name."""
        if self.say.random() < 0.25:
            return exports.xlsx(self.rows()), "fremd.xlsx"
        out = io.StringIO()
        csv.writer(out, delimiter=self.say.choice(",;\t"), quoting=self.say.choice((csv.QUOTE_ALL, csv.QUOTE_MINIMAL)),
                   lineterminator=self.say.choice(("\n", "\r\n"))).writerows(self.rows())
        return out.getvalue().encode(self.say.choice(("utf-8", "utf-8-sig", "cp1252"))), "fremd.csv"

    def mapping(self, with_values):
        lines = ['tool = "other"']
        for n, (heading, question, values, _) in enumerate(self.columns, 1):
            lines += ["[[column]]", f"number = {n}", f"heading = {json.dumps(heading, ensure_ascii=False)}",
                      f'question = "{question}"']
            if values and with_values:
                lines.append("[column.values]")
                lines += [f"{json.dumps(k, ensure_ascii=False)} = \"{v}\"" for k, v in values.items()]
        return "\n".join(lines) + "\n"

    def truth(self):
        return sorted((a["day"].replace(" ", "T"), topic, persons if self.with_persons else 1)
                      for a in self.answers for topic, persons in a["wishes"].items())


class Foreign(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        holder = tempfile.TemporaryDirectory(prefix="foreign-")
        cls.addClassCleanup(holder.cleanup)
        cls.folder = pathlib.Path(holder.name)
        cls.base = cls.folder / "base"
        cls.base.mkdir()
        product.must("init", *product.CONTACT_POINT, cwd=cls.base)
        product.must("open-survey", "--half-year", "2027-H1", "--closes", "2026-11-20", "--today", "2026-11-02", cwd=cls.base)

    def prepare(self, survey):
        cwd = pathlib.Path(tempfile.mkdtemp(prefix="store-", dir=self.folder))
        shutil.copytree(self.base, cwd, dirs_exist_ok=True)
        data, name = survey.data()
        (cwd / name).write_bytes(data)
        self.addCleanup(shutil.rmtree, cwd)
        return cwd, name

    def read(self, cwd, name, *options):
        """Its exit status, the rules that it breaks, and the needs that the store has behind it."""
        done = product.run("survey-needs", "--from", name, "--format", "json", *options, cwd=cwd)
        rules = {problem["rule"] for line in done.stderr.splitlines() if '"problems"' in line
                 for problem in json.loads(line)["problems"]}
        db = sqlite3.connect(cwd / "data/ehrenamt/ehrenamt.db")
        try:
            needs = db.execute("SELECT r.submitted_at, n.topic, n.persons FROM need n JOIN response r ON r.id = n.response "
                               "ORDER BY 1, 2, 3").fetchall()
        finally:
            db.close()
        return done, rules, needs

    def test_without_a_mapping_they_are_refused_with_a_reason(self):
        for seed in SEEDS:
            survey = Survey(seed)
            with self.subTest(seed=seed, style=survey.style):
                cwd, name = self.prepare(survey)
                done, rules, needs = self.read(cwd, name)
                self.assertEqual((done.returncode, needs), (3, []), done.stdout + done.stderr)
                self.assertTrue(rules, done.stderr)

    def test_with_a_mapping_that_tells_the_values_they_are_read_as_they_are_meant(self):
        for seed in SEEDS:
            survey = Survey(seed)
            with self.subTest(seed=seed, style=survey.style, yes=survey.yes, no=survey.no):
                cwd, name = self.prepare(survey)
                (cwd / "m.toml").write_text(survey.mapping(with_values=True), encoding="utf-8")
                done, rules, needs = self.read(cwd, name, "--mapping", "m.toml")
                self.assertEqual((done.returncode, rules), (0, set()), done.stderr)
                self.assertEqual(needs, survey.truth())

    def test_with_a_mapping_that_does_not_tell_the_values_they_are_read_so_or_refused(self):
        outcomes = set()
        for seed in SEEDS:
            survey = Survey(seed)
            with self.subTest(seed=seed, style=survey.style, yes=survey.yes, no=survey.no):
                cwd, name = self.prepare(survey)
                (cwd / "m.toml").write_text(survey.mapping(with_values=False), encoding="utf-8")
                done, rules, needs = self.read(cwd, name, "--mapping", "m.toml")
                outcomes.add(done.returncode)
                if done.returncode == 0 and not survey.joined:
                    self.assertEqual(needs, survey.truth())
                elif done.returncode == 0:  # words that we do not have wait for a person
                    self.assertLessEqual(set(needs), set(survey.truth()))
                else:
                    self.assertEqual((done.returncode, needs), (3, []), done.stderr)
                    self.assertTrue(rules, done.stderr)
        self.assertEqual(outcomes, {0, 3})

    def test_a_drafted_mapping_names_every_column_and_is_filled_in(self):
        for seed in list(SEEDS)[:14]:
            survey = Survey(seed)
            with self.subTest(seed=seed, style=survey.style):
                cwd, name = self.prepare(survey)
                product.must("survey-needs", "--from", name, "--write-mapping", "m.toml", cwd=cwd)
                draft = (cwd / "m.toml").read_text(encoding="utf-8")
                self.assertEqual(draft.count("[[column]]"), len(survey.columns))
                done, _, needs = self.read(cwd, name, "--mapping", "m.toml")
                if done.returncode == 0:  # what it could tell by itself, it told right
                    self.assertLessEqual(set(needs), set(survey.truth()))


if __name__ == "__main__":
    unittest.main()
