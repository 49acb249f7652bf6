#!/usr/bin/env python3
"""Makes the sample data of a synthetic trust, or a large extract for benchmarks.

    python3 SampleData/generate.py
        rewrites inbox/, next-night/, practices.csv, cases.csv and the table of cases in README.md
    python3 SampleData/generate.py --layout standard --rows 1000000 --seed 7 --out FILE
        writes one extract of that many rows, 23 columns, all ages
    python3 SampleData/generate.py --layout standard --rows 1000 --after 1000000 --seed 7 --out FILE
        writes the next day's extract to that one: the same people

The same arguments give the same bytes. Needs Python 3.11 or later and nothing else.
"""

import argparse
import csv
import random
from collections import defaultdict
from pathlib import Path

from synthetic.background import background
from synthetic.benchmark import write_benchmark, write_night
from synthetic.cases import CaseBook
from synthetic.cases_of_counting import add_frequent_attenders, add_injuries
from synthetic.cases_of_reading import add_bad_rows, add_next_night, add_versions
from synthetic.cases_of_telling import add_bruises, add_parent_gates, add_routes
from synthetic.layouts import PROVIDERS, write_extract
from synthetic.people import Register, write_practices

HERE = Path(__file__).resolve().parent
ATTENDANCES = 2_000
# The extracts of a source: each holds arrivals up to and including its last day.
FILES = {
    "ae": [
        ("ae-2025.csv", "2025-12-31"),
        ("ae-2026-09-30.csv", "2026-09-30"),
        ("ae-2026-10-30.csv", "2026-10-30"),
        ("ae-2026-10-31.csv", "2026-10-31"),
    ],
    "walk-in": [("wic-2025.csv", "2025-12-31"), ("wic-2026-10-31.csv", "2026-10-31")],
    "out-of-hours": [("ooh-2025.csv", "2025-12-31"), ("ooh-2026-10-31.csv", "2026-10-31")],
}


def designed_cases(register, rng):
    book = CaseBook(register, rng)
    for add in (
        add_frequent_attenders,
        add_injuries,
        add_routes,
        add_parent_gates,
        add_bruises,
        add_versions,
        add_bad_rows,
        add_next_night,
    ):
        add(book)
    return book.cases


def file_of(attendance):
    """Where the line stands: the folder is inbox/ unless the attendance names another."""
    name = attendance.file
    if name is None:
        arrived = attendance.arrival.date().isoformat()
        name = next(name for name, last in FILES[attendance.source] if arrived <= last)
    return name if "/" in name else f"inbox/{name}"


def write_extracts(attendances):
    extracts = defaultdict(list)
    for attendance in attendances:
        extracts[file_of(attendance)].append(attendance)
    for name, lines in sorted(extracts.items()):
        # Corrections and late rows, which name their file, follow the day's own.
        lines.sort(key=lambda line: (line.file is not None, line.arrival))
        path = HERE / name
        path.parent.mkdir(exist_ok=True)
        write_extract(path, lines)
        print(f"{name}: {len(lines)} rows")


def write_cases(cases):
    """The promises of the cases as a file that `reference.py` checks."""
    with open(HERE / "cases.csv", "w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(["case", "what", "attendances", "triggers", "triggers_next_night", "told"])
        for case in cases:
            key = {visit.id: f"{PROVIDERS[visit.source]}/{visit.id}" for visit in case.attendances}
            first, following = (
                " ".join(f"{rule}@{key[number]}" for rule, number in triggers)
                for triggers in (case.fires, case.fires_next)
            )
            row = [case.code, case.what, " ".join(key.values()), first, following, case.told]
            writer.writerow(row)


def write_table(cases):
    """Puts the table of cases between its two marks in README.md."""
    lines = ["| case | what it shows | rows | triggers | who is told |", "|---|---|---|---|---|"]
    for case in cases:
        numbers = defaultdict(list)
        for rule, attendance in case.fires:
            numbers[rule].append(attendance.split("-")[1])
        at = (
            "; ".join(f"`{rule}` at {', '.join(those)}" for rule, those in numbers.items())
            or "none"
        )
        lines.append(
            f"| {case.code} | {case.what} | {len(case.attendances)} | {at} | {case.told} |"
        )
    path = HERE / "README.md"
    start, end = "<!-- table of cases: made by generate.py -->\n", "<!-- end of table -->"
    before, rest = path.read_text(encoding="utf-8").split(start)
    after = rest.split(end)[1]
    path.write_text(before + start + "\n".join(lines) + "\n" + end + after, encoding="utf-8")


def make_samples(seed):
    rng = random.Random(seed)
    register = Register(rng)
    cases = designed_cases(register, rng)
    attendances = [visit for case in cases for visit in case.attendances]
    attendances += background(register, rng, ATTENDANCES - len(attendances))
    write_extracts(attendances)
    write_practices(HERE / "practices.csv")
    write_cases(cases)
    write_table(cases)


def main():
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--layout", choices=["standard"], help="write one extract in this layout")
    parser.add_argument("--rows", type=int, default=1_000_000, help="its number of rows")
    parser.add_argument("--after", type=int, help="the rows of the extract whose next day it is")
    parser.add_argument("--out", type=Path, help="where to write it")
    parser.add_argument("--seed", type=int, default=20261101)
    options = parser.parse_args()
    if options.layout:
        if options.out is None or options.rows < 1:
            parser.error("--layout needs --out FILE and at least one row")
        if options.after is None:
            write_benchmark(options.out, options.rows, options.seed)
        else:
            write_night(options.out, options.rows, options.after, options.seed)
    else:
        make_samples(options.seed)


if __name__ == "__main__":
    main()
