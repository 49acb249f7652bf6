"""Random CSV files and what Python's own csv module reads in them.

Usage: random_csv.py SEED COUNT FOLDER. Writes FOLDER/0.csv, FOLDER/1.csv … and FOLDER/expected.json:
for each file its delimiter and its rows, outer spaces and tabs of values trimmed as Attend does.
"""

import csv
import json
import random
import sys
from pathlib import Path

PIECES = ["a", "B7", "é", "字", " ", "\t", '"', '""', ",", ";", "|", "'", "=", "x" * 90, "\u00a0"]
LINE_ENDS = ["\n", "\r\n", "\r"]


def value(chance, pieces):
    return "".join(chance.choice(pieces) for _ in range(chance.choice([0, 0, 1, 1, 2, 3, 6])))


def write(chance, path):
    delimiter = chance.choice([",", ",", ";", "|", "\t"])
    # A quoting that protects a line end inside a value, whatever the version of Python.
    quoting = chance.choice([csv.QUOTE_ALL, csv.QUOTE_MINIMAL])
    pieces = PIECES + (LINE_ENDS if quoting == csv.QUOTE_ALL else [])
    columns = chance.randint(2, 12)
    text_rows = [[value(chance, pieces) for _ in range(columns)] for _ in range(chance.randint(1, 40))]
    with open(path, "w", newline="", encoding="utf-8") as file:
        csv.writer(
            file,
            delimiter=delimiter,
            quoting=quoting,
            lineterminator=chance.choice(["\n", "\r\n"]),
        ).writerows(text_rows)
    with open(path, newline="", encoding="utf-8") as file:
        rows = list(csv.reader(file, delimiter=delimiter, strict=True))
    return {"delimiter": delimiter, "rows": [[cell.strip(" \t") for cell in row] for row in rows]}


def main():
    seed, count, folder = int(sys.argv[1]), int(sys.argv[2]), Path(sys.argv[3])
    chance = random.Random(seed)
    expected = [write(chance, folder / f"{index}.csv") for index in range(count)]
    (folder / "expected.json").write_text(json.dumps(expected), encoding="utf-8")


if __name__ == "__main__":
    main()
