#!/usr/bin/env python3
"""An independent calculation of the triggers of the five rules, to check the program against.

    python3 SampleData/reference.py --as-of 2026-11-01 SampleData/inbox/*.csv > triggers.csv
    python3 SampleData/reference.py --as-of 2026-11-01 --cases triggers SampleData/inbox/*.csv

It shares nothing with the program but the text of its design (S1 to S8, S11) and the code sets.
Plain and slow on purpose: read it beside the design. It reads the three sample layouts, known by
the first column of the header, and the layout that needs no profile. Extracts count in the order:
A&E, walk-in, out-of-hours, others; within a source by file name.

With --cases it compares with cases.csv, column `triggers` or `triggers_next_night`, and says
where they differ; exit code 1 if they do.
"""

import argparse
import csv
import re
import sys
from calendar import monthrange
from collections import Counter, defaultdict
from datetime import date, datetime, time, timedelta
from pathlib import Path

HERE = Path(__file__).resolve().parent
LAYOUT_ORDER = ["ecds", "walk-in", "out-of-hours", "standard"]

# ---------------------------------------------------------------------- values (S1, S3, S6)


def iso_day(text):
    return _day(re.fullmatch(r"(\d{4})-(\d\d)-(\d\d)", text, re.ASCII), "ymd")


def british_day(text):
    return _day(re.fullmatch(r"(\d\d)/(\d\d)/(\d{4})", text, re.ASCII), "dmy")


def _day(match, order):
    """The day; None when unreadable, blank or before 1900."""
    if not match:
        return None
    part = dict(zip(order, map(int, match.groups())))
    try:
        day = date(part["y"], part["m"], part["d"])
    except ValueError:
        return None
    return day if day.year >= 1900 else None


def clock(text):
    """The time of day; None when unreadable. No sample carries an offset."""
    match = re.fullmatch(r"(\d\d):(\d\d)(?::(\d\d))?", text, re.ASCII)
    try:
        return time(*(int(group or 0) for group in match.groups())) if match else None
    except ValueError:
        return None


def nhs_number(text):
    digits = text.replace(" ", "").replace("-", "")
    if not re.fullmatch(r"\d{10}", digits, re.ASCII) or len(set(digits)) == 1:
        return None
    total = sum(int(digit) * weight for digit, weight in zip(digits, range(10, 1, -1)))
    return digits if (11 - total % 11) % 11 == int(digits[9]) else None


# ---------------------------------------------------------------------- rows


def ecds_row(cell):
    return {
        "provider": cell["ORGANISATION_IDENTIFIER_CODE_OF_PROVIDER"],
        "id": cell["EMERGENCY_CARE_ATTENDANCE_IDENTIFIER"],
        "department": cell["EMERGENCY_CARE_DEPARTMENT_TYPE"],
        "category": ecds_category(cell["EMERGENCY_CARE_ATTENDANCE_CATEGORY"]),
        "day": iso_day(cell["EMERGENCY_CARE_ARRIVAL_DATE"]),
        "time": clock(cell["EMERGENCY_CARE_ARRIVAL_TIME"]),
        "nhs": nhs_number(cell["NHS_NUMBER"]),
        "local": cell["LOCAL_PATIENT_IDENTIFIER_EXTENDED"],
        "born": iso_day(cell["PERSON_BIRTH_DATE"]),
        "age": cell["AGE_AT_CDS_ACTIVITY_DATE"],
        "practice": cell["GENERAL_MEDICAL_PRACTICE_CODE_PATIENT_REGISTRATION"],
        "codes": {
            cell["EMERGENCY_CARE_CHIEF_COMPLAINT_SNOMED_CT"],
            cell["EMERGENCY_CARE_DIAGNOSIS_SNOMED_CT_01"],
            cell["EMERGENCY_CARE_DIAGNOSIS_SNOMED_CT_02"],
        },
        "injured": iso_day(cell["INJURY_DATE"]),
        "mobility": "",
        "delete": cell["CDS_UPDATE_TYPE"] == "1",
        "version": moment(iso_day(cell["CDS_APPLICABLE_DATE"]), clock(cell["CDS_APPLICABLE_TIME"])),
    }


def walk_in_row(cell):
    arrived, _, arrived_time = cell["Arrived"].partition(" ")
    updated, _, updated_time = cell["Last Updated"].partition(" ")
    return {
        "provider": cell["Provider"],
        "id": cell["Attendance No"],
        "department": "04",
        "category": {
            "1": "unplanned-first",
            "2": "planned",
            "3": "unplanned-follow-up",
        }.get(cell["Visit Type"], "not-recorded"),
        "day": british_day(arrived),
        "time": clock(arrived_time),
        "nhs": nhs_number(cell["NHS No"]),
        "local": cell["Patient Ref"],
        "born": british_day(cell["DOB"]),
        "age": cell["Age"],
        "practice": cell["Registered Practice"],
        "codes": {cell["Presenting Complaint"], *cell["Diagnoses"].split("|")},
        "injured": british_day(cell["Injury Date"]),
        "mobility": {"Mobile": "mobile", "Non-mobile": "non-mobile"}.get(cell["Mobility"], ""),
        "delete": cell["Update"] == "D",
        "version": moment(british_day(updated), clock(updated_time)),
    }


def out_of_hours_row(cell):
    return {
        "provider": cell["Provider"],
        "id": cell["CaseNo"],
        "department": "OOH",
        "category": "not-recorded",
        "day": british_day(cell["ActiveDate"]),
        "time": clock(cell["ActiveTime"]),
        "nhs": nhs_number(cell["NHSNumber"]),
        "local": cell["PatientRef"],
        "born": british_day(cell["DateOfBirth"]),
        "age": "",
        "practice": cell["PracticeCode"],
        "codes": {cell["PresentingCondition"], cell["Diagnosis1"], cell["Diagnosis2"]},
        "injured": None,
        "mobility": "",
        "delete": False,
        "version": None,
    }


def standard_row(cell):
    day, _, hour = cell.get("applicable_datetime", "").replace("T", " ").partition(" ")
    return {
        "provider": cell["provider_code"],
        "id": cell["attendance_id"],
        "department": cell["department_type"],
        "category": ecds_category(cell["attendance_category"]),
        "day": iso_day(cell["arrival_date"]),
        "time": clock(cell["arrival_time"]),
        "nhs": nhs_number(cell["nhs_number"]),
        "local": cell["local_patient_id"],
        "born": iso_day(cell["birth_date"]),
        "age": cell.get("age_at_arrival", ""),
        "practice": cell["gp_practice_code"],
        "codes": {
            text
            for name, text in cell.items()
            if name.startswith(("chief_complaint", "diagnosis_"))
        },
        "injured": iso_day(cell["injury_date"]),
        "mobility": cell.get("mobility", ""),
        "delete": cell.get("update_type", "") == "1",
        "version": moment(iso_day(day), clock(hour)),
    }


def moment(day, hour):
    """A version's date and time; None, the oldest, unless both can be read."""
    return datetime.combine(day, hour) if day and hour else None


def ecds_category(code):
    return {
        "1": "unplanned-first",
        "2": "unplanned-follow-up",
        "3": "unplanned-follow-up",
        "4": "planned",
        "X": "dead-on-arrival",
    }.get(code, "not-recorded")


LAYOUTS = {  # by the first column's name
    "CDS_UPDATE_TYPE": ("ecds", ",", ecds_row),
    "Attendance No": ("walk-in", ";", walk_in_row),
    "CaseNo": ("out-of-hours", ",", out_of_hours_row),
    "attendance_id": ("standard", ",", standard_row),
}


def layout_of(path):
    with open(path, encoding="utf-8-sig", errors="replace") as file:
        first = re.split("[,;]", file.readline().strip())[0].strip('"')
    return LAYOUTS[first]


def read(path, as_of):
    """The rows of one extract, and how many are quarantined."""
    _, delimiter, decode = layout_of(path)
    rows, quarantined = [], 0
    with open(path, encoding="utf-8-sig", errors="replace", newline="") as file:
        lines = csv.reader(file, delimiter=delimiter, strict=True)
        header = next(lines)
        for line in lines:
            values = [value.strip(" \t") for value in line]
            if not any(values) and len(values) <= 1:
                continue
            row = decode(dict(zip(header, values))) if len(values) == len(header) else None
            if row is None or not row["provider"] or not row["id"]:
                quarantined += 1
            elif not row["delete"] and (row["day"] is None or row["day"] > as_of):
                quarantined += 1
            else:
                rows.append(row)
    return rows, quarantined


# ---------------------------------------------------------------------- versions and persons


def live_versions(rows):
    """S2: the greatest version wins, ties go to the later row; deletes leave nothing."""
    best = {}
    for row in rows:
        key = (row["provider"], row["id"])
        held = best.get(key)
        if held is None or (row["version"] or datetime.min) >= (held["version"] or datetime.min):
            best[key] = row
    return [row for row in best.values() if not row["delete"]]


def timelines(attendances):
    """S3: attendances by person, each list in S1's order."""
    numbers = defaultdict(set)
    for row in attendances:
        if row["nhs"] and row["local"]:
            numbers[row["provider"], row["local"]].add(row["nhs"])
    people = defaultdict(list)
    for row in attendances:
        local = (row["provider"], row["local"])
        if row["nhs"]:
            person = row["nhs"]
        elif row["local"]:
            joined = numbers.get(local, set())
            person = next(iter(joined)) if len(joined) == 1 else local
        else:
            person = ("unidentified", row["provider"], row["id"])
        people[person].append(row)
    for visits in people.values():
        visits.sort(key=order)
    return people


def order(row):
    arrival = datetime.combine(row["day"], row["time"] or time(0)).replace(second=0)
    return arrival, row["provider"].encode(), row["id"].encode()


# ---------------------------------------------------------------------- ages and windows


def months_before(day, months):
    """S5: by calendar, clamped to the month's end."""
    year, month = divmod(day.year * 12 + day.month - 1 - months, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def is_younger_than(row, years=0, months=0):
    """S4: complete years or months by comparing calendar components; unknown is no yes."""
    born, day = row["born"], row["day"]
    if born:
        if born > day:
            return False
        complete = (day.year - born.year) * 12 + day.month - born.month - (day.day < born.day)
        return complete < years * 12 + months
    if re.fullmatch(r"\d{1,3}", row["age"], re.ASCII) and row["age"] != "999":
        return int(row["age"]) + 1 <= years
    return False


# ---------------------------------------------------------------------- the five rules


def code_set(name):
    with open(HERE.parent / f"Rules/codesets/{name}.csv", encoding="utf-8", newline="") as file:
        return {row["code"] for row in csv.DictReader(file)}


INJURY, BRUISING = code_set("injury"), code_set("bruising")
IN_FORCE_FROM = date(2022, 4, 1)


def is_emergency(row):
    unplanned = {"unplanned-first", "unplanned-follow-up", "not-recorded"}
    return row["department"] in {"01", "02", "03"} and row["category"] in unplanned


def is_injury(row):
    first = row["category"] in {"unplanned-first", "not-recorded"}
    return first and (row["injured"] is not None or bool(row["codes"] & INJURY))


def is_unregistered(row):
    return row["practice"] == "V81997" and row["category"] != "dead-on-arrival"


def is_bruised_baby(row):
    immobile = is_younger_than(row, months=6) or row["mobility"] == "non-mobile"
    return immobile and bool(row["codes"] & BRUISING) and row["category"] != "dead-on-arrival"


def attendances_counted(visits, at, first_day):
    return sum(is_emergency(row) and row["day"] >= first_day for row in visits[: at + 1])


def presentations_counted(visits, at, first_day):
    """S6: an injury within 24 hours of the injury before it continues its presentation."""
    begun, previous = [], None
    for row in filter(is_injury, visits[: at + 1]):
        arrival = order(row)[0]
        if previous is None or arrival - previous >= timedelta(hours=24):
            begun.append(row["day"])
        previous = arrival
    return sum(day >= first_day for day in begun)


def once(visits, at, first_day):
    return 1


# Rule, condition, count, months of the window, threshold, whether it needs an identity.
RULES = [
    ("frequent-attender-4-in-6-months", is_emergency, attendances_counted, 6, 4, True),
    ("frequent-attender-6-in-12-months", is_emergency, attendances_counted, 12, 6, True),
    ("non-mobile-baby-bruising", is_bruised_baby, once, 0, 1, False),
    ("previous-injuries", is_injury, presentations_counted, 24, 2, True),
    ("unregistered-with-gp", is_unregistered, once, 0, 1, True),
]


def triggers(people):
    """S8: every trigger as (rule, order, row, count, first day of the window)."""
    found = []
    for person, visits in people.items():
        is_unidentified = person[0] == "unidentified"
        for rule, holds, count, months, threshold, needs_identity in RULES:
            if is_unidentified and needs_identity:
                continue
            for at, row in enumerate(visits):
                if (
                    row["day"] < IN_FORCE_FROM
                    or not is_younger_than(row, years=18)
                    or not holds(row)
                ):
                    continue
                first_day = months_before(row["day"], months)
                counted = count(visits, at, first_day)
                if counted >= threshold:
                    found.append((rule, order(row), row, counted, first_day))
    return sorted(found, key=lambda trigger: trigger[:2])


# ---------------------------------------------------------------------- output


def write(found, file):
    writer = csv.writer(file, lineterminator="\n")
    writer.writerow(
        "rule,rule_version,provider_code,attendance_id,arrival_date,arrival_time,count,"
        "window_from,window_to".split(",")
    )
    for rule, (arrival, *_), row, count, first_day in found:
        writer.writerow(
            [rule, 1, row["provider"], row["id"], row["day"], f"{arrival:%H:%M}", count, first_day]
            + [row["day"]]
        )


def compare_with_cases(found, column):
    """Whether each case's attendances raise the triggers it promises, and no others."""
    by_attendance = defaultdict(set)
    for rule, _, row, _, _ in found:
        key = f"{row['provider']}/{row['id']}"
        by_attendance[key].add(f"{rule}@{key}")
    agreed = True
    with open(HERE / "cases.csv", encoding="utf-8", newline="") as file:
        cases = list(csv.DictReader(file))
    for case in cases:
        promised = set(case[column].split())
        got = set().union(*(by_attendance[key] for key in case["attendances"].split()))
        for trigger in sorted(promised - got):
            print(f"{case['case']}: missing {trigger}", file=sys.stderr)
        for trigger in sorted(got - promised):
            print(f"{case['case']}: not promised {trigger}", file=sys.stderr)
        agreed = agreed and promised == got
    print(f"{len(cases)} cases {'agree' if agreed else 'compared, some differ'}", file=sys.stderr)
    return agreed


def main():
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("extracts", nargs="+", type=Path)
    parser.add_argument("--as-of", type=date.fromisoformat, required=True)
    parser.add_argument("--cases", choices=["triggers", "triggers_next_night"])
    options = parser.parse_args()
    rows = []
    in_order = sorted(
        options.extracts, key=lambda path: (LAYOUT_ORDER.index(layout_of(path)[0]), path.name)
    )
    for path in in_order:
        read_rows, quarantined = read(path, options.as_of)
        print(f"{path.name}: {len(read_rows)} rows, {quarantined} quarantined", file=sys.stderr)
        rows += read_rows
    live = live_versions(rows)
    people = timelines(live)
    found = triggers(people)
    print(f"{len(live)} attendances, {len(people)} persons", file=sys.stderr)
    for rule, number in sorted(Counter(trigger[0] for trigger in found).items()):
        print(f"{rule}: {number} triggers", file=sys.stderr)
    if options.cases:
        sys.exit(0 if compare_with_cases(found, options.cases) else 1)
    write(found, sys.stdout)


if __name__ == "__main__":
    main()
