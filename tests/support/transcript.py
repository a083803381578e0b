# SPDX-License-Identifier: EUPL-1.2
"""Runs a page of prose and compares what its commands print with what the page says.

    transcript.py [--update] --bin FOLDER --source FOLDER PAGE.md

A page is Markdown. Two things in it are run, from top to bottom:

* A fenced block whose first line is ```file NAME creates the file NAME in the page's folder.
* An indented block (four spaces) runs commands:

      $ ehrenamt status --store none.db      a command, run by `sh`, one shell each
      > --format json                        the command goes on
      no store at none.db                    what it prints: all of stdout, then all of stderr
      [10]                                   its exit status; no such line means 0

Empty lines inside an output count, those at its end do not. A last line without a newline is followed
by `<no newline>`. In an expected line `<any>` stands for any text, `<hash>` for 8 to 64 hex digits and
`<seconds>` for a decimal number. The page's own folder reads as `<folder>` in the output, the project's
as `<source>`; commands find the project in `$SOURCE`.

Every page runs in an empty folder of its own, with a fixed environment: today is 2026-11-22, the
user is clerk, messages are English, the clock is UTC, and HOME and XDG_* lie in the page's folder.

`--update` writes what the commands print into the page, for a person to read before it is committed.
"""
import argparse
import difflib
import os
import pathlib
import re
import subprocess
import sys
import tempfile
from dataclasses import dataclass, field

from product import environment

INDENT = "    "
PLACEHOLDERS = {"<any>": ".*", "<hash>": "[0-9a-f]{8,64}", "<seconds>": r"[0-9]+(?:[.,][0-9]+)?"}
STATUS = re.compile(r"\[(\d+)\]")


@dataclass
class InputFile:
    """A file that the page creates."""
    name: str
    text: str


@dataclass
class Command:
    """A command of the page; `first` and `last` are the page's lines that hold its expected output."""
    line: int
    text: str
    first: int
    last: int
    expected: list = field(default_factory=list)


def read_page(lines):
    """The page's input files and commands, in order."""
    steps, at = [], 0
    while at < len(lines):
        if lines[at].startswith("```"):
            end = next((n for n in range(at + 1, len(lines)) if lines[n].startswith("```")), None)
            if end is None:
                sys.exit(f"line {at + 1}: the block that begins here has no end")
            if lines[at].startswith("```file "):
                text = "".join(line + "\n" for line in lines[at + 1:end])
                steps.append(InputFile(lines[at][len("```file "):].strip(), text))
            at = end + 1
        elif lines[at].startswith(INDENT + "$ "):
            step = read_command(lines, at)
            steps.append(step)
            at = step.last
        else:
            at += 1
    return steps


def read_command(lines, at):
    line, text = at + 1, lines[at][len(INDENT) + 2:]
    at += 1
    while at < len(lines) and lines[at].startswith(INDENT + "> "):
        text += "\n" + lines[at][len(INDENT) + 2:]
        at += 1
    first = last = at
    while at < len(lines) and (lines[at].startswith(INDENT) or not lines[at].strip()):
        if lines[at].startswith(INDENT + "$ "):
            break
        at += 1
        if lines[at - 1].strip():
            last = at
    expected = [line[len(INDENT):] for line in lines[first:last]]
    if not (expected and STATUS.fullmatch(expected[-1])):
        expected.append("[0]")
    return Command(line, text, first, last, expected)


def as_lines(data):
    text = data.decode("utf-8", "backslashreplace")
    if text and not text.endswith("\n"):
        text += "\n<no newline>\n"
    return text.split("\n")[:-1]


def run(command, work, env, source, timeout):
    """What the command printed, and its status as the last line."""
    try:
        done = subprocess.run(["sh", "-c", command.text], cwd=work, env=env, stdin=subprocess.DEVNULL,
                              capture_output=True, timeout=timeout, check=False)
    except subprocess.TimeoutExpired:
        return [f"<still running after {timeout} seconds>"]
    lines = as_lines(done.stdout) + as_lines(done.stderr)
    while lines and not lines[-1]:
        lines.pop()
    lines = [line.replace(str(work), "<folder>").replace(str(work.parent), "<folder>/..")
             .replace(str(source), "<source>") for line in lines]
    return lines + [f"[{done.returncode}]"]


def fits(expected, actual):
    if expected == actual:
        return True
    pattern = re.escape(expected)
    for name, meaning in PLACEHOLDERS.items():
        pattern = pattern.replace(re.escape(name), meaning)
    return re.fullmatch(pattern, actual) is not None


def filled(expected, actual):
    """The actual lines, written as the page writes those that fit."""
    return [expected[n] if n < len(expected) and fits(expected[n], line) else line
            for n, line in enumerate(actual)]


def run_page(page, bin_folder, source, timeout):
    """For every command of the page: the command and what it printed, with fitting lines as expected."""
    steps = read_page(page.read_text(encoding="utf-8").split("\n"))
    results = []
    with tempfile.TemporaryDirectory(prefix="page-") as name:
        folder = pathlib.Path(name).resolve()
        work = folder / "work"
        work.mkdir()
        (folder / "home").mkdir()
        env = environment(folder / "home", bin_folder, source)
        for step in steps:
            if isinstance(step, InputFile):
                target = work / step.name
                target.parent.mkdir(parents=True, exist_ok=True)
                target.write_text(step.text, encoding="utf-8")
            else:
                actual = run(step, work, env, source, timeout)
                results.append((step, filled(step.expected, actual)))
    return results


def report(page, results):
    """Prints every difference; returns how many commands differ."""
    failures = 0
    for command, actual in results:
        if actual == command.expected:
            continue
        failures += 1
        print(f"{page}:{command.line}: $ {command.text}")
        diff = list(difflib.unified_diff(command.expected, actual, lineterm="", n=3))[2:]
        print("\n".join(diff) + "\n")
    return failures


def update(page, results):
    lines = page.read_text(encoding="utf-8").split("\n")
    for command, actual in reversed(results):
        if actual[-1] == "[0]" and not (len(actual) > 1 and STATUS.fullmatch(actual[-2])):
            actual = actual[:-1]
        lines[command.first:command.last] = [(INDENT + line).rstrip() for line in actual]
    page.write_text("\n".join(lines), encoding="utf-8")


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--update", action="store_true", help="write the actual output into the page")
    parser.add_argument("--bin", type=pathlib.Path, required=True, help="folder of the built ehrenamt")
    parser.add_argument("--source", type=pathlib.Path, required=True, help="the project's folder")
    parser.add_argument("--timeout", type=float, default=60, help="seconds for one command")
    parser.add_argument("page", type=pathlib.Path)
    args = parser.parse_args()
    os.umask(0o022)
    results = run_page(args.page, args.bin.resolve(), args.source.resolve(), args.timeout)
    if args.update:
        update(args.page, results)
        return 0
    failures = report(args.page, results)
    print(f"{args.page.name}: {len(results) - failures} commands as expected, {failures} not")
    return 1 if failures or not results else 0


if __name__ == "__main__":
    sys.exit(main())
