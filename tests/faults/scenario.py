# SPDX-License-Identifier: EUPL-1.2
"""An import that is disturbed, and the two states that it may leave."""
import collections
import contextlib
import os
import pathlib
import re
import shutil
import sys
import tempfile

sys.path.insert(0, str(pathlib.Path(__file__).parent.parent / "support"))
import product  # noqa: E402 (the path comes first)

FULL = os.environ.get("EHRENAMT_FAULTS") == "full"
ROWS = 1848 if FULL else 150
REGISTER = product.SOURCE / "examples/offenbach/vereine_offenbach.csv"
IMPORT = ["register-association", "--store", "store.db", "--from", "import.csv", "--mapping", "offeneregister"]
# What changes what others can see: files, their names, and what is printed.
WRITING = ["pwrite64", "write", "writev", "fdatasync", "fsync", "ftruncate", "unlink", "unlinkat", "rename", "renameat",
           "renameat2", "openat", "fchmod", "mkdir"]


class Scenario:
    """A folder with a store and a file to import; each disturbed run of the command gets a copy."""
    command = IMPORT

    def __init__(self):
        self.holder = tempfile.TemporaryDirectory(prefix="faults-")
        self.base = pathlib.Path(self.holder.name) / "base"
        self.base.mkdir()
        product.must("init", "--store", "store.db", *product.CONTACT_POINT, cwd=self.base)
        self.prepare()
        self.old_bytes = (self.base / "store.db").read_bytes()
        self.old = product.content(self.base / "store.db")
        with self.copy() as folder:
            product.must(*self.command, cwd=folder)
            self.new = product.content(folder / "store.db")
        if self.state(self.base) != "old" or self.new == self.old:
            raise AssertionError("the undisturbed command changes nothing")

    def prepare(self):
        with REGISTER.open(encoding="utf-8-sig") as file:
            lines = [next(file) for _ in range(ROWS + 1)]
        (self.base / "import.csv").write_text("".join(lines), encoding="utf-8")

    @contextlib.contextmanager
    def copy(self):
        with tempfile.TemporaryDirectory(dir=self.holder.name) as name:
            shutil.copytree(self.base, name, dirs_exist_ok=True)
            yield pathlib.Path(name)

    def state(self, folder):
        """`old`, `new` or what is wrong; lets the program repair first what a kill left behind."""
        check = product.run("verify-store", "--store", "store.db", cwd=folder)
        if check.returncode != 0:
            return f"damaged: verify-store exits {check.returncode}: {check.stdout}{check.stderr}"
        if (folder / "store.db").read_bytes() == self.old_bytes:
            return "old"
        now = product.content(folder / "store.db")
        if now in (self.old, self.new):
            return "old" if now == self.old else "new"
        return f"mixed: {sorted(t for t in now if now[t] != self.new.get(t))}"

    def leftovers(self, folder, *, killed=False):
        """Files that nobody asked for. An empty journal is how the store rests; behind a kill lies one that
        the next change overwrites."""
        ours = {p.name for p in self.base.iterdir()} - {"store.db-journal"}
        return sorted(p.name for p in folder.rglob("*") if p.is_file() and p.name not in ours
                      and not (p.name == "store.db-journal" and (killed or p.stat().st_size == 0)))

    def calls(self, of=None):
        """{system call: how often the command's first thread makes it}, of those that write, or of others."""
        first, *_ = self.calls_by_thread(of or WRITING)
        return {name: first[name] for name in of or WRITING if first[name]}

    def points(self, most):
        """(system call, number, all_threads) for inject(): `most` of each call that writes, of the first thread, and as
        many of the one that makes the most of them beside it. strace counts each thread by itself, and acts on the first
        that comes so far: with all_threads it may be the first one."""
        first, *others = self.calls_by_thread(WRITING)
        for call in WRITING:
            yield from ((call, number, False) for number in spread(first[call], most))
            beside = max((thread[call] for thread in others), default=0)
            yield from ((call, number, True) for number in spread(beside, most))

    def calls_by_thread(self, of):
        """How often each thread makes each system call; the first thread is the program's own."""
        with self.copy() as folder:
            log = folder.parent / "calls.log"
            strace(folder, "-e", "trace=execve," + ",".join(of), "-o", str(log), command=self.command)
            text = log.read_text(encoding="utf-8", errors="replace")
        threads = {}
        for thread, name in re.findall(r"^(\d+) +(\w+)\(", text, re.MULTILINE):
            threads.setdefault(thread, collections.Counter())[name] += 1
        return list(threads.values())


class MergeScenario(Scenario):
    """A review file that makes one of every two associations."""
    command = ["merge-associations", "--store", "store.db", "--from", "import.csv"]

    def prepare(self):
        pairs = ROWS // 3
        names = "".join(f"Verein {n} {side},06413000,{side}\n" for n in range(pairs) for side in ("Nord", "Süd"))
        (self.base / "import.csv").write_text("name,municipality,seat\n" + names, encoding="utf-8")
        product.must("register-association", "--store", "store.db", "--from", "import.csv", cwd=self.base)
        # The contact point is number 1.
        rows = "".join(f"{'different' if n % 5 == 0 else 'merge'},{2 + 2 * n},{3 + 2 * n}\n" for n in range(pairs))
        (self.base / "import.csv").write_text("decision,first_id,second_id\n" + rows, encoding="utf-8")


def strace(folder, *options, command=IMPORT, all_threads=True):
    return product.run(*command, cwd=folder, under=["strace", *(["-f"] if all_threads else []), "-qq", *options])


def inject(folder, call, what, command=IMPORT, all_threads=True):
    """Runs the command with `what` done to one of its system calls, such as `error=EIO:when=3`."""
    # Which lets strace send no signal, and wants -f.
    quick = ["--seccomp-bpf"] if all_threads and "signal" not in what else []
    return strace(folder, *quick, "-e", f"trace={call}", "-e", f"inject={call}:{what}", "-o", "/dev/null",
                  command=command, all_threads=all_threads)


def spread(count, most):
    """At most `most` of the numbers 1…count, evenly spread, both ends among them; all in a full run."""
    if FULL or count <= most:
        return list(range(1, count + 1))
    return sorted({1 + round(n * (count - 1) / (most - 1)) for n in range(most)})
