# SPDX-License-Identifier: EUPL-1.2
"""The invented register: the same every time, and every row of it is accepted."""
import csv
import pathlib
import subprocess
import sys
import tempfile
import unittest

sys.path.insert(0, str(pathlib.Path(__file__).parent.parent / "support"))
import product  # noqa: E402 (the path comes first)

MAKE = [sys.executable, "-B", str(pathlib.Path(__file__).with_name("make_associations.py"))]


def made(*options):
    return subprocess.run([*MAKE, *options], capture_output=True, check=True).stdout


class Generator(unittest.TestCase):
    def test_the_same_arguments_give_the_same_bytes(self):
        arguments = ["--rows", "500", "--variants", "0.1"]
        self.assertEqual(made(*arguments, "--seed", "7"), made(*arguments, "--seed", "7"))
        self.assertNotEqual(made(*arguments, "--seed", "7"), made(*arguments, "--seed", "8"))

    def test_rows_have_keys_of_their_own_and_the_size_of_real_ones(self):
        data = made("--rows", "5000", "--variants", "0.05")
        rows = list(csv.DictReader(data.decode().splitlines()))
        self.assertEqual(len(rows), 5000)
        self.assertEqual(len({row["id"] for row in rows}), 5000)
        entries = [(row["registergericht_xjustiz"], row["vr_nummer"]) for row in rows if row["vr_nummer"]]
        self.assertEqual(len(set(entries)), len(entries))
        ids = {row["id"]: row for row in rows}
        variants = [row for row in rows if not row["vr_nummer"]]
        self.assertTrue(150 < len(variants) < 350, len(variants))
        for row in variants:
            self.assertNotEqual(row["name"], ids[row["id"].rpartition(".")[0]]["name"])
        self.assertTrue(130 < len(data) / 5000 < 170, len(data))
        with (product.SOURCE / "tests/data/register/vereine_he.csv").open(encoding="utf-8") as real:
            self.assertEqual(data.decode().splitlines()[0], real.readline().strip())

    def test_an_import_accepts_every_row(self):
        with tempfile.TemporaryDirectory() as folder:
            path = pathlib.Path(folder) / "invented.csv"
            path.write_bytes(made("--rows", "2000", "--variants", "0.1"))
            product.must("init", "--store", "s.db", *product.CONTACT_POINT, cwd=folder)
            done = product.must("register-association", "--store", "s.db", "--from", path, "--mapping",
                                "offeneregister", cwd=folder)
            self.assertIn("2,000 read, 2,000 accepted, 0 rejected", done.stdout)
            self.assertIn("2,000 new", done.stdout)


if __name__ == "__main__":
    unittest.main()
