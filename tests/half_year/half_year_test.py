# SPDX-License-Identifier: EUPL-1.2
"""A whole half-year from files: planned, enrolled, cancelled, held, certified, settled; every figure and every PDF is
compared with what make_half_year.py works out by itself."""
import json
import pathlib
import re
import sqlite3
import subprocess
import sys
import tempfile
import unittest

sys.path.insert(0, str(pathlib.Path(__file__).parent.parent / "support"))
import product  # noqa: E402 (the path comes first)
from make_half_year import (CANCELLED, LONG_LIST, LONG_LIST_PLACES, MEASURES, ORDERS, SEED_OF_DRAW, SESSION_MINUTES,  # noqa: E402
                            SESSIONS, HalfYear)

LOCAL = 1 << 35  # a number in its store is the long one's last part


def pdf_text(path):
    return subprocess.run(["pdftotext", "-layout", str(path), "-"], capture_output=True, text=True, check=True).stdout


class HalfYearTest(unittest.TestCase):
    """One half-year is played once; each test looks at a part of it."""

    @classmethod
    def setUpClass(cls):
        holder = tempfile.TemporaryDirectory(prefix="half-year-")
        cls.addClassCleanup(holder.cleanup)
        cls.folder = pathlib.Path(holder.name)
        cls.plan = HalfYear()
        cls.snapshots = {}
        cls.play_places()
        cls.play_sessions()

    @classmethod
    def must(cls, day, *words):
        return product.must(*words, "--today", day, "--store", "a.db", cwd=cls.folder)

    @classmethod
    def ask(cls, sql):
        with sqlite3.connect(f"file:{cls.folder / 'a.db'}?mode=ro", uri=True) as db:
            return db.execute(sql).fetchall()

    @classmethod
    def states(cls):
        """{(measure, name): state} as the store has it."""
        return {(measure, name): state for measure, name, state in cls.ask(
            "SELECT c.reference, p.name, e.state FROM enrolment e JOIN person p ON p.id = e.person"
            " JOIN measure m ON m.id = e.measure JOIN course c ON c.id = m.course")}

    @classmethod
    def keep(cls, step):
        """What is and what has to be after a step."""
        cls.snapshots[step] = (cls.states(), {(e.measure, e.name): e.state for e in cls.plan.enrolments})

    @classmethod
    def play_places(cls):
        plan, must = cls.plan, cls.must
        plan.write_plan(cls.folder)
        must("2027-01-02", "init", *product.CONTACT_POINT, "--email", "info@example.org")
        must("2027-01-02", "register-course", "--from", "kurse.csv")
        must("2027-01-02", "plan-measure", *(word for m in plan.capacity for word in ("--course", m)))
        for measure, order in ORDERS.items():
            seed = ["--draw-seed", SEED_OF_DRAW] if order == "draw" else []
            must("2027-01-02", "plan-measure", "--measure", measure, "--places-by", order, *seed)
        must("2027-01-20", "enrol", "--from", "anmeldungen.csv")
        cls.numbers = {(measure, name): f"06413000-{number % LOCAL}" for measure, name, number in cls.ask(
            "SELECT c.reference, p.name, e.id FROM enrolment e JOIN person p ON p.id = e.person"
            " JOIN measure m ON m.id = e.measure JOIN course c ON c.id = m.course")}
        for measure in ORDERS:
            must("2027-01-21", "enrol", "--measure", measure, "--give-places")
        for measure in plan.capacity:
            plan.give_places(measure, cls.numbers)
        cls.keep("places given")
        for measure, name in list(plan.who_cancels()):
            must("2027-01-22", "enrol", "--cancel", cls.numbers[measure, name], "--letters", "absagen", "--overwrite")
            plan.cancel(measure, name, cls.numbers)
        cls.keep("some cancelled, others moved up")
        must("2027-01-25", "cancel-measure", "--measure", CANCELLED, "--reason", "zu wenige Anmeldungen",
             "--letters", "ausfall")
        plan.cancel_measure()
        cls.keep("a measure cancelled")

    @classmethod
    def play_sessions(cls):
        plan, must = cls.plan, cls.must
        cls.held = [m for m in plan.capacity if m != CANCELLED]
        cls.on_list = {m: [e.name for e in plan.of(m, "confirmed")] for m in cls.held}
        for measure in cls.held:
            must("2027-01-30", "write-attendance-list", "--measure", measure, "-o", f"liste-{measure}.pdf")
        plan.attend()
        plan.write_held(cls.folder)
        must("2027-03-19", "record-attendance", "--from", "anwesenheit.csv")
        cls.keep("held")
        number = {reference: str(id % LOCAL) for reference, id in cls.ask(
            "SELECT c.reference, m.id FROM measure m JOIN course c ON c.id = m.course")}
        cls.certificates = {m: json.loads(must("2027-03-22", "issue-certificates", "--measure", number[m], "-o",
                                               f"teilnahme-{m}.pdf", "--format", "json").stdout) for m in cls.held}
        must("2027-03-22", "record-receipt", "--from", "belege.csv")
        must("2027-03-22", "record-feedback", "--from", "rueckmeldungen.csv")
        cls.costs = json.loads(must("2027-03-22", "show-costs", "--format", "json").stdout)
        must("2027-03-22", "verify-store")

    def test_it_is_the_half_year_that_was_asked_for(self):
        (measures,), = self.ask("SELECT count(*) FROM measure")
        (sessions,), = self.ask("SELECT count(*) FROM measure_session")
        (persons,), = self.ask("SELECT count(DISTINCT person) FROM enrolment")
        self.assertEqual((measures, sessions, persons), (MEASURES, MEASURES * SESSIONS, 300))
        (dates,) = [self.ask("SELECT c.reference, s.number, s.day FROM measure_session s JOIN measure m ON m.id = s.measure"
                             " JOIN course c ON c.id = m.course ORDER BY 1, 2")]
        self.assertEqual(dates, [(m, n, day.isoformat()) for m, n, day in self.plan.sessions()])

    def test_everybody_stands_where_the_order_says_after_each_step(self):
        self.assertEqual(len(self.snapshots), 4)
        for step, (actual, wanted) in self.snapshots.items():
            with self.subTest(step):
                self.assertEqual({k: (actual.get(k), v) for k, v in wanted.items() if actual.get(k) != v}, {})
                self.assertEqual(len(actual), len(wanted))

    def test_the_half_year_holds_what_it_is_to_show(self):
        self.assertEqual({state for state in self.snapshots["held"][0].values()},
                         {"attended", "no_show", "waiting", "cancelled"})
        (moved,), = self.ask("SELECT count(*) FROM enrolment_step WHERE why = 'moved_up'")
        self.assertGreaterEqual(moved, 10)

    def test_no_measure_ever_has_more_people_than_places(self):
        for step, (actual, _) in self.snapshots.items():
            for measure, places in self.plan.capacity.items():
                taken = [s for (m, _), s in actual.items() if m == measure and s in ("confirmed", "attended", "no_show")]
                self.assertLessEqual(len(taken), places, (step, measure))

    def test_minutes_participants_and_money_are_the_sums(self):
        stored = {(m, name): minutes for m, name, minutes in self.ask(
            "SELECT c.reference, p.name, sum(a.minutes) FROM attendance a JOIN enrolment e ON e.id = a.enrolment"
            " JOIN person p ON p.id = e.person JOIN measure m ON m.id = e.measure JOIN course c ON c.id = m.course"
            " GROUP BY e.id")}
        self.assertEqual(stored, {(e.measure, e.name): sum(e.minutes) for e in self.plan.enrolments if e.minutes})
        titles = {row["title"][14:16]: row for row in self.costs}
        for measure in self.held:
            row = titles[measure[1:]]
            actual = row["participants"], row["minutes"], row["costs_cents"], row["income_cents"]
            self.assertEqual(actual, (len(self.plan.of(measure, "attended")), SESSIONS * SESSION_MINUTES,
                                      *self.plan.costs(measure)), measure)

    def test_attendance_lists_have_each_name_once_in_each_session(self):
        self.assertEqual(len(self.on_list[LONG_LIST]), LONG_LIST_PLACES)
        for measure, names in self.on_list.items():
            text = pdf_text(self.folder / f"liste-{measure}.pdf")
            for name in names:
                last, first = name.split(", ")
                self.assertEqual(len(re.findall(rf" {first} {last}\b", text)), SESSIONS, (measure, name))
            self.assertEqual(len(re.findall(r"^ +\d+ \S", text, re.M)), len(names) * SESSIONS, measure)
            for number in range(SESSIONS):
                self.assertIn(f"{number + 1} von {SESSIONS}", text)
            self.assertEqual(text.count(", 18:00–20:15 Uhr, 3 UE"), SESSIONS)
            pages = re.findall(r"Seite (\d) von (\d)", text)
            self.assertEqual(len(pages), text.count("\f"))
            for page in text.split("\f"):
                if re.search(r"^ +\d+ \S", page, re.M):
                    self.assertRegex(page, r"Nr\. +Name +Verein, Organisation +Unterschrift")
            if measure == LONG_LIST:
                self.assertEqual(pages, [(str(p + 1), "3") for p in range(3)] * SESSIONS)

    def test_certificates_go_to_those_who_attended_enough_each_on_a_page(self):
        for measure in self.held:
            wanted = sorted(e.name for e in self.plan.of(measure, "attended") if e.certified())
            answer = self.certificates[measure]
            self.assertEqual((answer["certificates_new"], len(answer["certificates"])), (len(wanted), len(wanted)), measure)
            text = pdf_text(self.folder / f"teilnahme-{measure}.pdf")
            self.assertEqual(text.count("\f"), len(wanted), measure)
            for name in wanted:
                last, first = name.split(", ")
                self.assertEqual(len(re.findall(rf"^ *{first} {last}(?:  |$)", text, re.M)), 1, (measure, name))

    def test_nobody_is_lost_from_letters_and_feedback(self):
        (cancelled,), = self.ask("SELECT count(*) FROM enrolment_step WHERE why = 'measure_cancelled'")
        self.assertEqual(len(list((self.folder / "ausfall").glob("*.eml"))), cancelled)
        (forms,), = self.ask("SELECT count(*) FROM feedback")
        self.assertEqual(forms, sum(min(6, len(self.plan.of(m, "attended"))) for m in self.held))


if __name__ == "__main__":
    unittest.main()
