# SPDX-License-Identifier: EUPL-1.2
"""Every rule key that the program can print stands in docs/errors.md, and no other does."""
import re

import cpp
import tree

PAGE = "docs/errors.md"
KEY = re.compile(r"[a-z][a-z_0-9]*(?:\.[a-z][a-z_0-9]*)+")
# What a key stands behind: Problem{"…", push_back({"…", Error(ExitStatus::failed, "…", rule = "…", problem("…".
BEFORE = re.compile(r'(?:\{|\bExitStatus::\w+,|\brule\s*=|[Pp]roblem\w*\([^()"]*)$')
STATUS = re.compile(r"\bExitStatus::\w+,$")  # here also a key of one word: internal, interrupted
FILE_NAME = re.compile(r"\.(?:db|csv|tsv|json|jsonl|toml|md|po|sql|txt|pdf|tmp|html|ics|xlsx|lp|mps)$")


def keys_in_code(source):
    """(key, place, certain): certain where what stands before a literal shows that it is a rule key."""
    for path in tree.files(source, "lib", "cli", suffixes=[".cpp", ".hpp"]):
        for literal in cpp.literals(tree.read(source, path)):
            if KEY.fullmatch(literal.text) and not FILE_NAME.search(literal.text):
                yield literal.text, f"{path}:{literal.line}", bool(BEFORE.search(literal.before))


def findings(source, _binary=None):
    used, mentioned = {}, set()
    for key, place, certain in keys_in_code(source):
        mentioned.add(key)
        if certain:
            used.setdefault(key, place)
    if not used:
        yield "no rule key found in the sources"
    if not (source / PAGE).exists():
        yield f"{PAGE} is missing"
        return
    documented = set(re.findall(r"`([^`\s]+)`", tree.read(source, PAGE)))
    for key in sorted(used.keys() - documented):
        yield f"{used[key]}: rule key {key} is not in {PAGE}"
    for key in sorted(k for k in documented - mentioned if KEY.fullmatch(k) and not FILE_NAME.search(k)):
        yield f"{PAGE}: no source uses the rule key {key}"
