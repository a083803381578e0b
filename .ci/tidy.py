# SPDX-License-Identifier: EUPL-1.2
"""Runs clang-tidy over every file of a compilation database, two at a time, and remembers what was clean.

    tidy.py BUILD_FOLDER              every file that is not known to be clean
    tidy.py BUILD_FOLDER --all        every file, whatever is known

A file is clean for as long as its preprocessed text and .clang-tidy stay the same. What is known to be clean stands
under XDG_CACHE_HOME (else ~/.cache), as ccache's objects do, and may be deleted at any time.
"""
import concurrent.futures
import hashlib
import json
import os
import pathlib
import shlex
import subprocess
import sys

TIDY = "clang-tidy-14"


def memory():
    base = os.environ.get("XDG_CACHE_HOME") or pathlib.Path.home() / ".cache"
    folder = pathlib.Path(base) / "ehrenamt-tidy"
    folder.mkdir(parents=True, exist_ok=True)
    return folder


def preprocessed(entry):
    words = shlex.split(entry["command"])
    words = words[max((i + 1 for i, word in enumerate(words) if word.endswith("ccache")), default=0):]
    at = words.index("-o")
    command = words[:at] + words[at + 2:]
    command[command.index("-c")] = "-E"
    # Without line marks and its name the folder of the checkout makes no difference.
    text = subprocess.run(command + ["-P"], cwd=entry["directory"], capture_output=True, check=True).stdout
    return text.replace(os.getcwd().encode(), b"")


def key_of(entry, settings):
    # Preprocessing drops comments, and a NOLINT is one that counts.
    lines = pathlib.Path(entry["directory"], entry["file"]).read_bytes().splitlines()
    exceptions = b"".join(line for line in lines if b"NOLINT" in line)
    return hashlib.sha256(settings + exceptions + preprocessed(entry)).hexdigest()[:32]


def findings(entry, build):
    """What clang-tidy says of a file; nothing if it is clean."""
    run = subprocess.run([TIDY, "-quiet", "-p", build, entry["file"]], capture_output=True, text=True)
    if run.returncode == 0 and not run.stdout.strip():
        return ""
    return run.stdout + run.stderr


def main(build, mode=None):
    every = json.loads((pathlib.Path(build) / "compile_commands.json").read_text())
    entries = [entry for entry in every if entry["file"].endswith(".cpp")]
    settings = b"".join(path.read_bytes() for path in sorted(pathlib.Path().glob("**/.clang-tidy")))
    folder = memory()
    known = set() if mode == "--all" else {path.name for path in folder.iterdir()}

    def check(entry):
        key = key_of(entry, settings)
        said = "" if key in known else findings(entry, build)
        if not said:
            (folder / key).touch()
        return key not in known, said

    with concurrent.futures.ThreadPoolExecutor(os.cpu_count()) as pool:
        results = list(pool.map(check, entries))
    said = [text for _, text in results if text]
    print("\n".join(said), end="")
    print(f"clang-tidy: {len(entries)} files, {sum(looked for looked, _ in results)} looked at, "
          f"{len(said)} with findings")
    return 1 if said else 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
