# SPDX-License-Identifier: EUPL-1.2
"""What every C++ file of the project keeps: direction of includes, form, where SQL may stand."""
import re

import cpp
import tree

MIDDLE = ["associations", "needs", "programme", "measures", "funding", "statistics", "privacy"]
# A module may include what it names here and everything below that.
BELOW = {
    "base": [],
    "domain": ["base"],
    "formats": ["base"],
    "store": ["domain", "formats"],
    "associations": ["store", "formats"],
    "needs": ["associations"],
    "programme": ["needs"],
    "measures": ["programme", "associations"],
    "funding": ["measures"],
    "statistics": ["store", "formats"],
    "privacy": ["store", "formats"],
    "publishing": MIDDLE,
    "cli": ["publishing"],
}
WITHOUT_SQL = ["base", "domain", "formats", "publishing", "cli"]
INCLUDE = re.compile(r'^\s*#\s*include\s+["<]([^">]+)[">]', re.MULTILINE)
SQL = re.compile(r"\b(SELECT\b.+\bFROM|INSERT\s+(OR\s+\w+\s+)?INTO|UPDATE\s+\S+\s+SET|DELETE\s+FROM)\b"
                 r"|^\s*(select|insert into|update \S+ set|delete from|with \w+ as|pragma)\b", re.DOTALL)
# A comment right above that says so: names of tables and columns cannot be bound.
NAMES_ONLY = re.compile(r"//.*cannot bind")
TEST_NAME = re.compile(r'\bTEST_CASE(?:_TEMPLATE)?\(\s*"((?:\\.|[^"\\])*)"')


def reachable(module):
    found, todo = {module}, list(BELOW.get(module, []))
    while todo:
        below = todo.pop()
        if below not in found:
            found.add(below)
            todo += BELOW.get(below, [])
    return found


def module_of(path):
    """`lib/ehrenamt/store/x.cpp` → store, `cli/…` → cli, tests and the like → None."""
    parts = path.split("/")
    if parts[0] == "cli":
        return "cli"
    return parts[2] if path.startswith("lib/ehrenamt/") and len(parts) > 3 else None


def line_of(text, at):
    return text.count("\n", 0, at) + 1


def includes(path, text):
    module = module_of(path)
    if module is None:
        return
    if module not in BELOW:
        yield 1, f"module {module} has no place in the module graph"
        return
    for match in INCLUDE.finditer(cpp.without_comments(text)):
        parts = match[1].split("/")
        target = "cli" if parts[0] == "cli" else parts[1] if parts[0] == "ehrenamt" else None
        if target and target not in reachable(module):
            yield line_of(text, match.start(1)), f"{module} includes {match[1]}, which stands above or beside it"


def form(path, text):
    if text.split("\n")[0] != "// SPDX-License-Identifier: EUPL-1.2":
        yield 1, "the first line is not the SPDX line"
    if path.endswith(".hpp") and not re.search(r"^#pragma once$", text, re.MULTILINE):
        yield 1, "a header without #pragma once"


def sql(path, text):
    module, lines = module_of(path), text.split("\n")
    for literal in cpp.literals(text):
        if module is None or not SQL.search(literal.text):
            continue
        if module in WITHOUT_SQL:
            yield literal.line, f"SQL in {module}"
        pieced = re.search(r"(\+|format\()$", literal.before) or literal.behind.startswith("+")
        if pieced and not NAMES_ONLY.search("\n".join(lines[max(0, literal.line - 7):literal.line])):
            yield literal.line, "SQL put together from pieces; bind parameters instead"


def test_names(texts):
    """doctest and ctest know a case by its name; ctest cuts a name at `;` and then runs nothing."""
    seen = {}
    for path, text in texts.items():
        for match in TEST_NAME.finditer(cpp.without_comments(text)):
            place = f"{path}:{line_of(text, match.start())}"
            binary = "/".join(path.split("/")[:3])
            if ";" in match[1]:
                yield f"{place}: ';' in the name of a test"
            if (binary, match[1]) in seen:
                yield f"{place}: the test name of {seen[binary, match[1]]} again"
            seen[binary, match[1]] = place


def parser_library(texts):
    users = [path for path, text in texts.items() if re.search(r'#\s*include\s+[<"]CLI/', text)]
    if len(users) != 1 or not users[0].endswith(".cpp"):
        yield f"cli: CLI11 is included in exactly one .cpp file, found {users or 'none'}"


def findings(source, _binary=None):
    texts = {path: tree.read(source, path) for path in tree.cpp_files(source)}
    if not texts:
        yield "no C++ file found"
    for path, text in texts.items():
        for rule in (includes, form, sql):
            for line, what in rule(path, text):
                yield f"{path}:{line}: {what}"
    yield from test_names(texts)
    yield from parser_library(texts)
