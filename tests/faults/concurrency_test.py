# SPDX-License-Identifier: EUPL-1.2
"""Several writers at one store: each one's rows are there, once; who cannot wait that long says so and exits 11."""
import json
import sqlite3
import subprocess
import unittest

import scenario
from scenario import FULL, IMPORT, product

ROUNDS = 20 if FULL else 2
WAIT = ["--config", "patient.toml"]  # a busy machine may need longer than the usual ten seconds


class Concurrency(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.scene = scenario.Scenario()
        cls.addClassCleanup(cls.scene.holder.cleanup)
        header, *rows = (cls.scene.base / "import.csv").read_text(encoding="utf-8").splitlines(keepends=True)
        for number in range(4):
            part = header + "".join(rows[number::4])
            (cls.scene.base / f"part{number}.csv").write_text(part, encoding="utf-8")
        for name, seconds in (("patient.toml", 240), ("hasty.toml", 0)):
            (cls.scene.base / name).write_text(f"wait_seconds = {seconds}\n", encoding="utf-8")

    def at_once(self, folder, commands):
        """[(exit status, output)] of commands that are started together."""
        running = [subprocess.Popen([str(product.BIN / "ehrenamt"), *words], cwd=folder, env=product.environment(folder),
                                    stdout=subprocess.PIPE, stderr=subprocess.STDOUT, stdin=subprocess.DEVNULL,
                                    text=True) for words in commands]
        texts = [process.communicate(timeout=300)[0] for process in running]
        return [(process.returncode, text) for process, text in zip(running, texts)]

    def rows(self, folder, statement):
        db = sqlite3.connect(f"file:{folder / 'store.db'}?mode=ro", uri=True)
        try:
            return db.execute(statement).fetchall()
        finally:
            db.close()

    def check_sound(self, folder, associations):
        product.must("verify-store", "--store", "store.db", cwd=folder)
        self.assertEqual(self.rows(folder, "SELECT count(*), count(DISTINCT id) FROM association"),
                         [(associations, associations)])
        numbers = [number for number, in self.rows(folder, "SELECT id FROM change_set ORDER BY id")]
        self.assertEqual(numbers, list(range(1, len(numbers) + 1)))

    def of_part(self, number):
        return [word if word != "import.csv" else f"part{number}.csv" for word in IMPORT]

    def test_the_same_file_twice_at_once_is_read_once(self):
        for n in range(ROUNDS):
            with self.subTest(n=n), self.scene.copy() as folder:
                done = self.at_once(folder, [[*WAIT, *IMPORT, "--format", "json"]] * 2)
                self.assertEqual([status for status, _ in done], [0, 0], done)
                new = sorted(json.loads(text)["associations_new"] for _, text in done)
                self.assertEqual(new, [0, scenario.ROWS], done)
                self.check_sound(folder, scenario.ROWS)
                self.assertEqual(self.scene.state(folder), "new")

    def test_parts_of_a_file_at_once_lose_nothing(self):
        for n in range(ROUNDS):
            with self.subTest(n=n), self.scene.copy() as folder:
                done = self.at_once(folder, [[*WAIT, *self.of_part(number)] for number in range(4)])
                self.assertEqual([status for status, _ in done], [0] * 4, done)
                self.check_sound(folder, scenario.ROWS)

    def test_eight_writers_of_different_kinds(self):
        for n in range(ROUNDS):
            with self.subTest(n=n), self.scene.copy() as folder:
                named = [["register-association", "--store", "store.db", "--name", f"Neuer Verein {i}",
                          "--municipality", "06413000"] for i in range(2)]
                others = [["open-survey", "--store", "store.db", "--half-year", "2027-H1", "--closes", "2026-12-15"],
                          ["backup", "--store", "store.db", "copy.db"]]
                parts = [self.of_part(number) for number in range(4)]
                done = self.at_once(folder, [[*WAIT, *words] for words in [*named, *others, *parts]])
                self.assertEqual([status for status, _ in done], [0] * 8, done)
                self.check_sound(folder, scenario.ROWS + 2)
                self.assertEqual(len(self.rows(folder, "SELECT 1 FROM change_set")), 8)  # init and seven of these
                product.must("verify-store", "--store", "copy.db", cwd=folder)

    def test_who_cannot_wait_exits_11_and_changes_nothing(self):
        with self.scene.copy() as folder:
            db = sqlite3.connect(folder / "store.db", isolation_level=None)
            self.addCleanup(db.close)
            db.execute("BEGIN IMMEDIATE")
            done = product.run("--config", "hasty.toml", *IMPORT, cwd=folder)
            self.assertEqual((done.returncode, done.stderr.count("\n")), (11, 1), done.stderr)
            # Who only reads need not wait for one who writes.
            product.must("--config", "hasty.toml", "list", "associations", "--store", "store.db", cwd=folder)
            db.execute("ROLLBACK")
            self.assertEqual((self.scene.state(folder), self.scene.leftovers(folder, killed=True)), ("old", []))

    def test_a_writer_waits_for_the_one_before(self):
        with self.scene.copy() as folder:
            db = sqlite3.connect(folder / "store.db", isolation_level=None, check_same_thread=False)
            self.addCleanup(db.close)
            db.execute("BEGIN IMMEDIATE")
            process = subprocess.Popen([str(product.BIN / "ehrenamt"), *WAIT, *IMPORT], cwd=folder,
                                       env=product.environment(folder), stdout=subprocess.DEVNULL)
            with self.assertRaises(subprocess.TimeoutExpired):
                process.wait(1)
            db.execute("ROLLBACK")
            self.assertEqual(process.wait(120), 0)
            self.assertEqual(self.scene.state(folder), "new")


if __name__ == "__main__":
    unittest.main()
