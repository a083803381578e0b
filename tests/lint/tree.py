# SPDX-License-Identifier: EUPL-1.2
"""The project's own files."""
import os

SKIPPED = {".git", "build", "out", "__pycache__"}


def files(source, *folders, suffixes=None):
    """Every file below the folders (default: all), sorted, as paths relative to `source`."""
    found = []
    for top in folders or ["."]:
        for folder, names, entries in os.walk(source / top):
            names[:] = [n for n in names if n not in SKIPPED]
            found += [os.path.relpath(os.path.join(folder, e), source) for e in entries]
    return sorted(f for f in found if suffixes is None or f.endswith(tuple(suffixes)))


def cpp_files(source):
    return files(source, "lib", "cli", "tests", suffixes=[".cpp", ".hpp", ".c"])


def read(source, path):
    return (source / path).read_text(encoding="utf-8")
