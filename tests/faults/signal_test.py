# SPDX-License-Identifier: EUPL-1.2
"""Who is asked to end, by Ctrl-C, kill or a lost connection, says so in the exit status and leaves the store as it was."""
import signal
import unittest

import scenario
from scenario import product, spread

NAMES = "name,municipality\n" + "".join(f"Verein {n},06431002\n" for n in range(60))
AMENDED = "id,phone\n" + "".join(f"{n},06251 {n}00\n" for n in range(2, 62))
OFFERS = "association,title\n" + "".join(f"{n},Vorlesen {n}\n" for n in range(2, 62))
MERGER = ("datum,art,ags_alt,name_alt,ags_neu,name_neu,beleg\n"
          "2026-01-01,Eingliederung,06431002,Bensheim,06431016,Lorsch,erfunden\n")
STORE = ["--store", "store.db"]
# Each with the file that it reads.
COMMANDS = [
    (["amend-association", *STORE, "--from", "import.csv"], AMENDED),
    (["register-offer", *STORE, "--from", "import.csv"], OFFERS),
    (["load-reference", *STORE, "--changes", "import.csv"], MERGER),
    (["undo", "2", *STORE], ""),
]


class OneCommand(scenario.Scenario):
    def __init__(self, command, content):
        self.command, self.content = command, content
        super().__init__()

    def prepare(self):
        (self.base / "import.csv").write_text(NAMES, encoding="utf-8")
        product.must("register-association", *STORE, "--from", "import.csv", cwd=self.base)
        (self.base / "import.csv").write_text(self.content, encoding="utf-8")


class Signalled(unittest.TestCase):
    def test_each_writing_command_ends_with_the_signals_own_status_and_without_a_trace(self):
        for command, content in COMMANDS:
            scene = OneCommand(command, content)
            self.addCleanup(scene.holder.cleanup)
            ended = set()
            for name in ("SIGINT", "SIGTERM", "SIGHUP"):
                calls = scene.calls(["pread64"])["pread64"]
                # The last ones but a few read the changed rows again, for their hashes.
                for number in sorted({*spread(calls, 4), *range(max(1, calls - 8), calls)}):
                    with self.subTest(command=command[0], name=name, number=number), scene.copy() as folder:
                        done = scenario.inject(folder, "pread64", f"signal={name}:when={number}", command=command)
                        number_of = getattr(signal, name)
                        # Before its first line the program dies of the signal itself: a shell shows the same.
                        self.assertIn((done.returncode, scene.state(folder)),
                                      [(128 + number_of, "old"), (-number_of, "old"), (0, "new")], done.stderr)
                        if done.returncode > 0:
                            self.assertEqual(done.stderr.count("\n"), 1, done.stderr)
                            ended.add(name)
            self.assertTrue(ended, f"{command[0]} was never ended")


if __name__ == "__main__":
    unittest.main()
