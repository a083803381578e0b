# SPDX-License-Identifier: EUPL-1.2
"""The page runner itself: a page that is wrong in any way must fail."""
import pathlib
import subprocess
import sys
import tempfile
import unittest

RUNNER = pathlib.Path(__file__).with_name("transcript.py")


def run(page, *options):
    """The runner's exit status, its output, and the page afterwards."""
    with tempfile.TemporaryDirectory() as name:
        path = pathlib.Path(name) / "page.md"
        path.write_text(page, encoding="utf-8")
        done = subprocess.run([sys.executable, "-B", str(RUNNER), "--bin", name, "--source", name, *options, str(path)],
                              capture_output=True, text=True, check=False)
        return done.returncode, done.stdout + done.stderr, path.read_text(encoding="utf-8")


class Pages(unittest.TestCase):
    def passes(self, page):
        status, output, _ = run(page)
        self.assertEqual(status, 0, output)

    def fails(self, page, *parts):
        status, output, _ = run(page)
        self.assertEqual(status, 1, output)
        for part in parts:
            self.assertIn(part, output)

    def test_output_status_and_files_are_as_written(self):
        self.passes("```file in/x.csv\na,b\n```\n\n    $ cat in/x.csv; echo oops >&2; exit 3\n    a,b\n    oops\n    [3]\n")

    def test_a_command_goes_on_in_the_next_line(self):
        self.passes("    $ echo one &&\n    > echo two\n    one\n    two\n")

    def test_an_empty_line_inside_an_output_counts(self):
        self.passes("    $ printf 'a\\n\\nb\\n'\n    a\n\n    b\n\n    $ true\n")
        self.fails("    $ printf 'a\\nb\\n'\n    a\n\n    b\n")

    def test_placeholders_stand_for_what_changes(self):
        self.passes("    $ echo 0123abcd in 0.25 s by $EHRENAMT_USER\n    <hash> in <seconds> s by <any>\n")
        self.fails("    $ echo 0123wxyz\n    <hash>\n")

    def test_the_environment_is_fixed(self):
        self.passes("    $ echo $EHRENAMT_TODAY $EHRENAMT_LANG $TZ ${EHRENAMT_STORE-none}; ls; pwd\n"
                    "    2026-11-22 en UTC none\n    <folder>\n")

    def test_another_output_fails_and_shows_page_line_and_difference(self):
        self.fails("text\n\n    $ echo new\n    old\n", "page.md:3: $ echo new", "-old", "+new")

    def test_missing_and_unexpected_output_fail(self):
        self.fails("    $ true\n    old\n", "-old")
        self.fails("    $ echo new\n", "+new")
        self.fails("    $ echo new >&2\n", "+new")

    def test_another_status_fails(self):
        self.fails("    $ exit 4\n", "-[0]", "+[4]")
        self.fails("    $ true\n    [1]\n", "-[1]", "+[0]")

    def test_a_missing_newline_at_the_end_is_seen(self):
        self.fails("    $ printf a\n    a\n", "+<no newline>")

    def test_a_page_that_runs_nothing_fails(self):
        self.fails("only prose\n")
        self.fails("```\n    $ true\n", "line 1")

    def test_a_command_that_hangs_fails(self):
        status, output, _ = run("    $ sleep 5\n", "--timeout", "0.2")
        self.assertEqual(status, 1)
        self.assertIn("still running", output)

    def test_update_writes_the_output_and_keeps_what_fits(self):
        status, _, page = run("a\n\n    $ echo 0123abcd; echo new; exit 2\n    <hash>\n    old\n\nb\n", "--update")
        self.assertEqual(status, 0)
        self.assertEqual(page, "a\n\n    $ echo 0123abcd; echo new; exit 2\n    <hash>\n    new\n    [2]\n\nb\n")


if __name__ == "__main__":
    unittest.main()
