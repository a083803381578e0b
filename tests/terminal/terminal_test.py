# SPDX-License-Identifier: EUPL-1.2
"""What a terminal gets: no control character of a stored text, whatever the command, and lines that fit it."""
import fcntl
import json
import os
import pathlib
import pty
import re
import sqlite3
import struct
import subprocess
import sys
import tempfile
import termios
import unicodedata
import unittest

sys.path.insert(0, str(pathlib.Path(__file__).parent.parent / "support"))
import product  # noqa: E402 (the path comes first)

HOSTILE = "\x1b[31mRot\x07\x9b2J \u202eabc\u2066 weg\r\x1b]0;Titel\x07 Verein mit einem sehr langen Namen"
CONTROL = re.compile("[\x00-\x09\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")
# Columns that hold free text, in tables that some command shows.
TEXTS = {"association": ["name", "seat", "website"], "contact_point": ["name", "legal_basis"],
         "topic": ["name", "ue_evidence"], "known_contact_point": ["name", "area", "note"], "municipality": ["name"],
         "district": ["title"], "engagement_field": ["name_de", "name_en"], "court": ["name"],
         "change_set": ["command", "actor"], "course": ["title", "partner"], "venue": ["name"]}
WIDTH = 80


def on_terminal(words, folder):
    """What a terminal of 80 columns gets, standard error too."""
    master, slave = pty.openpty()
    fcntl.ioctl(slave, termios.TIOCSWINSZ, struct.pack("HHHH", 24, WIDTH, 0, 0))
    attributes = termios.tcgetattr(slave)
    attributes[1] &= ~termios.OPOST  # line ends as the program writes them
    termios.tcsetattr(slave, termios.TCSANOW, attributes)
    with subprocess.Popen([str(product.BIN / "ehrenamt"), *words], cwd=folder, stdin=subprocess.DEVNULL, stdout=slave,
                          stderr=slave, env=product.environment(folder)) as process:
        os.close(slave)
        pieces = []
        while True:
            try:
                piece = os.read(master, 65536)
            except OSError:  # the other end is closed
                break
            if not piece:
                break
            pieces.append(piece)
    os.close(master)
    return b"".join(pieces).decode("utf-8", "surrogateescape")


def cells(line):
    return sum(2 if unicodedata.east_asian_width(c) in "WF" else 1 for c in line)


class Terminal(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.holder = tempfile.TemporaryDirectory(prefix="terminal-")
        cls.addClassCleanup(cls.holder.cleanup)
        cls.folder = pathlib.Path(cls.holder.name)
        store = ["--store", "s.db"]
        product.must("init", *store, *product.CONTACT_POINT, cwd=cls.folder)
        for name in ("Chor", "Turnverein"):
            product.must("register-association", *store, "--name", name, "--municipality", "06413000", "--seat", "Ort",
                         cwd=cls.folder)
        db = sqlite3.connect(cls.folder / "s.db")
        for table, columns in TEXTS.items():
            for column in columns:  # not unique, or of one row: no statement fails
                db.execute(f"UPDATE {table} SET {column} = ?", (HOSTILE,))
        db.commit()
        db.close()
        described = product.must("--usage", "json", cwd=cls.folder).stdout
        cls.commands = {command["name"]: command for command in json.loads(described)["commands"]}

    def choices(self, command, name):
        return next(option["choices"] for option in self.commands[command]["options"] if option["names"] == [name])

    def lines(self):
        """Command lines that show what is stored."""
        for kind in self.choices("list", "KIND"):
            yield ["list", kind, "--columns", "all"]
            yield ["list", kind]
        yield from (["show", *words.split()] for words in ("association 2", "municipality 06413000", "topic buchfuehrung",
                                                           "field sport", "court M1114", "contact-point 1", "change-set 2"))
        yield ["amend-association", "2", "--email", "a@b.example", "--dry-run"]
        yield ["amend-association", "2", "--name", HOSTILE, "--dry-run"]
        yield ["list", "associations", "--where", "name=" + HOSTILE]
        yield ["list", "associations", "--columns", HOSTILE]
        for name, command in self.commands.items():
            if command["effect"] == "reads" and name not in ("list", "show", "export"):
                yield [name]

    def test_no_control_character_of_a_stored_text_gets_through(self):
        for words in self.lines():
            with self.subTest(words):
                seen = on_terminal([*words, "--store", "s.db", "--no-color", "--progress", "never"], self.folder)
                self.assertNotEqual(seen, "")
                self.assertIsNone(CONTROL.search(seen), repr(seen[:2000]))

    def test_the_texts_were_there_to_be_shown(self):
        seen = on_terminal(["list", "associations", "--columns", "name", "--store", "s.db", "--no-color"], self.folder)
        self.assertIn("\\x1b[31mRot\\x07\\xc2\\x9b2J", seen)

    def test_a_list_fits_eighty_columns(self):
        for kind in self.choices("list", "KIND"):
            with self.subTest(kind):
                seen = on_terminal(["list", kind, "--store", "s.db", "--no-color"], self.folder)
                self.assertEqual([line for line in seen.split("\n") if cells(line) > WIDTH], [])


if __name__ == "__main__":
    unittest.main()
