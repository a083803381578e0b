# SPDX-License-Identifier: EUPL-1.2
"""The quickstart gives the same files every time, and those that are committed in expected/.

    quickstart_test.py --update     writes expected/ anew, for a person to read before it is committed
"""
import difflib
import pathlib
import shutil
import subprocess
import sys
import tempfile
import unittest

sys.path.insert(0, str(pathlib.Path(__file__).parent.parent / "support"))
import product  # noqa: E402 (the path comes first)

EXPECTED = pathlib.Path(__file__).with_name("expected")
# The store and the solver's model are compared between two runs only.
NOT_COMMITTED = {"ehrenamt.db", "ehrenamt.db-journal", "modell.lp", "made-by-quickstart"}


def play(folder):
    """Runs the quickstart into the folder, as a user would; what it prints goes to ausgabe.txt there."""
    home = folder.parent
    env = {**product.environment(home), "EHRENAMT_PROGRAM": str(product.BIN / "ehrenamt"), "EHRENAMT_LANG": "de"}
    done = subprocess.run(["sh", str(product.SOURCE / "examples/quickstart.sh"), str(folder)], cwd=home, env=env,
                          stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True,
                          timeout=280, check=False)
    if done.returncode != 0:
        raise AssertionError(f"exit {done.returncode}\n{done.stdout[-2000:]}")
    (folder / "ausgabe.txt").write_text(done.stdout.replace(str(folder), "<folder>"), encoding="utf-8")


def readable(path):
    """A file's text; a PDF's as pdftotext lays it out."""
    if path.suffix != ".pdf":
        return path.read_text(encoding="utf-8")
    return subprocess.run(["pdftotext", "-layout", str(path), "-"], capture_output=True, text=True, check=True).stdout


def committed(folder):
    """{name in expected/: text} of a run's files."""
    return {path.name + (".txt" if path.suffix == ".pdf" else ""): readable(path)
            for path in folder.iterdir() if path.name not in NOT_COMMITTED}


class Quickstart(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        holder = tempfile.TemporaryDirectory(prefix="quickstart-")
        cls.addClassCleanup(holder.cleanup)
        cls.runs = [pathlib.Path(holder.name) / name / "results" for name in ("one", "two")]
        for run in cls.runs:
            run.parent.mkdir()
            play(run)

    def test_two_runs_give_the_same_bytes(self):
        one, two = ({p.name: p.read_bytes() for p in run.iterdir()} for run in self.runs)
        self.assertEqual(sorted(one), sorted(two))
        self.assertEqual([name for name in one if one[name] != two[name]], [])

    def test_the_files_are_as_committed(self):
        self.maxDiff = None
        actual = committed(self.runs[0])
        self.assertEqual(sorted(actual), sorted(p.name for p in EXPECTED.iterdir()))
        for name, text in sorted(actual.items()):
            with self.subTest(name):
                wanted = (EXPECTED / name).read_text(encoding="utf-8")
                diff = difflib.unified_diff(wanted.split("\n"), text.split("\n"), "expected", "actual", lineterm="", n=1)
                self.assertEqual(list(diff)[:40], [])


def update():
    with tempfile.TemporaryDirectory(prefix="quickstart-") as name:
        results = pathlib.Path(name) / "results"
        play(results)
        shutil.rmtree(EXPECTED, ignore_errors=True)
        EXPECTED.mkdir()
        for file, text in committed(results).items():
            (EXPECTED / file).write_text(text, encoding="utf-8")


if __name__ == "__main__":
    if sys.argv[1:] == ["--update"]:
        update()
    else:
        unittest.main()
