# SPDX-License-Identifier: EUPL-1.2
"""The same answers from every survey tool, in every style of its export, come to the same needs."""
import json
import pathlib
import shutil
import sqlite3
import sys
import tempfile
import unittest

sys.path.insert(0, str(pathlib.Path(__file__).parent.parent / "support"))
import exports  # noqa: E402 (the path comes first)
import product  # noqa: E402

TOPICS = "fundraising,buchfuehrung,datenschutz,oeffentlichkeitsarbeit,erste_hilfe"


class Exports(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.holder = tempfile.TemporaryDirectory(prefix="survey-")
        cls.addClassCleanup(cls.holder.cleanup)
        cls.folder = pathlib.Path(cls.holder.name)
        base = cls.folder / "base"
        base.mkdir()
        product.must("init", *product.CONTACT_POINT, cwd=base)
        product.must("open-survey", "--half-year", "2027-H1", "--closes", "2026-11-20", "--topics", TOPICS,
                     "--today", "2026-11-02", cwd=base)
        product.must("write-questionnaire", "--for", "csv", "-o", "form.csv", cwd=base)
        cls.form = (base / "form.csv").read_text(encoding="utf-8-sig")
        cls.fields = exports.fields_of(cls.form)
        cls.answers = exports.some_answers(cls.fields)
        names = "".join(f'"{a["NAME"]}",06413000\n' for a in cls.answers if a["NAME"])
        (base / "liste.csv").write_text("name,municipality\n" + names, encoding="utf-8")
        product.must("register-association", "--from", "liste.csv", cwd=base)
        cls.base = base
        cls.expected = cls.wanted()

    @classmethod
    def wanted(cls):
        """What the answers say, worked out here."""
        needs = []
        for answer in cls.answers:
            for field in cls.fields:
                if field.code == "TOPICS" and answer[field.key] == "Y":
                    topic = field.item.replace("oeffentlichkei316n52", "oeffentlichkeitsarbeit")
                    topic = topic.replace("erstehilfe", "erste_hilfe")
                    needs.append((answer["NAME"], topic, int(answer[f"PERSONS[{field.item}]"]),
                                  int(answer[f"PRIO[{field.item}]"])))
            if answer["OWNTOPIC"].startswith("Datenschutz") and answer["TOPICS[datenschutz]"] != "Y":
                needs.append((answer["NAME"], "datenschutz", 3, 1))
        return sorted(needs)

    def setUp(self):
        self.cwd = pathlib.Path(tempfile.mkdtemp(prefix="store-", dir=self.folder))
        shutil.copytree(self.base, self.cwd, dirs_exist_ok=True)

    def read(self, name, data, *options):
        (self.cwd / name).write_bytes(data)
        return product.run("survey-needs", "--from", name, "--format", "json", *options, cwd=self.cwd)

    def rows(self, sql):
        db = sqlite3.connect(self.cwd / "data/ehrenamt/ehrenamt.db")
        try:
            return db.execute(sql).fetchall()
        finally:
            db.close()

    def needs(self):
        return sorted(self.rows("""
            SELECT ifnull(a.name, ''), n.topic, n.persons, n.priority FROM need n JOIN response r ON r.id = n.response
            LEFT JOIN association a ON a.id = r.association"""))

    def check(self, name, data, tool, *options):
        done = self.read(name, data, *options)
        self.assertEqual(done.returncode, 0, done.stderr)
        told = json.loads(done.stdout)
        self.assertEqual((told["tool"], told["responses_new"], told["responses_late"]), (tool, 30, 0))
        self.assertEqual((told["topics_matched"], told["topics_to_review"]), (1, 1))
        self.assertEqual(self.needs(), self.expected)
        facts = self.rows("SELECT sum(members), sum(travel_km), sum(trains_today = 'yes'), sum(time_evening), "
                          "sum(format_online), sum(obstacle_cost), sum(own_room = 'yes') FROM response")[0]
        said = [sum(int(a["MEMBERS"]) for a in self.answers), sum(int(a["TRAVELKM"]) for a in self.answers)] + [
            sum(a[key] == "Y" for a in self.answers)
            for key in ("TRAINS", "TIMES[EVENING]", "FORMATS[ONLINE]", "OBSTACLES[COST]", "ROOM")]
        self.assertEqual(list(facts), said)
        agreed = sum(a["CONSENT"] == "Y" and a["NAME"] != "" for a in self.answers)
        self.assertEqual(self.rows("SELECT count(contact_consent_on) FROM association"), [(agreed,)])
        again = self.read(name, data, *options)
        told = json.loads(again.stdout)
        self.assertEqual((told["responses_new"], told["responses_changed"], told["responses_same"]), (0, 0, 30))

    def test_limesurvey_in_every_style(self):
        for style in ("code", "emcode", "full", "codetext"):
            for long in (False, True):
                for delimiter in ",;\t" if style == "full" else ",":
                    with self.subTest(style=style, long=long, delimiter=delimiter):
                        self.setUp()
                        data = exports.limesurvey(self.fields, self.answers, style, long, delimiter)
                        self.check("results.csv", data, "limesurvey")

    def test_limesurvey_with_spaces_as_underscores(self):
        for style in ("full", "codetext"):
            self.setUp()
            self.check("results.csv", exports.limesurvey(self.fields, self.answers, style, underscores=True),
                       "limesurvey")

    def test_limesurvey_with_one_and_two_for_yes_and_no(self):
        data = exports.limesurvey(self.fields, self.answers, "code", False, one_two=True)
        self.check("results.csv", data, "limesurvey")

    def test_limesurvey_before_it_told_not_shown_from_empty(self):
        self.check("results.csv", exports.limesurvey(self.fields, self.answers, "code", False, old=True),
                   "limesurvey")

    def test_limesurvey_vv(self):
        self.check("vvexport.csv", exports.vv(self.fields, self.answers), "limesurvey-vv")

    def test_limesurvey_as_a_workbook(self):
        rows = exports.rows_of(exports.limesurvey(self.fields, self.answers, "full", True), ",")
        self.check("results.xlsx", exports.xlsx(rows), "limesurvey")

    def test_abbreviated_headings(self):
        done = self.read("results.csv", exports.limesurvey(self.fields, self.answers, "abbreviated", False))
        self.assertEqual(done.returncode, 3)
        self.assertIn("survey.heading_ambiguous", done.stderr)

    def test_kobo(self):
        for select in ("both", "summary", "details"):
            with self.subTest(select=select):
                self.setUp()
                self.check("kobo.csv", exports.kobo(self.fields, self.answers, select), "kobo")

    def test_kobo_with_labels(self):
        for select in ("both", "details"):
            with self.subTest(select=select):
                self.setUp()
                self.check("kobo.csv", exports.kobo(self.fields, self.answers, select, labels=True), "kobo")

    def test_kobo_with_tags_below_the_headings_and_as_a_workbook(self):
        data = exports.kobo(self.fields, self.answers, "details", hxl=True)
        self.check("kobo.csv", data, "kobo")
        self.setUp()
        self.check("kobo.xlsx", exports.xlsx(exports.rows_of(data, ";")), "kobo")

    def test_kobo_labels_in_one_cell_are_refused_with_the_question(self):
        data = exports.kobo(self.fields, self.answers, "summary", labels=True)
        done = self.read("kobo.csv", data)
        self.assertEqual(done.returncode, 3)
        self.assertIn("survey.joined_labels", done.stderr)
        self.assertIn("--split-labels", done.stderr)
        self.check("kobo.csv", data, "kobo", "--split-labels")

    def test_odk_central(self):
        for split in (False, True):
            with self.subTest(split=split):
                self.setUp()
                self.check("odk.csv", exports.odk(self.fields, self.answers, split), "odk")

    def test_nextcloud_forms(self):
        self.check("forms.csv", exports.nextcloud(self.fields, self.answers), "nextcloud-forms")

    def test_every_tool_as_a_workbook(self):
        of_tools = {"odk": exports.rows_of(exports.odk(self.fields, self.answers), ","),
                    "nextcloud-forms": exports.rows_of(exports.nextcloud(self.fields, self.answers), ","),
                    "google-forms": exports.rows_of(exports.google(self.fields, self.answers), ","),
                    "limesurvey-vv": exports.rows_of(exports.vv(self.fields, self.answers), "\t"),
                    "form": exports.rows_of(exports.own_form(self.form, self.fields, self.answers), ",")}
        for tool, rows in of_tools.items():
            with self.subTest(tool=tool):
                self.setUp()
                self.check("answers.xlsx", exports.xlsx(rows), tool)

    def test_google_forms(self):
        for joint in (", ", ";"):
            self.setUp()
            self.check("google.csv", exports.google(self.fields, self.answers, joint), "google-forms")

    def test_microsoft_forms(self):
        self.check("forms.xlsx", exports.xlsx(exports.microsoft_rows(self.fields, self.answers)), "microsoft-forms")

    def test_our_own_form(self):
        self.check("form.csv", exports.own_form(self.form, self.fields, self.answers), "form")

    def test_another_style_of_the_same_answers_changes_nothing(self):
        self.check("code.csv", exports.limesurvey(self.fields, self.answers, "code", False), "limesurvey")
        done = self.read("full.csv", exports.limesurvey(self.fields, self.answers, "full", True))
        told = json.loads(done.stdout)
        self.assertEqual((told["responses_same"], told["responses_new"], told["responses_changed"]), (30, 0, 0))

    def test_a_longer_export_adds_what_is_new(self):
        self.read("first.csv", exports.limesurvey(self.fields, self.answers[:20], "code", False))
        done = self.read("second.csv", exports.limesurvey(self.fields, self.answers, "code", False))
        told = json.loads(done.stdout)
        self.assertEqual((told["responses_same"], told["responses_new"]), (20, 10))
        self.assertEqual(self.needs(), self.expected)

    def test_many_answers_at_once_are_written_as_one_by_one_and_undone(self):
        many = exports.some_answers(self.fields, 5001)
        for answer in many:
            answer.update({"NAME": "", "submitdate": "2026-11-05 10:00:00"})
        told = json.loads(self.read("many.csv", exports.limesurvey(self.fields, many, "code", False)).stdout)
        self.assertEqual(told["responses_new"], 5001)
        product.must("verify-store", "-q", cwd=self.cwd)
        columns = "(SELECT count(*) FROM response_unasked), (SELECT count(*) FROM free_topic)"
        needs = ("SELECT r.reference, n.topic, n.persons, n.persons_text, n.priority, n.time_wish, n.travel_km, r.members, "
                 "r.time_evening, r.own_room, r.late, r.submitted_at, r.content_hash FROM need n JOIN response r ON r.id = "
                 "n.response WHERE r.reference < '2' ORDER BY 1, 2")
        bulk = self.rows(needs)
        product.must("undo", "-q", cwd=self.cwd)
        self.assertEqual(self.rows(f"SELECT (SELECT count(*) FROM response), (SELECT count(*) FROM need), {columns}"),
                         [(0, 0, 0, 0)])
        few = [answer for answer in many if str(answer["id"]) < "2"]
        self.read("few.csv", exports.limesurvey(self.fields, few, "code", False))
        self.assertEqual(self.rows(needs), bulk)
        self.assertGreater(len(bulk), 1000)


if __name__ == "__main__":
    unittest.main()
