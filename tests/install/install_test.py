# SPDX-License-Identifier: EUPL-1.2
"""What `cmake --install` puts where, and that the installed program works without the source tree."""
import fnmatch
import os
import pathlib
import subprocess
import sys
import tempfile
import unittest

sys.path.insert(0, str(pathlib.Path(__file__).parent.parent / "support"))
import product  # noqa: E402 (the path comes first)

BUILD = product.BIN.parent
PLACES = {"include/ehrenamt": "lib/ehrenamt", "share/ehrenamt": "data"}


def files(folder, pattern="*"):
    return {str(p.relative_to(folder)) for p in folder.rglob(pattern) if p.is_file()}


class Installed(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.holder = tempfile.TemporaryDirectory(prefix="install-")
        cls.addClassCleanup(cls.holder.cleanup)
        cls.prefix = pathlib.Path(cls.holder.name) / "prefix"
        subprocess.run(["cmake", "--install", str(BUILD), "--prefix", str(cls.prefix)], check=True,
                       stdout=subprocess.DEVNULL)

    def test_exactly_the_files_of_the_list(self):
        lines = (product.SOURCE / "tests/install/files.txt").read_text(encoding="utf-8").split("\n")
        patterns = [line for line in lines if line and not line.startswith("#")]
        installed = [f for f in files(self.prefix) if not f.startswith(tuple(place + "/" for place in PLACES))]
        self.assertEqual([f for f in installed if not any(fnmatch.fnmatch(f, p) for p in patterns)], [], "not in the list")
        self.assertEqual([p for p in patterns if not fnmatch.filter(installed, p)], [], "not installed")

    def test_every_header_and_all_data_and_nothing_else(self):
        self.assertEqual(files(self.prefix / "include/ehrenamt"), files(product.SOURCE / "lib/ehrenamt", "*.hpp"))
        self.assertEqual(files(self.prefix / "share/ehrenamt"), files(product.SOURCE / "data") - {"CMakeLists.txt"})

    def test_the_installed_program_finds_its_data(self):
        home = pathlib.Path(self.holder.name) / "home"
        home.mkdir()
        env = {**product.environment(home), "PATH": f"{self.prefix}/bin:/usr/bin:/bin"}
        env.pop("SOURCE")
        for words in (["init", *product.CONTACT_POINT], ["verify-store"], ["status"]):
            done = subprocess.run(["ehrenamt", *words], cwd=home, env=env, capture_output=True, text=True, check=False)
            self.assertEqual(done.returncode, 0, done.stderr)
        with open(self.prefix / "bin/ehrenamt", "rb") as file:
            self.assertNotIn(os.fsencode(product.SOURCE), file.read(), "the program knows the source tree")


if __name__ == "__main__":
    unittest.main()
