# SPDX-License-Identifier: EUPL-1.2
"""An import that is killed or interrupted leaves the old state or the new one, nothing else."""
import random
import signal
import subprocess
import time
import unittest

import scenario
from scenario import FULL, IMPORT, product


class Killed(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.scene = scenario.Scenario()
        cls.addClassCleanup(cls.scene.holder.cleanup)

    def test_at_every_system_call_that_writes(self):
        seen = {"old": 0, "new": 0}
        for call, number, threads in self.scene.points(12):
            with self.subTest(call=call, number=number, threads=threads), self.scene.copy() as folder:
                done = scenario.inject(folder, call, f"signal=SIGKILL:when={number}", all_threads=threads)
                self.assertEqual(done.returncode, -signal.SIGKILL, done.stderr)
                state = self.scene.state(folder)
                self.assertIn(state, seen)
                self.assertEqual(self.scene.leftovers(folder, killed=True), [])
                seen[state] += 1
        self.assertTrue(seen["old"] and seen["new"], f"no kill before or after the commit: {seen}")

    def test_at_random_moments(self):
        chance = random.Random(20261122)
        begin = time.monotonic()
        with self.scene.copy() as folder:
            product.must(*IMPORT, cwd=folder)
        whole = time.monotonic() - begin
        for n in range(200 if FULL else 40):
            with self.subTest(n=n), self.scene.copy() as folder:
                self.stop_after(chance.uniform(0, whole), signal.SIGKILL, folder)
                self.assertIn(self.scene.state(folder), ("old", "new"))

    def test_ctrl_c_leaves_the_store_as_it_was(self):
        for call, number, threads in self.scene.points(12):
            if call != "pwrite64":
                continue
            with self.subTest(number=number, threads=threads), self.scene.copy() as folder:
                done = scenario.inject(folder, call, f"signal=SIGINT:when={number}", all_threads=threads)
                self.assertIn((done.returncode, self.scene.state(folder)), [(130, "old"), (0, "new")], done.stderr)
        chance, interrupted = random.Random(7), 0
        for n in range(40):
            with self.subTest(n=n), self.scene.copy() as folder:
                status = self.stop_after(chance.uniform(0, 0.3), signal.SIGINT, folder)
                # Before its first line the program dies of the signal itself: a shell shows 130 as well.
                expected = "new" if status == 0 else "old"
                self.assertIn(status, (0, 130, -signal.SIGINT))
                self.assertEqual(self.scene.state(folder), expected)
                interrupted += status != 0
        self.assertGreater(interrupted, 0)

    def stop_after(self, seconds, number, folder):
        process = subprocess.Popen([str(product.BIN / "ehrenamt"), *IMPORT], cwd=folder, env=product.environment(folder),
                                   stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, stdin=subprocess.DEVNULL)
        time.sleep(seconds)
        process.send_signal(number)
        return process.wait(60)


if __name__ == "__main__":
    unittest.main()
