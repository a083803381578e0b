# SPDX-License-Identifier: EUPL-1.2
"""Nothing of the machine that a file was written on, and nothing half done."""
import re

import tree

TEXT = [".cpp", ".hpp", ".c", ".py", ".sh", ".sql", ".md", ".txt", ".toml", ".json", ".cmake", ".po", ".yml", "run"]
# The patterns are written so that this file does not match itself.
RULES = {
    "a path of somebody's machine": r"(?<![\w./<$}*])/(?:home|root|work|mnt|srv|Users)/\w",
    "a temporary path of somebody's machine": r"/tmp/" r"(?:wt|[a-z]+\d)",
    "the address of a package server": r"https?://[^/\s]*(?:registry|mirror|artifact|proxy)|\bdeb(?:-src)? (?:\[[^]]*\] )?https?:",
    "a mark of unfinished work": r"\b(?:TO" r"DO|FIX" r"ME|XX" r"X|HA" r"CK)\b",
}


def findings(source, _binary=None):
    paths = [p for p in tree.files(source, suffixes=TEXT) if not p.startswith("tests/data/")]
    if not paths:
        yield "no text file found"
    for path in paths:
        for number, line in enumerate(tree.read(source, path).split("\n"), 1):
            for name, pattern in RULES.items():
                if re.search(pattern, line):
                    yield f"{path}:{number}: {name}: {line.strip()[:80]}"
