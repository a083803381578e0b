# SPDX-License-Identifier: EUPL-1.2
"""Writes answers as LimeSurvey exports them, ten cells each: python3 make_answers.py ROWS FILE."""
import random
import sys

HEAD = ("id", "submitdate", "lastpage", "TRAINS", "MEMBERS", "TOPICS[fundraising]", "TOPICS[buchfuehrung]",
        "PERSONS[fundraising]", "PERSONS[buchfuehrung]", "TIMES[EVENING]")


def main(rows, path):
    say = random.Random(1)
    with open(path, "w", encoding="utf-8", newline="") as out:
        out.write("\ufeff" + ",".join(f'"{heading}"' for heading in HEAD) + "\r\n")
        for number in range(1, rows + 1):
            first, second = say.random() < 0.5, say.random() < 0.3
            cells = [str(number), f"2026-11-{say.randint(3, 19):02} 10:{say.randint(0, 59):02}:12", "4",
                     say.choice("YN"), str(say.randint(7, 900)), "Y" if first else "", "Y" if second else "",
                     str(say.randint(1, 20)) if first else None, str(say.randint(1, 20)) if second else None,
                     say.choice(("Y", ""))]
            out.write(",".join("" if cell is None else f'"{cell}"' for cell in cells) + "\r\n")
        out.write("\r\n")


main(int(sys.argv[1]), sys.argv[2])
