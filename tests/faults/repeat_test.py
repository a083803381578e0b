# SPDX-License-Identifier: EUPL-1.2
"""The same import again changes nothing, however its file is written and whatever the clock says."""
import random
import sqlite3
import unittest

import scenario
from scenario import FULL, IMPORT, product

NOTHING_NEW = f"associations: 0 new, 0 changed, {scenario.ROWS} the same".replace("1848", "1,848")
BY_THE_CLOCK = {"EHRENAMT_TODAY": ""}


class Repeat(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.scene = scenario.Scenario()
        cls.addClassCleanup(cls.scene.holder.cleanup)
        header, *rows = (cls.scene.base / "import.csv").read_text(encoding="utf-8").splitlines()
        cls.header, cls.rows = header, rows

    def log(self, folder):
        db = sqlite3.connect(f"file:{folder / 'store.db'}?mode=ro", uri=True)
        try:
            return db.execute("SELECT id, at, command FROM change_set ORDER BY id").fetchall()
        finally:
            db.close()

    def test_another_spelling_of_the_same_file_changes_nothing(self):
        chance = random.Random(3)
        with self.scene.copy() as folder:
            product.must(*IMPORT, cwd=folder)
            before, log = product.content(folder / "store.db"), self.log(folder)
            for n in range(10 if FULL else 2):
                rows = chance.sample(self.rows, len(self.rows))
                for name, end, bom in (("LF", "\n", ""), ("CRLF", "\r\n", ""), ("CR", "\r", ""), ("BOM", "\n", "\ufeff"),
                                       ("no end", "\n", "")):
                    with self.subTest(name, n=n):
                        text = bom + end.join([self.header, *rows]) + (end if name != "no end" else "")
                        (folder / "import.csv").write_bytes(text.encode())
                        done = product.must(*IMPORT, cwd=folder)
                        self.assertIn(NOTHING_NEW, done.stdout)
                        self.assertEqual(self.log(folder), log)
            self.assertEqual(product.content(folder / "store.db"), before)

    def test_half_a_file_first_and_then_all_is_as_all_at_once(self):
        with self.scene.copy() as folder:
            half = "\n".join([self.header, *self.rows[::2]])
            whole = (folder / "import.csv").read_bytes()
            (folder / "import.csv").write_text(half, encoding="utf-8")
            product.must(*IMPORT, cwd=folder)
            (folder / "import.csv").write_bytes(whole)
            product.must(*IMPORT, cwd=folder)
            # Numbers are given in the order of reading; all the rest is the same.
            self.assertEqual(self.without_numbers(folder), self.without_numbers_of_new())

    def without_numbers_of_new(self):
        with self.scene.copy() as folder:
            product.must(*IMPORT, cwd=folder)
            return self.without_numbers(folder)

    def without_numbers(self, folder):
        db = sqlite3.connect(f"file:{folder / 'store.db'}?mode=ro", uri=True)
        try:
            names = [row[1] for row in db.execute("PRAGMA table_info(association)") if row[1] != "id"]
            return sorted(db.execute(f"SELECT {', '.join(names)} FROM association").fetchall(), key=repr)
        finally:
            db.close()

    def test_any_clock_will_do(self):
        for moment, day in (("1969-07-20 20:17:00", "1969-07-20"), ("2016-02-29 12:00:00", "2016-02-29"),
                            # Summer time begins: 02:30 is not there; and ends: 02:30 is there twice.
                            ("2027-03-28 01:30:00", "2027-03-28"), ("2026-10-25 00:30:00", "2026-10-25"),
                            # In Germany the day has begun already.
                            ("2026-12-31 23:30:00", "2026-12-31"), ("2037-12-31 22:59:59", "2037-12-31")):
            with self.subTest(moment), self.scene.copy() as folder:
                under = ["faketime", "-f", moment]
                product.must(*IMPORT, cwd=folder, under=under, extra=BY_THE_CLOCK)
                self.assertEqual(self.log(folder)[-1][1][:10], day)
                again = product.must(*IMPORT, cwd=folder, under=under, extra=BY_THE_CLOCK)
                self.assertIn(NOTHING_NEW, again.stdout)
                product.must("verify-store", "--store", "store.db", cwd=folder, under=under, extra=BY_THE_CLOCK)

    def test_the_day_is_the_one_in_germany(self):
        for moment, day in (("2026-12-31 22:59:59", "2026-12-31"), ("2026-12-31 23:00:00", "2027-01-01"),
                            ("2026-06-30 21:59:59", "2026-06-30"), ("2026-06-30 22:00:00", "2026-07-01")):
            with self.subTest(moment), self.scene.copy() as folder:
                product.must("register-association", "--store", "store.db", "--name", "Verein", "--municipality",
                             "06413000", cwd=folder, under=["faketime", "-f", moment], extra=BY_THE_CLOCK)
                db = sqlite3.connect(f"file:{folder / 'store.db'}?mode=ro", uri=True)
                self.addCleanup(db.close)
                self.assertEqual(db.execute("SELECT recorded_on FROM association").fetchone(), (day,))

    def test_the_order_of_the_log_is_that_of_the_work_though_the_clock_goes_back(self):
        with self.scene.copy() as folder:
            for year, name in ((2027, "Erster"), (2017, "Zweiter"), (2037, "Dritter")):
                product.must("register-association", "--store", "store.db", "--name", name, "--municipality", "06413000",
                             cwd=folder, under=["faketime", "-f", f"{year}-01-01 00:00:00"], extra=BY_THE_CLOCK)
            log = product.must("log", "--store", "store.db", "--format", "csv", cwd=folder).stdout.splitlines()
            self.assertEqual([line.split(",")[1][:4] for line in log[2:]], ["2027", "2017", "2037"])
            product.must("undo", "--store", "store.db", cwd=folder)  # the newest is that of 2037
            product.must("verify-store", "--store", "store.db", cwd=folder)


if __name__ == "__main__":
    unittest.main()
