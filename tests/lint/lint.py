# SPDX-License-Identifier: EUPL-1.2
"""lint.py CHECK --source FOLDER [--bin FOLDER]: prints what a check of this folder finds; exit 1 if anything."""
import argparse
import importlib
import pathlib
import sys

CHECKS = ["sources", "hygiene", "catalogue", "rules", "commands"]


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("check", choices=CHECKS)
    parser.add_argument("--source", type=pathlib.Path, required=True)
    parser.add_argument("--bin", type=pathlib.Path, help="folder of the built ehrenamt")
    args = parser.parse_args()
    binary = args.bin.resolve() / "ehrenamt" if args.bin else None
    found = list(importlib.import_module(args.check).findings(args.source.resolve(), binary))
    print("\n".join(found) if found else f"{args.check}: nothing found")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
