# SPDX-License-Identifier: EUPL-1.2
"""Names that want to drive a terminal or a spreadsheet: whatever shows them, they are only text."""
import csv
import io
import json
import os
import pathlib
import pty
import re
import select
import sqlite3
import sys
import tempfile
import unittest

sys.path.insert(0, str(pathlib.Path(__file__).parent.parent / "support"))
import product  # noqa: E402 (the path comes first)

FORMULAS = ["=cmd|' /C calc'!A1", "+49 Verein", "-2+3 Verein", "-2+3 Verein Offenbach", "@SUM(1+9)", "\uff1d1+1 Verein"]
# Control characters do not get in by an import; somebody may still have written them into the file.
DRIVING = "\x1b]0;x\x07\x1b[31m \u202e\u2066 \x9b31m \x7f\r\x08"
HARMFUL = re.compile("[\x00-\x08\x0b-\x0c\x0e-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]|\r(?!\n)")


class Hostile(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        holder = tempfile.TemporaryDirectory()
        cls.addClassCleanup(holder.cleanup)
        cls.folder = pathlib.Path(holder.name)
        with (cls.folder / "names.csv").open("w", encoding="utf-8", newline="") as file:
            csv.writer(file).writerows([["name", "municipality"], *([name, "06413000"] for name in FORMULAS)])
        product.must("init", "--store", "s.db", *product.CONTACT_POINT, cwd=cls.folder)
        product.must("register-association", "--store", "s.db", "--from", "names.csv", cwd=cls.folder)
        db = sqlite3.connect(cls.folder / "s.db")
        db.execute("UPDATE association SET name = name || ?, seat = ?", (DRIVING, "=1+1" + DRIVING))
        db.execute("UPDATE contact_point SET name = name || ?", (DRIVING,))
        db.commit()
        db.close()
        cls.more_records()
        db = sqlite3.connect(cls.folder / "s.db")
        numbers = {table: [str(row[0] & ((1 << 35) - 1)) for row in db.execute(f"SELECT id FROM {table} ORDER BY id")]
                   for table in ("association", "offer")}
        cls.association, cls.offer = numbers["association"][0], numbers["offer"][0]
        db.close()

    @classmethod
    def more_records(cls):
        """What hangs on an association, with the same texts, and a list that nobody has read yet."""
        product.must("register-offer", "--store", "s.db", "--association", "2", "--title", "x", cwd=cls.folder)
        db = sqlite3.connect(cls.folder / "s.db")
        db.execute("UPDATE offer SET title = title || ?", (DRIVING,))
        db.commit()
        db.close()
        text = DRIVING.replace("\r", "")
        rows = [["name", "municipality", "postcode"], ["Verein" + text, "06413000", ""], ["gut", "0641" + text, ""],
                ["gut", "06413000", "\u202e630" + text], ["gut", "\u20660641\x85", "\u202e630"]]
        with (cls.folder / "driving.csv").open("w", encoding="utf-8", newline="") as file:
            csv.writer(file).writerows(rows)
        with (cls.folder / "headings.csv").open("w", encoding="utf-8", newline="") as file:
            csv.writer(file).writerows([["\u202ename", "name", "\x85x\u2066"], ["\u202e", "gut", "\u2066"]])

    def commands(self):
        yield ["list", "associations"]
        yield ["list", "offers"]
        yield ["list", "contact-points"]
        yield ["show", "offer", self.offer]
        yield ["show", "contact-point", "1"]
        yield ["show", "municipality", "06413000"]
        yield ["show", "change-set", "2"]
        yield ["find-duplicates"]
        yield ["export", "associations"]
        yield ["show", "association", self.association]
        yield ["status"]
        yield ["report-statistics", "--month", "2026-11"]
        yield ["verify-store"]
        yield ["log"]

    def on_terminal(self, words):
        child, terminal = pty.fork()
        if child == 0:
            os.chdir(self.folder)
            os.execve(str(product.BIN / "ehrenamt"), ["ehrenamt", *words], product.environment(self.folder))
        written = b""
        while select.select([terminal], [], [], 120)[0]:
            try:
                written += os.read(terminal, 65536)
            except OSError:  # how Linux says that the other side is gone
                break
        os.waitpid(child, 0)
        os.close(terminal)
        return written.decode("utf-8", errors="surrogateescape")

    def test_no_command_sends_a_control_character_to_a_terminal(self):
        shown = 0
        for words in self.commands():
            for form in ("table", "csv", "tsv", "json", "jsonl"):
                with self.subTest(words=words, form=form):
                    written = self.on_terminal([*words, "--no-color", "--progress", "never", "--store", "s.db", "--format",
                                                form])
                    self.assertEqual([hex(ord(c[0])) for c in HARMFUL.findall(written)], [], written)
                    shown += r"\x1b" in written or r"\u001b" in written
        self.assertGreater(shown, 40, "the texts are not shown at all")

    def test_nor_do_the_complaints_about_a_name(self):
        for words in (["survey-needs", "--association", DRIVING + "x", "--topic", DRIVING, "--persons", DRIVING],
                      ["show", "association", DRIVING], [DRIVING], ["list", "associations", "--format", DRIVING],
                      ["register-association", "--name", "x" + DRIVING, "--municipality", "0643" + DRIVING]):
            with self.subTest(words):
                written = self.on_terminal([*words, "--store", "s.db"])
                self.assertEqual([hex(ord(c[0])) for c in HARMFUL.findall(written)], [], written)
                self.assertIn("ehrenamt: ", written)

    def test_nor_does_the_verdict_on_a_file(self):
        for name in ("driving.csv", "headings.csv"):
            for form in ("table", "json"):
                with self.subTest(name=name, form=form):
                    written = self.on_terminal(["register-association", "--store", "s.db", "--from", name, "--dry-run",
                                                "-v", "--format", form, "--problems", f"{name}-{form}.json"])
                    self.assertEqual([hex(ord(c[0])) for c in HARMFUL.findall(written)], [], written)
                    self.assertIn("driving" if "driving" in name else "headings", written)

    def test_csv_holds_no_cell_that_a_spreadsheet_would_run(self):
        for more in ([], ["--dialect", "excel-de"]):
            done = product.must("list", "associations", "--store", "s.db", "--format", "csv", *more, cwd=self.folder)
            rows = list(csv.reader(io.StringIO(done.stdout.lstrip("\ufeff"), newline=""), delimiter=";" if more else ","))
            self.assertEqual(len(rows), 1 + len(FORMULAS))
            guarded = [cell for row in rows[1:] for cell in row if cell.startswith("'")]
            self.assertEqual(len(guarded), 2 * len(FORMULAS))
            for row in rows[1:]:
                for cell in row:
                    self.assertFalse(cell.lstrip(" ")[:1] in "=+-@\t\r\uff1d\uff0b\uff0d\uff20" and cell, cell)

    def test_the_guard_comes_off_again_and_json_never_has_one(self):
        with tempfile.TemporaryDirectory() as other:
            product.must("init", "--store", "t.db", *product.CONTACT_POINT, cwd=other)
            product.must("register-association", "--store", "t.db", "--from", str(self.folder / "names.csv"), cwd=other)
            listed = product.must("list", "associations", "--store", "t.db", "--format", "csv", cwd=other).stdout
            pathlib.Path(other, "listed.csv").write_text(listed, encoding="utf-8")
            again = product.must("register-association", "--store", "t.db", "--from", "listed.csv", "--format", "json",
                                 cwd=other)
            self.assertEqual(json.loads(again.stdout)["associations_same"], len(FORMULAS))
            rows = json.loads(product.must("list", "associations", "--store", "t.db", "--format", "json", cwd=other).stdout)
            self.assertEqual(sorted(row["name"] for row in rows), sorted(FORMULAS))


if __name__ == "__main__":
    unittest.main()
