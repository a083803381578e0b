# SPDX-License-Identifier: EUPL-1.2
"""Every command is whole: man page with every option, a page of prose as its test, German help, common options."""
import json
import subprocess

import tree


def described(binary, language):
    """What the program says of itself in a language."""
    done = subprocess.run([str(binary), "--lang", language, "--usage", "json"], capture_output=True, text=True, check=True)
    return json.loads(done.stdout)


def gaps(command, german, pages):
    """What the command lacks. `pages` is (its man page, its test page, the changelog), None where there is none."""
    man, test, changelog = pages
    name = command["name"]
    options = {word: option for option in command["options"] for word in option["names"]}
    if man is None:
        yield "no man page"
    else:
        yield from (f"{word} is not in its man page" for word in options if word not in man)
    if test is None:
        yield "no page in tests/cli"
    elif f"ehrenamt {name}" not in test:
        yield "its page in tests/cli does not run it"
    if f"`{name}`" not in (changelog or ""):
        yield "not in the changelog"
    needed = {"writes": "--dry-run", "reads": "--format"}.get(command["effect"])
    if needed and needed not in options:
        yield f"it {command['effect']} the store, but has no {needed}"
    if german["summary"] == command["summary"]:
        yield "its summary has no German"
    for option, same in zip(command["options"], german["options"]):
        if option["help"] == same["help"]:
            yield f"the help of {option['names'][0]} has no German"


def page(source, path):
    return tree.read(source, path) if (source / path).exists() else None


def man_page(source, binary, name):
    """The page as it was built: NAME, SYNOPSIS and OPTIONS come from the program; None without its prose."""
    built = binary.parent.parent / "docs" / "man1" / f"ehrenamt-{name}.1"
    if page(source, f"docs/man/{name}.md") is None or not built.exists():
        return None
    return built.read_text(encoding="utf-8").replace("\\-", "-")


def findings(source, binary):
    english, german = described(binary, "en"), described(binary, "de")
    if not english["commands"]:
        yield "the program names no command"
    changelog = page(source, "CHANGELOG.md")
    for command, same in zip(english["commands"], german["commands"]):
        pages = man_page(source, binary, command["name"]), page(source, f"tests/cli/{command['name']}.md"), changelog
        for gap in gaps(command, same, pages):
            yield f"{command['name']}: {gap}"
    for option, same in zip(english["global_options"], german["global_options"]):
        if option["help"] == same["help"]:
            yield f"the help of {option['names'][0]} has no German"
