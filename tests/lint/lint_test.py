# SPDX-License-Identifier: EUPL-1.2
"""The checks themselves: each finds what is wrong in a tiny tree, and nothing in a tiny right one."""
import pathlib
import tempfile
import unittest

import catalogue
import commands
import cpp
import hygiene
import rules
import sources

SPDX = "// SPDX-License-Identifier: EUPL-1.2\n"
PARSER = {"cli/parser.cpp": SPDX + "#include <CLI/CLI.hpp>\n"}


def found(check, files):
    with tempfile.TemporaryDirectory() as name:
        source = pathlib.Path(name)
        for path, text in files.items():
            (source / path).parent.mkdir(parents=True, exist_ok=True)
            (source / path).write_text(text, encoding="utf-8")
        return list(check.findings(source))


class Tokens(unittest.TestCase):
    def test_literals_are_read_without_comments_and_joined(self):
        text = '// "no"\nf("a" /* "no" */ "b", 1\'000, R"x(c")x", \'"\');\n#include "d.hpp"\n'
        self.assertEqual([l.text for l in cpp.literals(text)], ["ab", 'c"'])
        self.assertEqual(cpp.literals(text)[0].before, "f(")


class Sources(unittest.TestCase):
    def one(self, path, text, part):
        hits = found(sources, {**PARSER, path: text})
        self.assertEqual(len(hits), 1, hits)
        self.assertIn(part, hits[0])
        self.assertIn(path, hits[0])

    def test_a_right_tree_passes(self):
        right = {"lib/ehrenamt/store/a.cpp": SPDX + '#include "ehrenamt/base/b.hpp"\nf("SELECT a FROM b");\n',
                 "lib/ehrenamt/base/b.hpp": SPDX + "#pragma once\n"}
        self.assertEqual(found(sources, {**PARSER, **right}), [])

    def test_includes_run_one_way(self):
        self.one("lib/ehrenamt/base/a.cpp", SPDX + '#include "ehrenamt/store/s.hpp"\n', "base includes")
        self.one("lib/ehrenamt/statistics/a.cpp", SPDX + '#include "ehrenamt/needs/s.hpp"\n', "statistics includes")
        self.one("lib/ehrenamt/store/a.cpp", SPDX + '#include "cli/output.hpp"\n', "store includes")
        self.one("lib/ehrenamt/other/a.cpp", SPDX, "no place")

    def test_form(self):
        self.one("cli/a.cpp", "int x;\n", "SPDX")
        self.one("cli/a.hpp", SPDX, "#pragma once")

    def test_sql_stays_in_its_place_and_whole(self):
        self.one("cli/a.cpp", SPDX + 'f("SELECT a FROM b");\n', "SQL in cli")
        self.one("lib/ehrenamt/store/a.cpp", SPDX + 'f("DELETE FROM " + name);\n', "pieces")
        self.one("lib/ehrenamt/store/a.cpp", SPDX + 'fmt::format("UPDATE {} SET x", name);\n', "pieces")
        self.one("lib/ehrenamt/store/a.cpp", SPDX + 'f(R"(\n  select a\n)" + order);\n', "pieces")

    def test_names_of_tables_may_be_joined_if_a_comment_says_so(self):
        text = SPDX + '// The name is the schema\'s own; SQLite cannot bind it.\nf("DELETE FROM " + name);\n'
        self.assertEqual(found(sources, {**PARSER, "lib/ehrenamt/store/a.cpp": text}), [])

    def test_names_of_tests(self):
        path = "tests/unit/base/a_test.cpp"
        self.one(path, SPDX + 'TEST_CASE("a; b") {}\n', "';'")
        self.one(path, SPDX + 'TEST_CASE("a") {}\nTEST_CASE("a") {}\n', "again")

    def test_one_file_knows_the_parser_library(self):
        self.assertIn("found none", found(sources, {"cli/a.cpp": SPDX})[0])
        self.assertIn("cli/b.cpp", found(sources, {**PARSER, "cli/b.cpp": PARSER["cli/parser.cpp"]})[0])


class Hygiene(unittest.TestCase):
    def test_machines_and_unfinished_work_are_found(self):
        for text in ["see /" + "home/anna/x", "TO" + "DO: later", "deb" + " https://example.org stable",
                     "https:" + "//registry.example.org/x"]:
            self.assertEqual(len(found(hygiene, {"a.md": "fine\n" + text + "\n"})), 1, text)
        self.assertEqual(found(hygiene, {"a.md": "$HOME/work and <folder>/home, todo list\n"}), [])


class Catalogue(unittest.TestCase):
    HEAD = 'msgid ""\nmsgstr ""\n"Content-Type: text/plain; charset=UTF-8\\n"\n'

    def check(self, code, entries):
        return found(catalogue, {"cli/a.cpp": code, "data/locale/de.po": self.HEAD + entries})

    def test_a_whole_catalogue_passes(self):
        code = 'message("{0} of {1}", a, b); _m("Hel" "lo"); _m(R"(raw)"); f("not wrapped");'
        entries = ('\nmsgid "{0} of {1}"\nmsgstr "{0} von {1}"\n\nmsgid "Hello"\nmsgstr "Hallo"\n'
                   '\nmsgid "raw"\nmsgstr "roh"\n')
        self.assertEqual(self.check(code, entries), [])

    def test_gaps_are_found(self):
        hello = '\nmsgid "Hello {0}"\nmsgstr '
        for entries, part in [("", "no German"), (hello + '""\n', "no German"), (hello + '"Hallo"\n', "placeholders"),
                              ("\n#, fuzzy" + hello + '"Hallo {0}"\n', "no German"),
                              (hello + '"Hallo {0}"\n\nmsgid "Bye"\nmsgstr "Tschüs"\n', "no source"),
                              (hello + '"Hallo {0}"\n\n#~ msgid "Old"\n#~ msgstr "Alt"\n', "commented out"),
                              (hello + '"Hallo {0}"\n' + hello + '"Hallo {0}"\n', "duplicate"),
                              (hello + '"Hallo {0} {0|Mensch}"\n', "two forms"),
                              (hello + '"Hallo {0} {1|Mensch|Menschen}"\n', "has not its number")]:
            hits = self.check('message("Hello {0}", name);', entries)
            self.assertTrue(hits and part in hits[0], f"{part}: {hits}")


class Rules(unittest.TestCase):
    CODE = {"lib/ehrenamt/base/a.cpp": 'return Problem{"ags.length", message("x")};\n'
                                       'throw Error(ExitStatus::failed, "store.full", message("x"));\n'}

    def test_documented_keys_pass(self):
        page = "| `ags.length` | … |\n| `store.full` | … see `ehrenamt.db` |\n"
        self.assertEqual(found(rules, {**self.CODE, "docs/errors.md": page}), [])

    def test_gaps_are_found_both_ways(self):
        hits = found(rules, {**self.CODE, "docs/errors.md": "`ags.length`, `ags.gone`\n"})
        self.assertIn("store.full is not in", hits[0])
        self.assertIn("ags.gone", hits[1])
        self.assertIn("is missing", found(rules, self.CODE)[0])


class Commands(unittest.TestCase):
    ENGLISH = {"name": "weigh", "effect": "writes", "summary": "weigh it",
               "options": [{"names": ["--dry-run", "-n"], "help": "try"}, {"names": ["--on"], "help": "scale"}]}
    GERMAN = {"summary": "wiegen", "options": [{"help": "versuchen"}, {"help": "Waage"}]}
    PAGES = ("--dry-run, -n, --on", "    $ ehrenamt weigh", "new: `weigh`")

    def test_a_whole_command_passes(self):
        self.assertEqual(list(commands.gaps(self.ENGLISH, self.GERMAN, self.PAGES)), [])

    def test_each_gap_is_found(self):
        plain = {**self.ENGLISH, "options": self.ENGLISH["options"][1:]}
        reading = {**plain, "effect": "reads"}
        for command, german, pages, part in [
                (self.ENGLISH, self.GERMAN, (None, *self.PAGES[1:]), "no man page"),
                (self.ENGLISH, self.GERMAN, ("--dry-run -n", *self.PAGES[1:]), "--on is not in its man page"),
                (self.ENGLISH, self.GERMAN, (self.PAGES[0], None, self.PAGES[2]), "no page"),
                (self.ENGLISH, self.GERMAN, (self.PAGES[0], "prose", self.PAGES[2]), "does not run it"),
                (self.ENGLISH, self.GERMAN, (*self.PAGES[:2], ""), "changelog"),
                (self.ENGLISH, {**self.GERMAN, "summary": "weigh it"}, self.PAGES, "summary"),
                (self.ENGLISH, {**self.GERMAN, "options": [{"help": "try"}, {"help": "Waage"}]}, self.PAGES, "--dry-run"),
                (plain, {**self.GERMAN, "options": [{"help": "Waage"}]}, self.PAGES, "no --dry-run"),
                (reading, {**self.GERMAN, "options": [{"help": "Waage"}]}, self.PAGES, "no --format")]:
            hits = list(commands.gaps(command, german, pages))
            self.assertEqual(len(hits), 1, hits)
            self.assertIn(part, hits[0])


if __name__ == "__main__":
    unittest.main()
