# SPDX-License-Identifier: EUPL-1.2
"""A single flipped bit that changes what a row says, or that keeps the store from being read, is always found."""
import random
import sqlite3
import unittest

import scenario
from scenario import FULL, IMPORT, product

FLIPS = 1000 if FULL else 150


class Bitflip(unittest.TestCase):
    def test_verify_store_finds_every_flip_that_changes_content(self):
        scene = scenario.Scenario()
        self.addCleanup(scene.holder.cleanup)
        chance, changing, missed = random.Random(1), 0, []
        with scene.copy() as folder:
            product.must(*IMPORT, cwd=folder)
            store = folder / "store.db"
            whole, before = store.read_bytes(), product.content(store)
            while changing < FLIPS:
                bit = chance.randrange(8 * len(whole))
                damaged = bytearray(whole)
                damaged[bit // 8] ^= 1 << bit % 8
                store.write_bytes(damaged)
                if not self.changed(store, before):
                    continue
                changing += 1
                done = product.run("verify-store", "--store", "store.db", cwd=folder)
                if done.returncode not in (1, 4) or not done.stdout + done.stderr:
                    missed.append((bit, done.returncode, done.stderr))
        self.assertEqual(missed, [], f"{len(missed)} of {changing} flips")

    def changed(self, store, before):
        try:
            return product.content(store) != before
        except (sqlite3.Error, UnicodeDecodeError):  # the latter where the text of an error is damaged
            return True


if __name__ == "__main__":
    unittest.main()
