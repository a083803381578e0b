# SPDX-License-Identifier: EUPL-1.2
"""Every text of the program is in the German catalogue, whole, with the same placeholders, and nothing else is."""
import gettext
import pathlib
import re
import subprocess
import tempfile

import tree

KEYWORDS = ["message:1", "_m:1"]
CATALOGUE = "data/locale/de.po"


def tool(*words, cwd):
    return subprocess.run([str(w) for w in words], cwd=cwd, capture_output=True, text=True, check=False)


def compiled(po, folder, *, check):
    """{msgid: msgstr} of a .po file without the untranslated and the fuzzy, and what msgfmt had to say."""
    mo = folder / "catalogue.mo"
    done = tool("msgfmt", *(["--check"] if check else []), "-o", mo, po, cwd=folder)
    if done.returncode != 0:
        return {}, done.stderr.strip()
    with mo.open("rb") as file:
        texts = gettext.GNUTranslations(file)._catalog  # the module has no public way to list a catalogue
    return {key: value for key, value in texts.items() if key}, ""


def texts_of_sources(source, folder):
    """{msgid: msgid} of everything that the sources wrap, and what xgettext had to say."""
    paths = [p for p in tree.files(source, "lib", "cli", suffixes=[".cpp", ".hpp"])]
    template, filled = folder / "all.pot", folder / "all.po"
    done = tool("xgettext", "--language=C++", "--from-code=UTF-8", "--keyword", *(f"--keyword={k}" for k in KEYWORDS),
                "--force-po", "-o", template, *paths, cwd=source)
    if done.returncode != 0 or not paths:
        return {}, done.stderr.strip() or "no sources"
    template.write_text(template.read_text(encoding="utf-8").replace("charset=CHARSET", "charset=UTF-8"), encoding="utf-8")
    tool("msgen", "-o", filled, template, cwd=source)
    return compiled(filled, folder, check=False)


def placeholders(text):
    return sorted(set(re.findall(r"\{\d+\}", text)))


def bad_forms(text):
    """Those `{0|one|many}` that have not two forms or whose number the text does not take."""
    for number, forms in re.findall(r"\{(\d+)\|([^}]*)\}", text):
        if forms.count("|") != 1 or f"{{{number}}}" not in text:
            yield f"{{{number}|{forms}}}"


def findings(source, _binary=None):
    with tempfile.TemporaryDirectory() as name:
        folder = pathlib.Path(name)
        wanted, problem = texts_of_sources(source, folder)
        if problem or not wanted:
            yield f"no texts could be collected: {problem}"
            return
        german, problem = compiled(source / CATALOGUE, folder, check=True)
        if problem:
            yield f"{CATALOGUE}: {problem}"
            return
    for number, line in enumerate(tree.read(source, CATALOGUE).split("\n"), 1):
        if line.startswith("#~"):
            yield f"{CATALOGUE}:{number}: an entry that is commented out"
    for text in wanted:
        if not german.get(text):
            yield f"{CATALOGUE}: no German for {text!r}"
        elif placeholders(text) != placeholders(german[text]):
            yield f"{CATALOGUE}: other placeholders than in {text!r}: {german[text]!r}"
        for form in [*bad_forms(text), *bad_forms(german.get(text, ""))]:
            yield f"{CATALOGUE}: {text!r}: {form} has not two forms, or the text has not its number"
    for text in sorted(german.keys() - wanted.keys()):
        yield f"{CATALOGUE}: no source says {text!r}"
