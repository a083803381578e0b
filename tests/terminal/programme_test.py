# SPDX-License-Identifier: EUPL-1.2
"""Ctrl-C while a programme is looked for: the best so far with its gap comes out, and the store stays as it was."""
import json
import pathlib
import subprocess
import sys
import tempfile
import unittest

sys.path.insert(0, str(pathlib.Path(__file__).parent.parent / "support"))
import product  # noqa: E402 (the path comes first)
import progress_test  # noqa: E402

# Many courses for few topics: too many ways to put them together to be through at once.
LIST = ["--seed", "1", "--courses", "220", "--associations", "300", "--topics", "4"]


class Interrupted(unittest.TestCase):
    on_terminal = progress_test.Progress.on_terminal

    @classmethod
    def setUpClass(cls):
        holder = tempfile.TemporaryDirectory(prefix="programme-")
        cls.addClassCleanup(holder.cleanup)
        cls.folder = pathlib.Path(holder.name)
        make = product.SOURCE / "tests/bench/make_programme.py"
        subprocess.run([sys.executable, "-B", str(make), *LIST, str(cls.folder)], check=True)
        for words in (["init", *product.CONTACT_POINT, "--area", "06438", "--budget", "2027=8000"],
                      ["register-association", "--from", "vereine.csv"],
                      ["open-survey", "--half-year", "2027-H1", "--closes", "2026-12-20"],
                      ["survey-needs", "--from", "antworten.csv"],
                      ["register-course", "--from", "kurse.csv"]):
            product.must(*words, "-q", "--store", "a.db", cwd=cls.folder)

    def store(self):
        return (self.folder / "a.db").read_bytes()

    def test_the_best_so_far_with_its_gap_and_nothing_written(self):
        before = self.store()
        status, written = self.on_terminal("build-programme", "--store", "a.db", "--half-year", "2027-H1",
                                           when=b"looking for the best programme", send=b"\x03")
        lines = [line for line in progress_test.screen(written) if line]
        self.assertEqual(status, 130, written)
        self.assertRegex(lines[0], r"^the best programme for 2027-H1 that was found so far: \d+ of 220 courses$")
        self.assertRegex(lines[1], r"^stopped: at most [\d,]+ weighted persons more could be served \(gap [\d,.]+ %\)$")
        self.assertEqual(lines[-1], "ehrenamt: interrupted; nothing was written. With --time-limit the best so far is kept")
        self.assertEqual(self.store(), before)

    def test_time_limit_keeps_the_best_so_far_and_says_so(self):
        done = product.run("build-programme", "--store", "a.db", "--half-year", "2027-H1", "--time-limit", "1", "--format",
                           "json", "--dry-run", cwd=self.folder)
        result = json.loads(done.stdout)
        self.assertEqual((done.returncode, result["status"], result["interrupted"]), (0, "limit", False))
        self.assertGreaterEqual(result["bound_weighted_persons"], result["programme"]["weighted_persons"])
        self.assertNotIn("\r", done.stderr)

    def test_no_line_of_progress_in_cron(self):
        done = product.run("build-programme", "--store", "a.db", "--half-year", "2027-H1", "--time-limit", "1", "-q",
                           "--dry-run", cwd=self.folder)
        self.assertEqual((done.returncode, done.stdout, done.stderr), (0, "", ""))


if __name__ == "__main__":
    unittest.main()
