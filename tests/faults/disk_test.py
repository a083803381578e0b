# SPDX-License-Identifier: EUPL-1.2
"""A disk that is full or broken: one clear line, exit 1, the store as before, no file left behind."""
import contextlib
import os
import resource
import shutil
import subprocess
import unittest

import scenario
from scenario import IMPORT, product


class Disk(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.scene = scenario.Scenario()
        cls.addClassCleanup(cls.scene.holder.cleanup)

    def check_failed(self, done, folder):
        self.assertEqual(done.returncode, 1, done.stdout + done.stderr)
        self.assertEqual(done.stderr.count("\n"), 1, done.stderr)
        # Where the sync behind the commit fails, nobody can know what the disk keeps; the line says so.
        possible = ("old", "new") if "did not confirm" in done.stderr else ("old",)
        self.assertIn(self.scene.state(folder), possible, done.stderr)
        self.assertEqual(self.scene.leftovers(folder), [])

    def test_an_error_at_every_system_call_that_writes(self):
        failed = 0
        for call, number, threads in self.scene.points(6):
            for error in ("ENOSPC", "EIO"):
                with self.subTest(call=call, number=number, threads=threads, error=error), \
                        self.scene.copy() as folder:
                    done = scenario.inject(folder, call, f"error={error}:when={number}", all_threads=threads)
                    # Some calls may fail without harm (the loader looks for files in vain); then all is done.
                    if done.returncode == 0:
                        self.assertEqual(self.scene.state(folder), "new")
                    elif done.returncode == 127:  # the dynamic loader gave up: the program never began
                        self.assertEqual(self.scene.state(folder), "old")
                    else:
                        self.check_failed(done, folder)
                        failed += 1
        self.assertGreater(failed, 10)

    def test_a_file_that_may_not_grow(self):
        with self.scene.copy() as folder:
            limit = os.stat(folder / "store.db").st_size + 8192
            done = product.run(*IMPORT, cwd=folder,
                               preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit)))
            self.check_failed(done, folder)

    def test_a_full_disk(self):
        with self.small_disk() as folder:
            self.check_failed(product.run(*IMPORT, cwd=folder), folder)
            # Room again: the same import goes through.
            subprocess.run(["mount", "-o", "remount,size=64m", str(folder)], check=True)
            product.must(*IMPORT, cwd=folder)
            self.assertEqual(self.scene.state(folder), "new")

    @contextlib.contextmanager
    def small_disk(self):
        """A disk with room for the scenario's files and little more."""
        with self.scene.copy() as folder:
            files = list(folder.iterdir())
            size = sum(-(-f.stat().st_size // 4096) * 4096 for f in files) + 32768
            mount = folder.parent / "disk"
            mount.mkdir(exist_ok=True)
            done = subprocess.run(["mount", "-t", "tmpfs", "-o", f"size={size}", "tmpfs", str(mount)],
                                  capture_output=True, text=True, check=False)
            if done.returncode != 0:
                self.skipTest("only root can mount a small disk: " + done.stderr.strip())
            try:
                for file in files:
                    shutil.copy2(file, mount)
                yield mount
            finally:
                subprocess.run(["umount", str(mount)], check=True)


if __name__ == "__main__":
    unittest.main()
