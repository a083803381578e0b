# SPDX-License-Identifier: EUPL-1.2
"""A merge of many that is killed leaves all of them as they were or all of them merged, nothing in between."""
import signal
import unittest

import scenario
from scenario import product


class MergeKilled(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.scene = scenario.MergeScenario()
        cls.addClassCleanup(cls.scene.holder.cleanup)

    def test_at_every_system_call_that_writes(self):
        seen = {"old": 0, "new": 0}
        for call, number, threads in self.scene.points(8):
            with self.subTest(call=call, number=number, threads=threads), self.scene.copy() as folder:
                done = scenario.inject(folder, call, f"signal=SIGKILL:when={number}", command=self.scene.command,
                                       all_threads=threads)
                self.assertEqual(done.returncode, -signal.SIGKILL, done.stderr)
                state = self.scene.state(folder)
                self.assertIn(state, seen)
                self.assertEqual(self.scene.leftovers(folder, killed=True), [])
                seen[state] += 1
        self.assertTrue(seen["old"] and seen["new"], f"no kill before or after the commit: {seen}")

    def test_the_same_file_again_after_a_kill_finishes_the_work(self):
        with self.scene.copy() as folder:
            scenario.inject(folder, "pwrite64", "signal=SIGKILL:when=2", command=self.scene.command)
            product.must(*self.scene.command, cwd=folder)
            self.assertEqual(self.scene.state(folder), "new")


if __name__ == "__main__":
    unittest.main()
