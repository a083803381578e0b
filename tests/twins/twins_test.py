# SPDX-License-Identifier: EUPL-1.2
"""One list in every way an office may save it gives one store; what is written is read back without a change."""
import itertools
import json
import pathlib
import sys
import tempfile
import unittest

sys.path.insert(0, str(pathlib.Path(__file__).parent.parent / "support"))
import product  # noqa: E402 (the path comes first)
import workbook  # noqa: E402

HEADINGS = ["Vereinsname", "AGS", "Registergericht", "VR-Nr.", "PLZ", "Ort", "Straße", "Telefon", "E-Mail", "Stand"]
# Every cell that a clerk's list may hold and a careless reader spoils.
ROWS = [
    ["Söhne & Töchter „Bürgel“ – 1888 e.V.", "06413000", "M1114", "0012", "63075", "Offenbach am Main", "Straße 1", "069 0012-30",
     "info@söhne.example", "31.10.2026"],
    ['Der "Chor", mit; allem | was\ttrennt', "06413000", "", "", "06313", "", "", "0049 69 12", "", "2026-10-31"],
    ["Zeile\numbrochen", "06412000", "", "", "", "", "Haus\r\nHof", "", "", ""],
    ["=2+3 Verein", "06412000", "", "", "", "", "", "+49 69 1", "", ""],
    ["'=schon bewacht", "06412000", "", "", "", "", "@Ecke", "-3 66", "", ""],
    ["'Zur Post' Stammtisch", "06412000", "", "", "", "", "'", "", "", ""],
    ["''doppelt", "06412000", "", "", "", "", "''=1", "", "", ""],
    ["Müllerei €uro", "06412000", "M1201", "1234567890123456789", "", "", "", "1e5 12", "", ""],
    ["0815", "06412000", "", "", "", "", "007", "000", "", ""],
]
DELIMITERS = {"semicolon": ";", "comma": ",", "tab": "\t", "bar": "|"}
# UTF-16 with its mark in front, as Excel and Notepad write it.
ENCODINGS = {"utf-8": ("", "utf-8"), "bom": ("\ufeff", "utf-8"), "cp1252": ("", "cp1252"),
             "utf-16-le": ("\ufeff", "utf-16-le"), "utf-16-be": ("\ufeff", "utf-16-be")}


def guarded(cell):
    """As a careful program writes a cell that a spreadsheet would run."""
    return "'" + cell if cell.lstrip("'")[:1] in tuple("=+-@\t\r") and cell.lstrip("'") else cell


def text_of(rows, delimiter, line_end):
    def cell(text):
        return '"' + text.replace('"', '""') + '"' if any(c in text for c in '"\r\n' + delimiter) else text
    return "".join(delimiter.join(cell(guarded(c)) for c in row) + line_end for row in rows)


class Twins(unittest.TestCase):
    def setUp(self):
        holder = tempfile.TemporaryDirectory(prefix="twins-")
        self.addCleanup(holder.cleanup)
        self.folder = pathlib.Path(holder.name)
        product.must("init", "--store", "empty.db", *product.CONTACT_POINT, cwd=self.folder)

    def new_store(self):
        (self.folder / "s.db").write_bytes((self.folder / "empty.db").read_bytes())
        (self.folder / "s.db").chmod(0o600)

    def read(self, name):
        done = product.must("register-association", "--store", "s.db", "--from", name, "--format", "json",
                            cwd=self.folder)
        return json.loads(done.stdout)

    def counts(self, name):
        summary = self.read(name)
        return [summary[f"associations_{what}"] for what in ("new", "changed", "same")] + [summary["rows_rejected"]]

    def write_twins(self):
        """The names of the files."""
        rows = [HEADINGS, *ROWS]
        for (delimiter, sign), (encoding, (mark, codec)), end in itertools.product(
                DELIMITERS.items(), ENCODINGS.items(), ["\n", "\r\n", "\r"]):
            name = f"{delimiter}-{encoding}-{len(end)}{ord(end[0])}.csv"
            (self.folder / name).write_bytes((mark + text_of(rows, sign, end)).encode(codec))
            yield name
        workbook.write(self.folder / "twin.xlsx", rows)
        yield "twin.xlsx"
        records = [dict(zip(HEADINGS, row)) for row in ROWS]
        (self.folder / "twin.json").write_text(json.dumps(records, indent=1), encoding="utf-8")
        yield "twin.json"
        lines = "".join(json.dumps(record, ensure_ascii=False) + "\n" for record in records)
        (self.folder / "twin.jsonl").write_text(lines, encoding="utf-8")
        yield "twin.jsonl"

    def test_every_twin_gives_the_same_store(self):
        stores = {}
        for name in self.write_twins():
            with self.subTest(name):
                self.new_store()
                self.assertEqual(self.counts(name), [len(ROWS), 0, 0, 0])
                stores[name] = product.content(self.folder / "s.db")
                self.assertEqual(stores[name], stores["semicolon-utf-8-110.csv"])
        self.assertEqual(len(stores), 4 * 5 * 3 + 3)

    def test_no_twin_changes_what_another_brought(self):
        self.new_store()
        self.read("twin.xlsx" if (self.folder / "twin.xlsx").exists() else next(self.write_twins()))
        before = product.content(self.folder / "s.db")["association"]
        for name in self.write_twins():
            with self.subTest(name):
                self.assertEqual(self.counts(name), [0, 0, len(ROWS), 0])
        self.assertEqual(product.content(self.folder / "s.db")["association"], before)

    def test_what_is_written_comes_back_without_a_change(self):
        self.new_store()
        list(self.write_twins())
        self.read("twin.xlsx")
        before = product.content(self.folder / "s.db")["association"]
        for number, (words, ending) in enumerate(itertools.product(
                (["export", "associations"], ["list", "associations", "--columns", "id,name,municipality,street,phone"]),
                ("csv", "tsv", "xlsx", "json", "jsonl", "excel-de.csv"))):
            name = f"written{number}.{ending}"
            more = ["--dialect", "excel-de"] if "excel-de" in ending else []
            with self.subTest(words=words, ending=ending):
                product.must(*words, *more, "--store", "s.db", "-o", name, cwd=self.folder)
                self.assertEqual(self.counts(name), [0, 0, len(ROWS), 0])
        self.assertEqual(product.content(self.folder / "s.db")["association"], before)

    def test_names_are_kept_as_they_were_meant(self):
        self.new_store()
        list(self.write_twins())
        self.read("bar-utf-16-be-213.csv")
        listed = product.must("list", "associations", "--store", "s.db", "--format", "json", cwd=self.folder).stdout
        meant = [" ".join(row[0].split()) for row in ROWS]
        self.assertEqual(sorted(row["name"] for row in json.loads(listed)), sorted(meant))


if __name__ == "__main__":
    unittest.main()
