# SPDX-License-Identifier: EUPL-1.2
"""Other solvers find the value that build-programme found: glpsol and cbc on the models of the Offenbach half-year,
both forms, every goal."""
import pathlib
import re
import subprocess
import sys
import tempfile
import unittest

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent.parent / "support"))
import product  # noqa: E402

EXAMPLE = product.SOURCE / "examples" / "offenbach"
STAGES = {1: "weighted_persons", 2: "associations_served", 3: "own_money_cents", 4: "grant_cents"}


def glpsol(model, folder):
    form = "--lp" if model.suffix == ".lp" else "--freemps"
    report = folder / "report.txt"
    subprocess.run(["glpsol", form, model, "-o", report], cwd=folder, capture_output=True, timeout=250, check=True)
    text = report.read_text()
    return "INTEGER OPTIMAL" in text, float(re.search(r"^Objective:.* = (\S+)", text, re.MULTILINE).group(1))


def cbc(model, folder):
    done = subprocess.run(["cbc", model, "solve"], cwd=folder, capture_output=True, text=True, timeout=250, check=True)
    value = re.search(r"^Objective value:\s+(\S+)", done.stdout, re.MULTILINE)
    return "Optimal solution found" in done.stdout, float(value.group(1))


class OtherSolvers(unittest.TestCase):
    """A model is to be believed because somebody else can solve it."""

    @classmethod
    def setUpClass(cls):
        cls.temporary = tempfile.TemporaryDirectory()
        cls.addClassCleanup(cls.temporary.cleanup)
        cls.folder = pathlib.Path(cls.temporary.name)
        day = {"EHRENAMT_TODAY": "2026-11-30", "EHRENAMT_STORE": str(cls.folder / "a.db")}
        for words in (["init", *product.CONTACT_POINT, "--area", "06438", "--budget", "2027=6000"],
                      ["register-association", "--from", EXAMPLE / "vereine_offenbach.csv", "--mapping", "offeneregister"],
                      ["open-survey", "--half-year", "2027-H1", "--closes", "2026-12-01"],
                      ["survey-needs", "--from", EXAMPLE / "antworten.csv"],
                      ["register-course", "--from", EXAMPLE / "kurse.csv"]):
            product.must(*words, cwd=cls.folder, extra=day)
        for stage in STAGES:
            for form in ("lp", "mps"):
                product.must("build-programme", "--half-year", "2027-H1", "--write-model", f"goal{stage}.{form}",
                             "--stage", stage, cwd=cls.folder, extra=day)

    def check_models(self, solve):
        for stage, goal in STAGES.items():
            for form in ("lp", "mps"):
                with self.subTest(goal=goal, form=form):
                    model = self.folder / f"goal{stage}.{form}"
                    head = model.read_text().split("\n")[:2]
                    self.assertIn(goal, head[0])
                    found = int(re.search(r"optimum found: (\d+)", head[1]).group(1))
                    self.assertGreater(found, 0)
                    turned = -1 if form == "mps" and stage <= 2 else 1
                    proven, value = solve(model, self.folder)
                    self.assertTrue(proven)
                    self.assertEqual(round(value, 4), turned * found)

    def test_glpsol(self):
        self.check_models(glpsol)

    def test_cbc(self):
        self.check_models(cbc)


if __name__ == "__main__":
    unittest.main()
