# SPDX-License-Identifier: EUPL-1.2
"""The power goes during an import: whatever the disk kept of what no sync had made safe, the old state or the new one
is there.

The writes of one real run are recorded by strace and replayed up to every point. What was written since the last sync
of a file may be on the disk or not, in part, or torn in the middle of the last write; a file that was made since the
last sync of its folder may be missing."""
import hashlib
import re
import sqlite3
import unittest

import scenario
from scenario import FULL, product

TRACED = "openat,close,pwrite64,ftruncate,fsync,fdatasync,unlink,unlinkat"
CALL = re.compile(r"^(?:\d+ +)?(\w+)\((.*)\) += (-?\d+)", re.DOTALL)
SECTOR = 512
FILES = ("store.db", "store.db-journal")


def unhex(text):
    return bytes.fromhex(text.replace("\\x", ""))


def recorded(scene):
    """The run as [("write", file, offset, bytes) | ("size", file, size) | ("sync", file) | ("gone", file)]."""
    with scene.copy() as folder:
        log = folder.parent / "writes.log"
        done = scenario.strace(folder, "-xx", "-s", "2000000", "-e", f"trace={TRACED}", "-e", "signal=none", "-o", str(log),
                               command=scene.command)
        assert done.returncode == 0, done.stderr
        names, events = {}, []
        for line in log.read_text(encoding="ascii").splitlines():
            call = CALL.match(line)
            if not call or int(call[3]) < 0:
                continue
            name, rest, result = call[1], call[2], int(call[3])
            texts = re.findall(r'"((?:\\x[0-9a-f]{2})*)"', rest)
            if name in ("openat", "unlink", "unlinkat"):
                path = unhex(texts[0]).decode()
                short = path.rsplit("/", 1)[-1]
                if name != "openat":
                    events.append(("gone", short))
                elif short in FILES:
                    names[result] = short
                else:
                    names[result] = "." if "O_DIRECTORY" in rest or path in (".", str(folder)) else None
                continue
            fd = int(re.match(r"\d+", rest)[0])
            file = names.get(fd)
            if file is None:
                continue
            if name == "close":
                names[fd] = None
            elif name == "pwrite64":
                events.append(("write", file, int(rest.rsplit(", ", 1)[1]), unhex(texts[0])))
            elif name == "ftruncate":
                events.append(("size", file, int(rest.rsplit(", ", 1)[1])))
            else:
                events.append(("sync", file))
        return events


def applied(content, events):
    content = bytearray(content)
    for kind, _, where, *data in events:
        if kind == "size":
            del content[where:]
            content += bytes(max(0, where - len(content)))
        else:
            content += bytes(max(0, where - len(content)))
            content[where:where + len(data[0])] = data[0]
    return bytes(content)


def torn(event):
    """A write of which only its first sector came to the disk."""
    return ("write", event[1], event[2], event[3][:SECTOR]) if event[0] == "write" else event


class Disk:
    """What is safe of each file, and what came after."""

    def __init__(self, files):
        self.safe = dict(files)
        self.later = {name: [] for name in FILES}
        self.new = {name for name in FILES if name not in files}  # its name is not safe in the folder

    def take(self, event, honest=True):
        kind, file = event[:2]
        if kind in ("write", "size"):
            self.safe.setdefault(file, b"")
            self.later[file].append(event)
        elif kind == "sync" and honest and file == ".":
            self.new.clear()
        elif kind == "sync" and honest and file in FILES:
            self.safe[file] = applied(self.safe.get(file, b""), self.later[file])
            self.later[file] = []

    def states(self):
        """Every kind of disk that the cut may leave: {file: bytes}."""
        def choices(name):
            later = self.later[name]
            yield later
            if later:
                yield []
                yield later[:-1] + [torn(later[-1])]
                yield later[1:]
                yield later[::2]
                yield later[:len(later) // 2]
        for store in choices("store.db"):
            for journal in choices("store.db-journal"):
                state = {name: applied(self.safe[name], events)
                         for name, events in zip(FILES, (store, journal)) if name in self.safe}
                yield state
                if "store.db-journal" in self.new and "store.db-journal" in state:
                    yield {name: content for name, content in state.items() if name == "store.db"}


class PowerCut(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.scene = scenario.Scenario()
        cls.addClassCleanup(cls.scene.holder.cleanup)
        cls.before = {p.name: p.read_bytes() for p in cls.scene.base.iterdir() if p.name in FILES}
        cls.events = recorded(cls.scene)
        cls.seen = {}
        cls.old = cls.content_of(cls.before)
        disk = Disk(cls.before)
        for event in cls.events:
            disk.take(event)
        cls.new = cls.content_of(next(disk.states()))

    @classmethod
    def content_of(cls, state):
        """A digest of what a reader finds there after SQLite repaired it; `damaged` if it cannot."""
        key = hashlib.sha256(b"".join(name.encode() + content for name, content in sorted(state.items()))).digest()
        if key in cls.seen:
            return cls.seen[key]
        folder = cls.scene.base.parent / "disk"
        folder.mkdir(exist_ok=True)
        for name in FILES:
            (folder / name).unlink(missing_ok=True)
            if name in state:
                (folder / name).write_bytes(state[name])
        try:
            db = sqlite3.connect(folder / "store.db", isolation_level=None)
            db.text_factory = bytes
            digest = hashlib.sha256()
            if db.execute("PRAGMA quick_check").fetchall() != [(b"ok",)]:
                raise sqlite3.DatabaseError
            for table in ("change_set", "change_set_body", "content_digest", "association"):
                for row in db.execute(f"SELECT * FROM {table}"):
                    digest.update(repr(row).encode())
            found = digest.hexdigest()
        except sqlite3.DatabaseError:
            found = "damaged"
        finally:
            db.close()
        cls.seen[key] = found
        return found

    def cut_everywhere(self, honest):
        """{what was found: how often}, and what the disk may hold at the end."""
        disk, counted = Disk(self.before), {}
        step = 1 if FULL else max(1, len(self.events) // 150)
        for number, event in enumerate(self.events):
            disk.take(event, honest)
            near_sync = any(e[0] in ("sync", "size") for e in self.events[max(0, number - 2):number + 3])
            if number % step and not near_sync:
                continue
            for state in disk.states():
                found = self.content_of(state)
                what = "old" if found == self.old else "new" if found == self.new else "damaged or mixed"
                counted[what] = counted.get(what, 0) + 1
        return counted, [self.content_of(state) for state in disk.states()]

    def test_the_old_state_or_the_new_one_is_there(self):
        self.assertNotEqual(self.old, self.new)
        self.assertNotIn("damaged", (self.old, self.new))
        counted, last = self.cut_everywhere(honest=True)
        self.assertEqual(sorted(counted), ["new", "old"], counted)
        self.assertGreater(sum(counted.values()), 300, counted)
        self.assertEqual(set(last), {self.new}, "what was told as done must be there")

    def test_a_disk_that_syncs_nothing_would_be_found_out(self):
        counted, _ = self.cut_everywhere(honest=False)
        self.assertGreater(counted.get("damaged or mixed", 0), 0, counted)


if __name__ == "__main__":
    unittest.main()
