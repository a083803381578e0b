# SPDX-License-Identifier: EUPL-1.2
"""The calendar of an adopted programme as another program reads it: times, texts, ids and versions."""
import datetime
import pathlib
import sys
import tempfile
import unittest
import zoneinfo

import icalendar

sys.path.insert(0, str(pathlib.Path(__file__).parent.parent / "support"))
import product  # noqa: E402 (the path comes first)

BERLIN = zoneinfo.ZoneInfo("Europe/Berlin")
COURSES = """kurs_nr;titel;thema;ort;gemeinde_ags;plaetze;erster_termin;beginn;termine;abstand_tage;ue_je_termin;honorar
K1;"Recht, Steuern; Haftung \\ Teil 1";vereinsrecht;Bürgerhaus „Grüne Straße“, großer Saal im Erdgeschoss;06413000;16;2027-03-16;18:00;2;21;3;200
"""
ANSWERS = "antwort_nr;eingang;verein;thema;personen;prioritaet\nA1;2026-11-03;Chor;vereinsrecht;9;1\n"


class CalendarTest(unittest.TestCase):
    def setUp(self):
        holder = tempfile.TemporaryDirectory(prefix="calendar-")
        self.addCleanup(holder.cleanup)
        self.folder = pathlib.Path(holder.name)
        (self.folder / "kurse.csv").write_text(COURSES, encoding="utf-8")
        (self.folder / "antworten.csv").write_text(ANSWERS, encoding="utf-8")
        self.run_all(["init", *product.CONTACT_POINT, "--budget", "2027=800"],
                     ["register-association", "--name", "Chor", "--municipality", "06413000"],
                     ["open-survey", "--half-year", "2027-H1", "--closes", "2026-11-27"],
                     ["survey-needs", "--from", "antworten.csv"],
                     ["register-course", "--from", "kurse.csv"],
                     ["build-programme", "--half-year", "2027-H1"])

    def run_all(self, *lines):
        for words in lines:
            done = product.run(*words, "--store", "a.db", "-q", cwd=self.folder)
            self.assertEqual((done.returncode, done.stderr), (0, ""), words)

    def adopted(self, *more):
        self.run_all(["adopt-programme", "--output-dir", "f", *more])
        return (self.folder / "f/programm-2027-H1.ics").read_bytes()

    def events(self, data):
        return list(icalendar.Calendar.from_ical(data).walk("VEVENT"))

    def test_another_program_reads_what_was_meant(self):
        data = self.adopted()
        first, second = self.events(data)
        self.assertEqual(str(first["SUMMARY"]), "Recht, Steuern; Haftung \\ Teil 1")
        self.assertEqual(str(first["LOCATION"]), "Bürgerhaus „Grüne Straße“, großer Saal im Erdgeschoss, Offenbach am Main")
        self.assertIn("Termin 1 von 2\n", str(first["DESCRIPTION"]))
        self.assertNotEqual(first["UID"], second["UID"])

    def test_the_hour_is_the_clock_s_on_both_sides_of_summer_time(self):
        for event, offset in zip(self.events(self.adopted()), [1, 2]):
            start = event["DTSTART"].dt
            self.assertEqual((start.hour, start.minute), (18, 0))
            self.assertEqual(start.utcoffset(), datetime.timedelta(hours=offset))
            self.assertEqual(event["DTEND"].dt - start, datetime.timedelta(minutes=135))
            self.assertEqual(start.replace(tzinfo=None), start.astimezone(BERLIN).replace(tzinfo=None))

    def test_lines_end_and_fold_as_the_standard_says(self):
        data = self.adopted()
        self.assertNotIn(b"\n", data.replace(b"\r\n", b""))
        lines = data.split(b"\r\n")
        self.assertLessEqual(max(len(line) for line in lines), 75)
        self.assertTrue(any(line.startswith(b" ") for line in lines))
        for line in lines:
            line.decode("utf-8")

    def test_again_it_is_the_same_and_after_undo_newer_with_the_same_ids(self):
        data = self.adopted()
        self.assertEqual(self.adopted("--overwrite"), data)
        self.run_all(["undo"])
        newer = self.events(self.adopted("--overwrite"))
        older = self.events(data)
        self.assertEqual([e["UID"] for e in newer], [e["UID"] for e in older])
        for new, old in zip(newer, older):
            self.assertGreater(new["SEQUENCE"], old["SEQUENCE"])


if __name__ == "__main__":
    unittest.main()
