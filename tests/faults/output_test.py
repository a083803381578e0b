# SPDX-License-Identifier: EUPL-1.2
"""Nowhere to print to: one line, exit 1, the store as before; never exit 0 with the answer lost."""
import unittest

import scenario
from scenario import IMPORT, product


class Output(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.scene = scenario.Scenario()
        cls.addClassCleanup(cls.scene.holder.cleanup)

    def run_with(self, redirection, words, folder):
        """As a shell runs it, with its stdout sent elsewhere."""
        return product.run(*words, cwd=folder, under=["sh", "-c", f'exec "$@" {redirection}', "sh"])

    def check(self, redirection):
        for words, name in [(IMPORT, "a writing command"), (["show-demand", "--store", "store.db"], "a reading command"),
                            (["status", "--store", "store.db"], "status"), (["--help"], "help")]:
            with self.subTest(name), self.scene.copy() as folder:
                done = self.run_with(redirection, words, folder)
                self.assertEqual(done.returncode, 1, done.stderr)
                self.assertEqual(done.stderr.count("\n"), 1, done.stderr)
                self.assertEqual(self.scene.state(folder), "old")

    def test_a_backup_or_store_that_cannot_be_told_of_is_not_made(self):
        for overwrite in ([], ["--overwrite"]):
            with self.subTest(overwrite), self.scene.copy() as folder:
                product.must("backup", "--store", "store.db", "good.db", cwd=folder)
                before = {p.name: p.read_bytes() for p in folder.iterdir()}
                for words in (["backup", "--store", "store.db", "good.db" if overwrite else "new.db", *overwrite],
                              ["restore", "good.db", "--store", "store.db" if overwrite else "new.db", *overwrite]):
                    done = self.run_with(">/dev/full", words, folder)
                    self.assertEqual((done.returncode, done.stderr.count("\n")), (1, 1), done.stderr)
                    self.assertIn("nothing was changed", done.stderr)
                    self.assertEqual({p.name: p.read_bytes() for p in folder.iterdir()}, before, words)

    def test_a_closed_output(self):
        self.check(">&-")

    def test_a_full_output(self):
        self.check(">/dev/full")

    def test_a_reader_that_went_away(self):
        with self.scene.copy() as folder:
            done = product.run(*IMPORT, cwd=folder, under=["sh", "-c", '"$@" | true; exit 0', "sh"])
            self.assertIn(self.scene.state(folder), ("old", "new"))
            self.assertNotIn("terminate", done.stderr)


if __name__ == "__main__":
    unittest.main()
