# SPDX-License-Identifier: EUPL-1.2
"""Just enough of C++ to read sources: comments out, string literals in."""
import re
from dataclasses import dataclass

TOKEN = re.compile(r'''
    (?P<comment> //[^\n]* | /\*.*?\*/ )
  | (?P<raw> R"(?P<mark>[^\s()\\]{0,16})\((?P<rawtext>.*?)\)(?P=mark)" )
  | (?P<string> "(?P<text>(?:\\.|[^"\\\n])*)" )
  | (?P<char> (?<![0-9]) '(?:\\.|[^'\\\n])+' )
''', re.VERBOSE | re.DOTALL)


@dataclass
class Literal:
    """A string literal (neighbours joined), with the code directly before and behind it."""
    line: int
    text: str
    before: str
    behind: str


def without_comments(text):
    """The text with comments blanked; lines and columns stay."""
    out, at = [], 0
    for match in TOKEN.finditer(text):
        if match["comment"]:
            out += [text[at:match.start()], re.sub(r"[^\n]", " ", match["comment"])]
            at = match.end()
    return "".join(out) + text[at:]


def literals(text):
    """The string literals of a source text in order; `#include "…"` is none."""
    code = without_comments(text)
    spans = [(m.start(), m.end(), m["rawtext"] if m["raw"] else m["text"])
             for m in TOKEN.finditer(code) if m["raw"] or m["string"]]
    joined = []
    for start, end, value in spans:
        if joined and not code[joined[-1][1]:start].strip():
            joined[-1] = (joined[-1][0], end, joined[-1][2] + value)
        else:
            joined.append((start, end, value))
    found = []
    for n, (start, end, value) in enumerate(joined):
        before = code[joined[n - 1][1] if n else 0:start].strip()
        behind = code[end:joined[n + 1][0] if n + 1 < len(joined) else len(code)].lstrip()
        if not before.endswith("#include"):
            found.append(Literal(code.count("\n", 0, start) + 1, value, before, behind))
    return found
