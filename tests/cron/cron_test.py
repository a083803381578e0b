# SPDX-License-Identifier: EUPL-1.2
"""examples/cron/write-statistics.sh, run as cron would: a year of figures, twice, with a lock and without a folder."""
import csv
import pathlib
import sqlite3
import subprocess
import sys
import tempfile
import unittest

sys.path.insert(0, str(pathlib.Path(__file__).parent.parent / "support"))
import product  # noqa: E402 (the path comes first)

SCRIPT = product.SOURCE / "examples/cron/write-statistics.sh"
MONTHS = [f"2026-{month:02}" for month in range(1, 13)]
HALF_YEARS = ["2025-H1", "2025-H2", "2026-H1", "2026-H2"]


def values(path):
    with path.open(encoding="utf-8", newline="") as file:
        return {row["indicator"]: int(row["value"]) for row in csv.DictReader(file)}


class Cron(unittest.TestCase):
    def setUp(self):
        holder = tempfile.TemporaryDirectory(prefix="cron-")
        self.addCleanup(holder.cleanup)
        self.home = pathlib.Path(holder.name)
        self.store = self.home / "store.db"
        self.folder = self.home / "figures"
        self.environment = {**product.environment(self.home), "EHRENAMT": str(product.BIN / "ehrenamt"),
                            "EHRENAMT_STORE": str(self.store), "EHRENAMT_TODAY": "2027-01-01",
                            "EHRENAMT_TRIES": "2", "EHRENAMT_PAUSE": "0"}
        self.ehrenamt("init", "--contact-point", "Freiwilligenzentrum", "--municipality", "06413000",
                      "--today", "2026-01-02")
        for number, day in enumerate(["2026-01-31", "2026-02-01", "2026-06-30", "2026-07-01", "2026-12-31"]):
            self.ehrenamt("register-association", "--name", f"Verein {number}", "--municipality", "06413000",
                          "--today", day)

    def ehrenamt(self, *words):
        subprocess.run([self.environment["EHRENAMT"], *words, "-q"], env=self.environment, cwd=self.home, check=True,
                       capture_output=True)

    def script(self, *words, folder=None):
        return subprocess.run(["sh", str(SCRIPT), str(folder or self.folder), *words], env=self.environment,
                              cwd=self.home, capture_output=True, text=True, timeout=120, check=False)

    def quiet(self, *words):
        done = self.script(*words)
        self.assertEqual((done.returncode, done.stdout, done.stderr), (0, "", ""))

    def fails_with_one_line(self, done, status):
        self.assertEqual((done.returncode, done.stdout, done.stderr.count("\n")), (status, "", 1), done.stderr)

    def figures(self, period):
        return values(self.folder / f"statistik-{period}.csv")

    def test_a_year_of_files_adds_up_and_a_second_run_changes_nothing(self):
        calls = [("--month", month) for month in MONTHS] + [("--half-year", half) for half in HALF_YEARS]
        for call in [*calls, ("--year", "2026")]:
            self.quiet(*call)
        written = {path.name: path.read_bytes() for path in self.folder.iterdir()}
        self.assertEqual(len(written), 2 * 17)
        for call in calls:
            self.quiet(*call)
        self.assertEqual({path.name: path.read_bytes() for path in self.folder.iterdir()}, written)
        year = self.figures("2026")
        for key in year.keys() - {"associations"}:
            self.assertEqual(sum(self.figures(month)[key] for month in MONTHS), year[key], key)
            self.assertEqual(sum(self.figures(half)[key] for half in HALF_YEARS[2:]), year[key], key)
        self.assertEqual(set(self.figures("2025-H1").values()), {0})

    def test_new_associations_as_a_plain_count_of_the_table_has_them(self):
        with sqlite3.connect(self.store) as store:
            days = [day for day, in store.execute("SELECT recorded_on FROM association")]
        self.assertEqual(len(days), 5)
        for month in MONTHS:
            self.quiet("--month", month)
            self.assertEqual(self.figures(month)["associations_new"], sum(day.startswith(month) for day in days))
            self.assertEqual(self.figures(month)["associations"], sum(day[:7] <= month for day in days))

    def test_without_a_period_it_is_the_month_that_has_ended(self):
        self.quiet()
        self.assertEqual(sorted(path.name for path in self.folder.iterdir()),
                         ["statistik-2026-12.csv", "statistik-2026-12.json"])

    def test_a_locked_store_ends_with_11_and_leaves_no_file(self):
        lock = sqlite3.connect(self.store, isolation_level=None)
        self.addCleanup(lock.close)
        lock.execute("BEGIN EXCLUSIVE")
        self.fails_with_one_line(self.script(), 11)
        self.assertEqual(list(self.folder.iterdir()), [])
        lock.execute("ROLLBACK")
        self.quiet()

    def test_a_folder_that_cannot_be_and_a_wrong_call_fail_in_one_line(self):
        (self.home / "file").touch()
        self.fails_with_one_line(self.script(folder=self.home / "file" / "figures"), 1)
        self.fails_with_one_line(self.script("--month", "2026-13"), 2)
        self.fails_with_one_line(self.script("--month"), 2)


if __name__ == "__main__":
    unittest.main()
