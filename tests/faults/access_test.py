# SPDX-License-Identifier: EUPL-1.2
"""Who may write where: what only reads writes nothing; what may not be written or is no store is told in one line."""
import os
import pathlib
import re
import shutil
import subprocess
import unittest

import scenario
from scenario import IMPORT, product

READING = [["list", "associations"], ["show", "contact-point", "1"], ["log"], ["status"], ["verify-store"],
           ["report-statistics", "--month", "2026-11"], ["show", "change-set", "2", "--format", "json"]]
WRITING = [IMPORT, ["register-association", "--name", "Verein", "--municipality", "06413000"], ["undo"]]
NOBODY = 65534


def with_store(words, store="store.db"):
    return [*words, *([] if "--store" in words else ["--store", store])]


class Access(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.scene = scenario.Scenario()
        cls.addClassCleanup(cls.scene.holder.cleanup)
        with cls.scene.copy() as folder:
            product.must(*IMPORT, cwd=folder)
            shutil.copy2(folder / "store.db", cls.scene.base / "full.db")

    def check_told(self, done, statuses=(1,)):
        self.assertIn(done.returncode, statuses, done.stdout + done.stderr)
        self.assertEqual(done.stderr.count("\n"), 1, done.stderr)
        self.assertTrue(done.stderr.startswith("ehrenamt: "), done.stderr)

    def test_commands_that_read_make_no_system_call_that_writes(self):
        for words in READING:
            with self.subTest(words), self.scene.copy() as folder:
                log = folder.parent / "calls.log"
                done = product.run(*with_store(words, "full.db"), cwd=folder,
                                   under=["strace", "-f", "-qq", "-y", "-o", str(log), "-e", "signal=none"])
                self.assertEqual(done.returncode, 0, done.stderr)
                self.assertEqual([line for line in log.read_text(errors="replace").splitlines() if self.writes(line)],
                                 [])

    def writes(self, line):
        """True for a line of strace in which something but standard output and error is changed."""
        call = re.match(r"(?:\d+ +)?(\w+)\((.*)", line)
        if not call:
            return False
        name, rest = call.groups()
        if name in ("write", "writev"):
            return not re.match(r"[12]<", rest)
        if name in ("open", "openat", "creat"):
            return bool(re.search(r"O_WRONLY|O_RDWR|O_CREAT|O_TRUNC", rest)) and "/dev/" not in rest
        return name in ("pwrite64", "pwritev", "ftruncate", "truncate", "unlink", "unlinkat", "rename", "renameat",
                        "renameat2", "mkdir", "mkdirat", "chmod", "fchmod", "fallocate", "link", "linkat", "symlink")

    def test_a_folder_that_may_not_be_written_can_be_read(self):
        with self.as_nobody() as run:
            for words in READING:
                done = run(with_store(words, "full.db"))
                self.assertEqual(done.returncode, 0, done.stderr)
            # The journal is a file of the folder.
            for words in WRITING:
                with self.subTest(words):
                    self.check_told(run(with_store(words, "full.db")))
            self.check_told(run(["backup", "--store", "full.db", "copy.db"]))
            self.check_told(run(["list", "associations", "--store", "full.db", "-o", "list.csv", "--format", "csv"]))
            self.assertEqual(sorted(p.name for p in run.folder.iterdir()), run.names)

    def test_the_store_of_somebody_else_is_not_touched(self):
        with self.as_nobody() as run:
            os.chown(run.folder / "full.db", 0, 0)
            for words in [READING[0], WRITING[1]]:
                done = run(with_store(words, "full.db"))
                self.check_told(done)
                self.assertIn("another user", done.stderr)
            os.chown(run.folder / "full.db", NOBODY, NOBODY)
            os.chmod(run.folder / "full.db", 0)
            self.check_told(run(with_store(READING[0], "full.db")))
            os.chmod(run.folder, 0)
            self.check_told(run(with_store(READING[0], str(run.folder / "full.db"))))
            os.chmod(run.folder, 0o755)

    def as_nobody(self):
        """The program as a user that may not write in the folder; only root can become one."""
        if os.geteuid() != 0:
            self.skipTest("only root can become another user")
        return AsNobody(self.scene)

    def test_what_is_no_store_is_told_in_one_line(self):
        with self.scene.copy() as folder:
            for name, make in (("folder", lambda p: p.mkdir()), ("fifo", os.mkfifo), ("empty", lambda p: p.touch(0o600)),
                               ("link", lambda p: p.symlink_to("store.db")), ("foreign", self.foreign),
                               ("text", lambda p: (p.write_text("Kein Bestand\n" * 100), p.chmod(0o600)))):
                make(folder / name)
                for words in [*READING[:3], *WRITING]:
                    with self.subTest(name=name, words=words):
                        self.check_told(product.run(*[w if w != "store.db" else name for w in with_store(words)],
                                                    cwd=folder, timeout=60))
            self.check_told(product.run("list", "associations", "--store", "none.db", cwd=folder), (10,))

    def foreign(self, path):
        """A database of another program."""
        subprocess.run(["sqlite3", str(path), "CREATE TABLE t (a); INSERT INTO t VALUES (1)"], check=True)
        path.chmod(0o600)

    def test_what_is_no_input_is_told_and_nothing_is_left(self):
        with self.scene.copy() as folder:
            (folder / "folder").mkdir()
            (folder / "empty").touch()
            (folder / "bytes").write_bytes(bytes(range(256)) * 8)
            before = sorted(p.name for p in folder.iterdir())
            for name, statuses in (("folder", (1,)), ("none", (1,)), ("empty", (3,)), ("bytes", (3,)),
                                   ("store.db", (3,)), ("/dev/null", (3,)), ("/proc/self/mem", (1,))):
                with self.subTest(name):
                    done = product.run(*[w if w != "import.csv" else name for w in IMPORT], cwd=folder, timeout=60)
                    self.assertIn(done.returncode, statuses, done.stdout + done.stderr)
                    self.assertTrue(done.stderr, name)
                    self.assertEqual(self.scene.state(folder), "old")
                    left = sorted(p.name for p in folder.iterdir())
                    self.assertEqual([p for p in left if p not in before and ".rejected" not in p], [])

    def test_a_pipe_is_read_like_a_file(self):
        with self.scene.copy() as folder:
            os.mkfifo(folder / "pipe")
            with subprocess.Popen(["cp", "import.csv", "pipe"], cwd=folder):
                product.must(*[w if w != "import.csv" else "pipe" for w in IMPORT], cwd=folder)
            self.assertEqual(self.scene.state(folder), "new")


class AsNobody:
    """Runs a copy of the program (nobody may not look into every checkout) in a copy of the scene."""

    def __init__(self, scene):
        self.place, self.folder, self.names = None, None, None
        self.copied = scene.copy()
        self.holder = pathlib.Path(scene.holder.name)

    def __enter__(self):
        self.folder = self.copied.__enter__()
        self.place = self.holder / "program"
        if not self.place.exists():
            (self.place / "cli").mkdir(parents=True)
            shutil.copy2(product.BIN / "ehrenamt", self.place / "cli")
            (self.place / "lib").mkdir()
            for library in (product.BIN.parent / "lib").glob("*.so*"):
                shutil.copy2(library, self.place / "lib")
            shutil.copytree(product.SOURCE / "data", self.place / "data")
        for path in [self.holder, self.holder / "base"]:
            path.chmod(0o755)
        for path in [self.folder, *self.folder.iterdir()]:
            os.chown(path, NOBODY, NOBODY)
        self.folder.chmod(0o555)
        self.names = sorted(p.name for p in self.folder.iterdir())
        return self

    def __exit__(self, *cause):
        self.folder.chmod(0o755)
        return self.copied.__exit__(*cause)

    def __call__(self, words):
        become = ["setpriv", f"--reuid={NOBODY}", f"--regid={NOBODY}", "--clear-groups"]
        environment = {**product.environment(self.folder), "EHRENAMT_DATA": str(self.place / "data")}
        return subprocess.run([*become, str(self.place / "cli/ehrenamt"), *words], cwd=self.folder, env=environment,
                              capture_output=True, text=True, check=False, timeout=120, stdin=subprocess.DEVNULL)


if __name__ == "__main__":
    unittest.main()
