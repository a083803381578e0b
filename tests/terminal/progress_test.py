# SPDX-License-Identifier: EUPL-1.2
"""Progress on a terminal: a line that comes and goes, and nothing of it anywhere else."""
import fcntl
import os
import pathlib
import pty
import re
import select
import struct
import subprocess
import sys
import tempfile
import termios
import time
import unittest

sys.path.insert(0, str(pathlib.Path(__file__).parent.parent / "support"))
import product  # noqa: E402 (the path comes first)

ROWS = "150000"
SHARE = re.compile(r"(reading|writing) +\d+ %")


def screen(written):
    """What stands on the terminal in the end: lines as a person sees them."""
    lines = []
    for line in written.split("\n"):
        cells = []
        for part in line.split("\r"):
            cells[:len(part)] = part
        lines.append("".join(cells).rstrip())
    return lines


class Progress(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        holder = tempfile.TemporaryDirectory()
        cls.addClassCleanup(holder.cleanup)
        cls.folder = pathlib.Path(holder.name)
        make = product.SOURCE / "tests/bench/make_associations.py"
        subprocess.run([sys.executable, "-B", str(make), "--rows", ROWS, "-o", str(cls.folder / "many.csv")], check=True)
        product.must("init", "--store", "s.db", *product.CONTACT_POINT, cwd=cls.folder)
        cls.words = ["register-association", "--store", "s.db", "--from", "many.csv", "--mapping", "offeneregister",
                     "--dry-run"]

    def on_terminal(self, *words, columns=80, when=None, send=b"", extra=None):
        """(exit status, what was written) of the program on a terminal of its own; once `when` is seen, the keys
        `send` are pressed."""
        child, terminal = pty.fork()
        if child == 0:
            os.chdir(self.folder)
            program = str(product.BIN / "ehrenamt")
            os.execve(program, [program, *words], {**product.environment(self.folder), **(extra or {})})
        fcntl.ioctl(terminal, termios.TIOCSWINSZ, struct.pack("HHHH", 24, columns, 0, 0))
        written, end = b"", time.monotonic() + 120
        while time.monotonic() < end and select.select([terminal], [], [], 120)[0]:
            try:
                piece = os.read(terminal, 65536)
            except OSError:  # how Linux says that the other side is gone
                break
            written += piece
            if when and when in written:
                os.write(terminal, send)
                when = None
        _, status = os.waitpid(child, 0)
        os.close(terminal)
        return os.waitstatus_to_exitcode(status), written.decode().replace("\r\n", "\n")

    def test_a_terminal_shows_the_line_and_is_clean_in_the_end(self):
        status, written = self.on_terminal(*self.words)
        self.assertEqual(status, 0, written)
        self.assertRegex(written, SHARE)
        self.assertNotIn("\x1b", written)
        self.assertFalse([line for line in screen(written) if SHARE.search(line)], screen(written))
        self.assertIn("rows: 150,000 read, 150,000 accepted, 0 rejected", screen(written))

    def test_a_narrow_terminal_never_wraps(self):
        status, written = self.on_terminal(*self.words, columns=30)
        self.assertEqual(status, 0, written)
        shown = [part for line in written.split("\n") for part in line.split("\r") if SHARE.search(part)]
        self.assertTrue(shown, written)
        self.assertLess(max(map(len, shown)), 30)

    def test_ctrl_c_leaves_a_clean_line(self):
        status, written = self.on_terminal(*self.words, when=b"reading  ", send=b"\x03")
        self.assertEqual(status, 130, written)
        self.assertEqual([line for line in screen(written) if line], ["ehrenamt: interrupted; nothing was written"])

    def test_not_with_q_or_never(self):
        for more in (["-q"], ["--progress", "never"]):
            with self.subTest(more):
                status, written = self.on_terminal(*self.words, *more)
                self.assertEqual(status, 0, written)
                self.assertNotIn("\r", written)
                self.assertNotRegex(written, SHARE)

    def test_not_where_nobody_looks(self):
        done = product.run(*self.words, cwd=self.folder)
        self.assertEqual((done.returncode, done.stderr), (0, "ehrenamt: dry run: nothing was written\n"))

    def test_always_gives_lines_where_there_is_no_terminal(self):
        done = product.run("--progress", "always", *self.words, cwd=self.folder)
        self.assertEqual(done.returncode, 0, done.stderr)
        self.assertNotIn("\r", done.stderr)
        for line in done.stderr.splitlines():
            self.assertTrue(line.startswith("ehrenamt: "), line)


if __name__ == "__main__":
    unittest.main()
