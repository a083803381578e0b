# SPDX-License-Identifier: EUPL-1.2
"""Memory that runs out anywhere: exit 1 and the store as before, or all is done; never a crash."""
import os
import unittest

import scenario
from scenario import FULL, IMPORT, product, spread

SHIM = os.environ.get("EHRENAMT_TEST_MALLOC", "")


class Memory(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.scene = scenario.Scenario()
        cls.addClassCleanup(cls.scene.holder.cleanup)

    def run_with(self, folder, **variables):
        return product.run(*IMPORT, cwd=folder, extra={"LD_PRELOAD": SHIM, **variables})

    def test_a_refused_request_never_crashes(self):
        with self.scene.copy() as folder:
            counted = folder.parent / "count"
            done = self.run_with(folder, FAIL_COUNT=str(counted))
            self.assertEqual(done.returncode, 0, done.stderr)
            count = int(counted.read_text())
        failed = 0
        for number in self.points(count):
            for later in ({}, {"FAIL_ALL": "1"}):
                with self.subTest(number=number, of=count, later=later), self.scene.copy() as folder:
                    done = self.run_with(folder, FAIL_AT=str(number), **later)
                    self.assertIn((done.returncode, self.scene.state(folder)), [(1, "old"), (0, "new")], done.stderr)
                    self.assertEqual(self.scene.leftovers(folder, killed=True), [])
                    failed += done.returncode
        self.assertGreater(failed, 50)

    def points(self, count):
        """The first requests one by one (start-up), the others spread."""
        first = 500 if FULL else 60
        return sorted({*range(1, first + 1), *spread(count, 40)} if not FULL
                      else {*range(1, first + 1), *range(1, count + 1, max(1, count // 500))})


if __name__ == "__main__":
    unittest.main()
