# SPDX-License-Identifier: EUPL-1.2
"""Runs clang-tidy over every file of a compilation database, two at a time, and remembers what was clean.

    tidy.py BUILD_FOLDER

A file is clean for as long as its preprocessed text and .clang-tidy stay the same; the memory lies under
XDG_CACHE_HOME (else ~/.cache) and may be deleted at any time.
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
    # -P leaves out line marks, so that the folder of the checkout makes no difference.
    return subprocess.run(command + ["-P"], cwd=entry["directory"], capture_output=True, check=True).stdout


def check(entry, build, settings, folder):
    """What clang-tidy says of a file; nothing if it is clean or was clean like this before."""
    key = hashlib.sha256(settings + preprocessed(entry)).hexdigest()
    if (folder / key).exists():
        return ""
    run = subprocess.run([TIDY, "-quiet", "-p", build, entry["file"]], capture_output=True, text=True)
    if run.returncode == 0 and not run.stdout.strip():
        (folder / key).touch()
        return ""
    return run.stdout + (run.stderr if run.returncode != 0 else "")


def main(build):
    every = json.loads((pathlib.Path(build) / "compile_commands.json").read_text())
    entries = [entry for entry in every if entry["file"].endswith(".cpp")]
    settings = pathlib.Path(".clang-tidy").read_bytes()
    folder = memory()
    with concurrent.futures.ThreadPoolExecutor(os.cpu_count()) as pool:
        said = [text for text in pool.map(lambda entry: check(entry, build, settings, folder), entries) if text]
    print("\n".join(said), end="")
    print(f"clang-tidy: {len(entries)} files, {len(said)} with findings")
    return 1 if said else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
