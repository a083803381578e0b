# SPDX-License-Identifier: EUPL-1.2
"""The built program, as the tests in Python run it; where it is, ctest says in the environment."""
import hashlib
import os
import pathlib
import sqlite3
import subprocess

BIN = pathlib.Path(os.environ.get("EHRENAMT_TEST_BIN", "."))
SOURCE = pathlib.Path(os.environ.get("EHRENAMT_TEST_SOURCE", "."))

# Options of `init` that a test store needs.
CONTACT_POINT = ["--contact-point", "Freiwilligenzentrum Offenbach", "--municipality", "06413000"]


def environment(home, bin_folder=BIN, source=SOURCE):
    """A fixed environment: the same day, language, clock and folders on every machine."""
    return {
        "PATH": f"{bin_folder}:/usr/bin:/bin:/usr/sbin:/sbin", "SOURCE": str(source),
        "HOME": str(home), "XDG_DATA_HOME": f"{home}/data", "XDG_CONFIG_HOME": f"{home}/config",
        "XDG_STATE_HOME": f"{home}/state", "XDG_CACHE_HOME": f"{home}/cache", "EHRENAMT_USER": "clerk",
        "TZ": "UTC", "LC_ALL": "C.UTF-8", "EHRENAMT_TODAY": "2026-11-22", "EHRENAMT_LANG": "en",
    }


def run(*words, cwd, under=(), extra=None, **options):
    """Runs `ehrenamt WORDS…` in the folder; `under` is a command that runs it, `extra` more environment."""
    options = {"capture_output": True, "stdin": subprocess.DEVNULL, "timeout": 120, **options}
    return subprocess.run([*under, str(BIN / "ehrenamt"), *map(str, words)], cwd=cwd, text=True, errors="replace",
                          env={**environment(cwd), **(extra or {})}, check=False, **options)


def must(*words, cwd, **options):
    """As run(), for what only prepares a test."""
    done = run(*words, cwd=cwd, **options)
    if done.returncode != 0:
        raise AssertionError(f"{words}: exit {done.returncode}\n{done.stdout}{done.stderr}")
    return done


def content(store):
    """{table: digest of its rows in their order}; raises sqlite3.DatabaseError for what cannot be read."""
    tables = {}
    db = sqlite3.connect(f"file:{store}?mode=ro", uri=True)
    db.text_factory = bytes
    try:
        for name, in db.execute("SELECT name FROM sqlite_schema WHERE type = 'table' ORDER BY name").fetchall():
            digest = hashlib.sha256()
            for row in db.execute(f"SELECT * FROM \"{name.decode()}\" NOT INDEXED"):
                digest.update(repr(row).encode())
            tables[name.decode()] = digest.hexdigest()
    finally:
        db.close()
    return tables
