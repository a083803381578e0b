# SPDX-License-Identifier: EUPL-1.2
"""Traps of survey exports: each a small file made for it."""
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

TOPICS = "fundraising,buchfuehrung"
HEAD = "id,submitdate,lastpage,NAME,TOPICS[fundraising],PERSONS[fundraising]\r\n"


class Traps(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.holder = tempfile.TemporaryDirectory(prefix="traps-")
        cls.addClassCleanup(cls.holder.cleanup)
        cls.folder = pathlib.Path(cls.holder.name)
        cls.base = cls.folder / "base"
        cls.base.mkdir()
        product.must("init", *product.CONTACT_POINT, cwd=cls.base)
        (cls.base / "liste.csv").write_text("name,municipality\nTSV Beispiel e.V.,06413000\nGroß & Söhne,06413000\n"
                                            "Chor Harmonie,06413000\n", encoding="utf-8")
        product.must("register-association", "--from", "liste.csv", cwd=cls.base)
        product.must("open-survey", "--half-year", "2027-H1", "--closes", "2026-11-20", "--topics", TOPICS,
                     "--access-codes", "codes.csv", "--today", "2026-11-02", cwd=cls.base)
        cls.codes = [line.split(",")[2] for line in (cls.base / "codes.csv").read_text().splitlines()[1:]]

    def setUp(self):
        self.cwd = pathlib.Path(tempfile.mkdtemp(prefix="store-", dir=self.folder))
        shutil.copytree(self.base, self.cwd, dirs_exist_ok=True)

    def read(self, data, *options, name="a.csv"):
        (self.cwd / name).write_bytes(data if isinstance(data, bytes) else data.encode())
        return product.run("survey-needs", "--from", name, "--format", "json", *options, cwd=self.cwd)

    def good(self, data, *options, **more):
        done = self.read(data, *options, **more)
        self.assertEqual(done.returncode, 0, done.stderr)
        return json.loads(done.stdout)

    def refused(self, data, rule, *options, **more):
        done = self.read(data, *options, **more)
        self.assertEqual(done.returncode, 3, done.stdout + done.stderr)
        error = [json.loads(line) for line in done.stderr.splitlines() if '"problems"' in line][0]
        self.assertIn(rule, [problem["rule"] for problem in error["problems"]])
        return error["problems"]

    def rows(self, sql):
        db = sqlite3.connect(self.cwd / "data/ehrenamt/ehrenamt.db")
        try:
            return db.execute(sql).fetchall()
        finally:
            db.close()

    def needs(self):
        return self.rows("SELECT topic, persons, persons_text FROM need ORDER BY response, topic")

    # The numbers are those of the list of traps.
    def test_1_byte_order_mark_and_quoted_first_heading(self):
        self.good("\ufeff" + '"id","submitdate","lastpage","TOPICS[fundraising]","PERSONS[fundraising]"\r\n'
                  '"1","2026-11-05 10:00:00","1","Y","3"\r\n')
        self.assertEqual(self.needs(), [("fundraising", 3, None)])

    def test_2_another_separator_is_more_frequent_inside_quotes(self):
        text = '"a;b;c;d;e;f;g;h;i;j;k;l;m;n;o;p"'
        self.good(f"id,submitdate,lastpage,TOPICS[fundraising],PERSONS[fundraising],{text}\r\n"
                  f"1,2026-11-05 10:00:00,1,Y,3,{text}\r\n")
        self.assertEqual(self.needs(), [("fundraising", 3, None)])

    def test_3_line_break_and_empty_line_inside_a_cell(self):
        self.good('"id","submitdate","lastpage","NAME","TOPICS[fundraising]","PERSONS[fundraising]","OWNTOPIC"\r\n'
                  '"1","2026-11-05 10:00:00","1","TSV\nBeispiel","Y","3","Töpfern\n\nund Malen"\r\n')
        self.assertEqual(self.needs(), [("fundraising", 3, None)])
        self.assertEqual(self.rows("SELECT text FROM free_topic"), [("Töpfern und Malen",)])

    def test_4_an_empty_survey_has_no_answer(self):
        fields = exports.fields_of("id,submitdate,NAME. Name,TOPICS[fundraising]. Themen [Fundraising]\n")
        told = self.good(exports.limesurvey(fields, [], "code"))
        self.assertEqual((told["responses_new"], told["responses_blank"]), (0, 0))

    def test_5_two_means_no_where_limesurvey_wrote_it_and_is_asked_about_elsewhere(self):
        head = "TOPICS[fundraising],TOPICS[buchfuehrung],TRAINS\r\n"
        self.good("id,submitdate,lastpage," + head + "1,2026-11-05 10:00:00,1,1,2,2\r\n")
        self.assertEqual([topic for topic, *_ in self.needs()], ["fundraising"])
        self.assertEqual(self.rows("SELECT trains_today FROM response"), [("no",)])
        self.setUp()
        form = "id,submitdate," + head + "1,2026-11-05,1,2,2\r\n"
        self.refused(form, "survey.one_two", "--as", "form")
        self.refused(form, "survey.one_two", "--as", "form", "--one-two", "codes")
        self.good(form, "--as", "form", "--one-two", "yes-no")
        self.assertEqual([topic for topic, *_ in self.needs()], ["fundraising"])

    def test_6_nothing_is_not_shown_and_a_pair_of_quotes_is_left_empty(self):
        self.good('id,submitdate,lastpage,TRAINS,ROOM,TIMES[EVENING],TIMES[SATURDAY],FORMATS[ONLINE],'
                  'TOPICS[fundraising],TOPICS[buchfuehrung]\r\n'
                  '"1","2026-11-05 10:00:00","1",,"","","",,"Y",\r\n')
        self.assertEqual(self.rows("SELECT trains_today, own_room, time_evening, time_saturday, format_online "
                                   "FROM response"), [(None, "unanswered", 0, 0, None)])
        self.assertEqual(self.rows("SELECT topic FROM response_unasked WHERE topic IN ('fundraising', "
                                   "'buchfuehrung')"), [("buchfuehrung",)])

    def test_7_vv_has_two_lines_of_headings(self):
        self.good("Antwort ID\tDatum Abgeschickt\tLetzte Seite\tThemen\tPersonen\tFrei\n"
                  "id\tsubmitdate\tlastpage\tTOPICS_fundraising\tPERSONS_fundraising\tOWNTOPIC\n"
                  "1\t2026-11-05 10:00:00\t1\tY\t3\tA{newline}B {lbrace}x}\n"
                  "2\t{question_not_shown}\t1\t{question_not_shown}\t{question_not_shown}\t{question_not_shown}\n")
        self.assertEqual(self.needs(), [("fundraising", 3, None)])
        self.assertEqual(self.rows("SELECT text FROM free_topic"), [("A B {x}",)])

    def test_8_kobo_with_labels_in_one_cell(self):
        data = ('"Welche Themen wünschen Sie sich?";"_id";"_uuid";"_submission_time"\r\n'
                '"Fundraising Buchführung im Verein";"1";"u1";"2026-11-05T10:00:00"\r\n')
        self.refused(data, "survey.joined_labels")
        self.good(data, "--split-labels")
        self.assertEqual([topic for topic, *_ in self.needs()], ["buchfuehrung", "fundraising"])

    def test_9_a_code_that_stands_twice(self):
        problems = self.refused("id,submitdate,lastpage,TOPICS[fundraising],TOPICS[fundraising]\r\n"
                                "1,2026-11-05 10:00:00,1,Y,\r\n", "survey.question_twice")
        self.assertEqual(problems[0]["column"], 5)

    def test_10_leading_zeros_stay(self):
        (self.cwd / "x").mkdir()
        self.good("id,submitdate,lastpage,PLACE,TOPICS[fundraising]\r\n007,2026-11-05 10:00:00,1,063067,Y\r\n"
                  "7,2026-11-05 10:00:00,1,63067,Y\r\n")
        self.assertEqual(self.rows("SELECT reference, municipality FROM response ORDER BY id"),
                         [("007", None), ("7", "06413000")])

    def test_11_thousands_and_decimals(self):
        head = "id,submitdate,lastpage,MEMBERS,TOPICS[fundraising]\r\n"
        for written in ('"1.234,56"', "1.5", "1.234", "-3", "viele"):
            self.refused(head + f"1,2026-11-05 10:00:00,1,{written},Y\r\n", "number.format"
                         if written != "-3" else "number.between")
        self.good(head + '1,2026-11-05 10:00:00,1,12.0,Y\r\n2,2026-11-05 10:00:00,1,"12,00",Y\r\n')
        self.assertEqual(self.rows("SELECT members FROM response"), [(12,), (12,)])

    def test_12_windows_1252(self):
        self.good('id;submitdate;lastpage;NAME;OWNTOPIC\r\n1;05.11.2026;1;Groß & Söhne;Töpfern – für „Groß“\r\n'
                  .encode("cp1252"))
        self.assertEqual(self.rows("SELECT a.name, f.text FROM free_topic f JOIN response r ON r.id = f.response JOIN "
                                   "association a ON a.id = r.association"),
                         [("Groß & Söhne", "Töpfern – für „Groß“")])

    def test_13_the_same_association_twice_in_different_spelling(self):
        problems = self.refused(HEAD + "1,2026-11-05 10:00:00,1,TSV Beispiel e.V.,Y,3\r\n"
                                "2,2026-11-06 10:00:00,1,tsv beispiel,Y,4\r\n", "response.twice")
        self.assertEqual(problems[0]["line"], 3)

    # What the issue names besides.
    def test_unknown_topics_are_named_with_the_nearest(self):
        problems = self.refused("id,submitdate,lastpage,TOPICS[fundrasing]\r\n1,2026-11-05,1,Y\r\n",
                                "survey.line_unknown")
        self.assertIn("fundraising", problems[0]["message"])

    def test_unclear_numbers_of_persons_count_as_the_least_and_wait(self):
        cases = {"ca. 10": (10, "ca. 10"), "10-15": (10, "10-15"), "zehn": (10, None), "10 Personen": (10, None),
                 "": (1, "?"), "mehrere": (1, "mehrere"), "über 10": (11, "über 10"), "bis zu 8": (1, "bis zu 8"),
                 "5.0": (5, None), "=1+1": (1, "=1+1")}
        lines = "".join(f'{n},2026-11-05 10:00:00,1,,Y,"{text}"\r\n' for n, text in enumerate(cases, 1))
        told = self.good(HEAD + lines)
        self.assertEqual(self.needs(), [("fundraising", *want) for want in cases.values()])
        self.assertEqual(told["persons_to_review"], 7)

    def test_persons_without_a_tick_contradict_each_other(self):
        self.refused(HEAD + "1,2026-11-05 10:00:00,1,,N,5\r\n", "answer.contradiction")

    def test_an_association_that_is_not_in_the_register(self):
        data = HEAD + "1,2026-11-05 10:00:00,1,TSV Beispeil,Y,3\r\n"
        problems = self.refused(data, "association.unknown")
        self.assertIn("TSV Beispiel e.V.", problems[0]["message"])
        self.assertEqual(problems[0]["field"], "NAME")
        self.assertEqual(self.good(data, "--register-missing")["associations_registered"], 1)

    def test_rejected_rows_are_mended_and_read_again(self):
        done = self.read(HEAD + "1,2026-11-05 10:00:00,1,TSV Beispiel,Y,3\r\n"
                         "2,2026-11-05 10:00:00,1,Chor Harmonei,Y,4\r\n", "--accept-valid")
        self.assertEqual(done.returncode, 3)
        text = (self.cwd / "a.rejected.csv").read_text(encoding="utf-8-sig")
        told = self.good(text.replace("Harmonei,Y", "Harmonie,Y"), name="mended.csv")
        self.assertEqual(told["responses_new"], 1)
        self.assertEqual(len(self.needs()), 2)

    def test_an_answer_that_changed_is_told_and_changed(self):
        self.good(HEAD + "1,2026-11-05 10:00:00,1,TSV Beispiel,Y,3\r\n")
        told = self.good(HEAD + "1,2026-11-05 10:00:00,1,TSV Beispiel,Y,5\r\n")
        self.assertEqual((told["responses_changed"], self.needs()), (1, [("fundraising", 5, None)]))

    def test_an_answer_that_was_begun_gives_way_to_the_one_sent_off(self):
        told = self.good(HEAD + "1,,1,TSV Beispiel,Y,3\r\n2,2026-11-05 10:00:00,1,TSV Beispiel,Y,4\r\n")
        self.assertEqual((told["responses_superseded"], self.needs()), (1, [("fundraising", 4, None)]))

    def test_a_code_proves_one_invitation_and_names_nobody(self):
        head = "id,submitdate,lastpage,CODE,TOPICS[fundraising]\r\n"
        data = head + f"1,2026-11-05 10:00:00,1,{self.codes[0].lower()},Y\r\n"
        self.assertEqual(self.good(data)["access_codes_used"], 1)
        self.assertEqual(self.rows("SELECT invitation, association FROM response"), [("code", None)])
        self.refused(data + f"2,2026-11-05 10:00:00,1,{self.codes[0]},Y\r\n", "code.used")
        told = self.good(head + "3,2026-11-05 10:00:00,1,ABCD-EFGH-JKLM,Y\r\n")
        self.assertEqual(told["access_codes_unknown"], 1)
        product.must("verify-store", "-q", cwd=self.cwd)

    def test_the_code_of_an_answer_that_was_taken_back_is_good_once_more(self):
        head = "id,submitdate,lastpage,CODE,TOPICS[fundraising]\r\n"
        data = head + f"1,2026-11-05 10:00:00,1,{self.codes[0]},Y\r\n"
        self.good(data)
        product.must("undo", "-q", cwd=self.cwd)
        self.good(data)
        self.assertEqual(self.rows("SELECT reference, invitation FROM response"), [("1", "code")])
        self.refused(data + f"2,2026-11-05 10:00:00,1,{self.codes[0]},Y\r\n", "code.used")
        named = "id,submitdate,lastpage,CODE,NAME,TOPICS[fundraising]\r\n"
        self.good(named + f"3,2026-11-05 10:00:00,1,{self.codes[1]},TSV Beispiel,Y\r\n")
        self.refused(head + f"4,2026-11-05 10:00:00,1,{self.codes[1]},Y\r\n", "code.used")
        product.must("undo", "-q", cwd=self.cwd)
        self.good(head + f"4,2026-11-05 10:00:00,1,{self.codes[1]},Y\r\n")

    def test_consent_stands_with_the_association_and_can_be_withdrawn(self):
        head = "id,submitdate,lastpage,NAME,TOPICS[fundraising],CONSENT,EMAIL\r\n"
        self.good(head + "1,2026-11-05 10:00:00,1,TSV Beispiel,Y,Y,info@tsv.example\r\n2,2026-11-05 10:00:00,1,,Y,Y,x@y.de\r\n")
        agreed = "SELECT name, email FROM association WHERE contact_consent_on = '2026-11-05'"
        self.assertEqual(self.rows(agreed), [("TSV Beispiel e.V.", "info@tsv.example")])
        self.good(head + "1,2026-11-06 10:00:00,1,TSV Beispiel,Y,N,\r\n")
        self.assertEqual(self.rows("SELECT count(contact_consent_on) FROM association"), [(0,)])

    def test_names_of_persons_that_a_tool_adds_are_not_read(self):
        rows = [["ID", "Startzeit", "Fertigstellungszeit", "E-Mail", "Name", "Welche Themen wünschen Sie sich?"],
                ["1", "2026-11-05 10:00:00", "2026-11-05 10:00:00", "eva@example.org", "Eva Muster", "Fundraising;"]]
        self.good(exports.xlsx(rows), name="a.xlsx")
        self.assertEqual(self.rows("SELECT association FROM response"), [(None,)])
        dump = b"".join(path.read_bytes() for path in self.cwd.glob("data/ehrenamt/*"))
        self.assertNotIn(b"Eva Muster", dump)

    def test_a_day_that_can_be_two_is_asked_about(self):
        self.refused("Timestamp,Welche Themen wünschen Sie sich?\n11/5/2026 10:11:12,Fundraising\n", "date.ambiguous")
        self.good("Timestamp,Welche Themen wünschen Sie sich?\n11/15/2026 10:11:12,Fundraising\n")

    def test_foreign_questionnaires_are_refused_with_the_way_out(self):
        for head in ("id,submitdate,lastpage,Q1[SQ001],Q1[SQ002],Q2,NAME", "Zeitstempel,Wie heißen Sie?,Ihr Wunsch",
                     "_id,_uuid,_submission_time,name,topic,wishes"):
            cells = ",".join("1" if i < 1 else "2026-11-05" for i, _ in enumerate(head.split(",")))
            problems = self.refused(head + "\n" + cells + "\n", "survey.unknown")
            self.assertIn("--write-mapping", problems[0]["message"])
        self.assertEqual(self.needs(), [])

    def test_a_foreign_questionnaire_is_read_by_a_mapping(self):
        data = ("id,submitdate,lastpage,Q1,Q2[SQ001],Q2[SQ002],Q3[SQ001],Q4\r\n" +
                "".join(f"{n},2026-11-05 10:00:00,1,{name},{a},{b},{p},{q}\r\n" for n, (name, a, b, p, q) in enumerate(
                    [("TSV Beispiel", "1", "2", "4", "A1"), ("Chor Harmonie", "2", "1", "", "A2"), ("", "1", "1", "2", "A1"),
                     ("", "1", "2", "2", "A2")], 1)))
        (self.cwd / "a.csv").write_text(data, encoding="utf-8")
        product.must("survey-needs", "--from", "a.csv", "--write-mapping", "m.toml", cwd=self.cwd)
        draft = (self.cwd / "m.toml").read_text(encoding="utf-8")
        self.assertNotIn("TSV Beispiel", draft)
        for heading, question in (("Q1", "NAME"), ("Q2[SQ001]", "TOPICS[fundraising]"), ("Q2[SQ002]", "TOPICS[buchfuehrung]"),
                                  ("Q3[SQ001]", "PERSONS[fundraising]"), ("Q4", "TRAINS")):
            draft = draft.replace(f'heading = "{heading}"\nquestion = ""', f'heading = "{heading}"\nquestion = "{question}"')
        draft = draft.replace('"A1" = ""', '"A1" = "Y"').replace('"A2" = ""', '"A2" = "N"')
        (self.cwd / "m.toml").write_text(draft, encoding="utf-8")
        self.refused(data, "survey.one_two", "--mapping", "m.toml")
        self.good(data, "--mapping", "m.toml", "--one-two", "yes-no")
        self.assertEqual(self.rows("SELECT ifnull(a.name, ''), r.trains_today, n.topic, n.persons FROM need n JOIN "
                                   "response r ON r.id = n.response LEFT JOIN association a ON a.id = r.association "
                                   "ORDER BY r.id, n.topic"),
                         [("TSV Beispiel e.V.", "yes", "fundraising", 4), ("Chor Harmonie", "no", "buchfuehrung", 1),
                          ("", "yes", "buchfuehrung", 1), ("", "yes", "fundraising", 2), ("", "no", "fundraising", 2)])

    def test_the_questionnaire_itself_gives_the_draft_its_words(self):
        (self.cwd / "a.csv").write_text("id,submitdate,lastpage,Q1,Q2[SQ001],Q9\r\n1,2026-11-05,1,x,Y,z\r\n", encoding="utf-8")
        lss = ("<?xml version='1.0'?><document><questions><rows><row><qid>1</qid><parent_qid>0</parent_qid><title>Q1</title>"
               "</row><row><qid>2</qid><title>Q2</title><question><![CDATA[<b>Welche Themen wünschen Sie sich?</b>]]></question>"
               "</row></rows></questions><subquestions><rows><row><qid>3</qid><parent_qid>2</parent_qid><title>SQ001</title>"
               "<question><![CDATA[Fundraising]]></question></row></rows></subquestions><question_l10ns><rows><row><qid>1</qid>"
               "<question><![CDATA[Wie heißt Ihr Verein?]]></question></row></rows></question_l10ns></document>")
        tsv = ("class\ttype/scale\tname\ttext\nQ\tS\tQ1\tWie heißt Ihr Verein?\nQ\tM\tQ2\t"
               "Welche Themen wünschen Sie sich?\nSQ\t\tSQ001\tFundraising\n")
        form = exports.xlsx([["type", "name", "label::Deutsch (de)"], ["text", "Q1", "Wie heißt Ihr Verein?"],
                             ["select_multiple themen", "Q2[SQ001]", "Welche Themen wünschen Sie sich? Fundraising"]], "survey")
        for name, data in (("s.lss", lss.encode()), ("s.txt", tsv.encode()), ("s.xlsx", form)):
            (self.cwd / name).write_bytes(data)
            product.must("survey-needs", "--from", "a.csv", "--write-mapping", name + ".toml", "--structure", name, cwd=self.cwd)
            draft = (self.cwd / (name + ".toml")).read_text(encoding="utf-8")
            self.assertIn("# Wie heißt Ihr Verein?\nquestion = \"\"", draft)
            self.assertIn('question = "TOPICS[fundraising]"', draft)
        (self.cwd / "x.txt").write_text("nichts\n", encoding="utf-8")
        done = product.run("survey-needs", "--from", "a.csv", "--write-mapping", "x.toml", "--structure", "x.txt", "--format",
                           "json", cwd=self.cwd)
        self.assertEqual((done.returncode, "mapping.structure" in done.stderr), (3, True))

    def test_words_of_a_mapping_are_taken_apart_where_several_stand_in_one_cell(self):
        (self.cwd / "m.toml").write_text(
            'tool = "google-forms"\n[[column]]\nheading = "Zeitstempel"\nquestion = "submitdate"\n[[column]]\nheading = '
            '"Wunsch"\nquestion = "TOPICS"\n[column.values]\n"Geld, sammeln" = "fundraising"\n"Bücher" = "buchfuehrung"\n',
            encoding="utf-8")
        self.good('Zeitstempel,Wunsch\n05.11.2026 10:11:12,"Geld, sammeln, Bücher, Töpfern"\n', "--mapping", "m.toml")
        self.assertEqual([topic for topic, *_ in self.needs()], ["buchfuehrung", "fundraising"])
        self.assertEqual(self.rows("SELECT text FROM free_topic"), [("Töpfern",)])

    def test_one_answer_is_typed(self):
        done = product.run("survey-needs", "--answer", "NAME=TSV Beispiel", "--answer", "TOPICS[fundraising]=Y",
                           "--answer", "PERSONS[fundraising]=4", "-q", cwd=self.cwd)
        self.assertEqual((done.returncode, done.stderr), (0, ""))
        self.assertEqual(self.needs(), [("fundraising", 4, None)])

    def test_open_points_are_decided_in_a_review_file(self):
        self.good("id,submitdate,lastpage,TOPICS[fundraising],PERSONS[fundraising],OWNTOPIC,OWNPERSONS\r\n"
                  "1,2026-11-05 10:00:00,1,Y,ca. 10,Steuererklärung und Haftung,3\r\n")
        product.must("survey-needs", "--review", "r.csv", cwd=self.cwd)
        lines = (self.cwd / "r.csv").read_text(encoding="utf-8-sig").splitlines()
        self.assertEqual(len(lines), 3)
        filled = [lines[0], lines[1] + "ja", lines[2] + "Haftung im Verein"]
        (self.cwd / "r2.csv").write_text("\n".join(filled) + "\n", encoding="utf-8")
        product.must("survey-needs", "--from-review", "--from", "r2.csv", cwd=self.cwd)
        self.assertEqual(self.needs(), [("fundraising", 10, None), ("haftung", 3, None)])
        product.must("verify-store", "-q", cwd=self.cwd)

    def test_a_dry_run_writes_nothing_and_undo_takes_all_back(self):
        data = HEAD + "1,2026-11-05 10:00:00,1,TSV Beispiel,Y,3\r\n"
        before = product.content(self.cwd / "data/ehrenamt/ehrenamt.db")
        self.good(data, "--dry-run")
        self.assertEqual(product.content(self.cwd / "data/ehrenamt/ehrenamt.db"), before)
        self.good(data)
        product.must("undo", "-q", cwd=self.cwd)
        self.assertEqual(self.needs(), [])


if __name__ == "__main__":
    unittest.main()
