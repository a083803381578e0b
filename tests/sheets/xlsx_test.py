# SPDX-License-Identifier: EUPL-1.2
"""What `export` writes as .xlsx, read by Python's own zip and XML: types, look, the same bytes, nothing that runs."""
import pathlib
import re
import sys
import tempfile
import unittest
import xml.etree.ElementTree as xml
import zipfile

sys.path.insert(0, str(pathlib.Path(__file__).parent.parent / "support"))
import product  # noqa: E402 (the path comes first)

MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
LIST = """name,municipality,register_court,register_number,postcode,phone,source,external_id,source_date
"=2+3 & ""Söhne"" <Chor>",06413000,M1114,007,06311,0049 69 12,liste,0815,2026-10-31
+49 Freunde,06412000,,,,,,,
@Verein,06412000,,,,,,,
"""


def cells(path):
    """{'A1': (type, text or number, style)} of the first sheet."""
    with zipfile.ZipFile(path) as book:
        sheet = xml.fromstring(book.read("xl/worksheets/sheet1.xml"))
    found = {}
    for cell in sheet.iter(f"{MAIN}c"):
        text = "".join(t.text or "" for t in cell.iter(f"{MAIN}t"))
        value = cell.find(f"{MAIN}v")
        found[cell.get("r")] = (cell.get("t"), text if value is None else value.text, cell.get("s"))
    return sheet, found


class Sheets(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.holder = tempfile.TemporaryDirectory(prefix="sheets-")
        cls.addClassCleanup(cls.holder.cleanup)
        cls.folder = pathlib.Path(cls.holder.name)
        (cls.folder / "liste.csv").write_text(LIST, encoding="utf-8")
        cls.run_in(["init", "--store", "s.db", *product.CONTACT_POINT])
        cls.run_in(["register-association", "--store", "s.db", "--from", "liste.csv"])

    @classmethod
    def run_in(cls, words, status=0, **environment):
        done = product.run(*words, cwd=cls.folder, **environment)
        assert done.returncode == status, done.stderr
        return done

    def export(self, name, kind="associations", *words, **environment):
        self.run_in(["export", kind, "--store", "s.db", "-o", name, *words], **environment)
        return self.folder / name

    def test_texts_are_texts_and_days_are_days(self):
        _, found = cells(self.export("types.xlsx"))
        by_heading = {found[f"{column}1"][1]: found.get(f"{column}2") for column in "ABCDEFGHIJKLMNOPQRSTU"}
        for heading, text in [("name", '=2+3 & "Söhne" <Chor>'), ("municipality", "06413000"), ("register_number", "007"),
                              ("postcode", "06311"), ("phone", "0049 69 12"), ("external_id", "0815")]:
            self.assertEqual(by_heading[heading][:2], ("inlineStr", text), heading)
        self.assertEqual(by_heading["source_date"][:2], (None, "46326"))  # 2026-10-31 as a spreadsheet counts
        self.assertIsNotNone(by_heading["source_date"][2])

    def test_numbers_amounts_and_yes_or_no_have_their_types(self):
        _, found = cells(self.export("municipalities.xlsx", "municipalities"))
        self.assertEqual([found["E1"][1], found["E2"][0]], ["inhabitants", None])
        self.assertGreater(float(found["E2"][1]), 1000)
        _, found = cells(self.export("courts.xlsx", "courts"))
        self.assertEqual(found["C2"][0], "b")

    def test_nothing_is_a_formula(self):
        sheet, _ = cells(self.export("formulas.xlsx"))
        self.assertEqual(list(sheet.iter(f"{MAIN}f")), [])
        with zipfile.ZipFile(self.folder / "formulas.xlsx") as book:
            self.assertEqual([name for name in book.namelist() if "vba" in name or "external" in name], [])

    def test_the_headings_stay_and_filter_and_columns_are_wide_enough(self):
        sheet, _ = cells(self.export("look.xlsx"))
        pane = next(sheet.iter(f"{MAIN}pane"))
        self.assertEqual((pane.get("ySplit"), pane.get("state")), ("1", "frozen"))
        self.assertRegex(next(sheet.iter(f"{MAIN}autoFilter")).get("ref"), r"^A1:[A-Z]+4$")
        self.assertGreater(float(list(sheet.iter(f"{MAIN}col"))[1].get("width")), len('=2+3 & "Söhne" <Chor>'))

    def test_the_same_records_give_the_same_bytes(self):
        first = self.export("first.xlsx").read_bytes()
        second = self.export("second.xlsx", "associations", extra={"TZ": "Pacific/Auckland"}).read_bytes()
        self.assertEqual(first, second)

    def test_an_existing_file_is_kept_and_nothing_else_is_left(self):
        path = self.export("kept.xlsx")
        before = path.read_bytes()
        done = self.run_in(["export", "topics", "--store", "s.db", "-o", "kept.xlsx"], status=1)
        self.assertIn("--overwrite", done.stderr)
        self.assertEqual(path.read_bytes(), before)
        self.export("kept.xlsx", "topics", "--overwrite")
        self.assertNotEqual(path.read_bytes(), before)
        self.assertEqual([p.name for p in self.folder.iterdir() if re.search(r"tmp|^\.", p.name)], [])


if __name__ == "__main__":
    unittest.main()
