"""Large extracts for benchmarks: 23 columns by the names that need no profile."""

import csv
import random
from datetime import date, timedelta

from . import codes
from .background import HOURS
from .people import COUNTY, STREETS, TOWN, nhs_number

HEADER = (
    "attendance_id provider_code site_code department_type attendance_category arrival_date "
    "arrival_time nhs_number nhs_number_status local_patient_id birth_date sex address_line_1 "
    "postcode gp_practice_code chief_complaint diagnosis_1 diagnosis_2 injury_date "
    "discharge_status safeguarding_concern_1 mobility applicable_datetime"
).split()
FIRST_DAY, DAYS = date(2024, 11, 1), 730


class People:
    """People by number, each worked out from the number alone, so that none is kept."""

    def __init__(self, count, seed):
        self.count = count
        self.seed = seed

    def draw(self, rng):
        """Most visits are anyone's; one in seven is a moderate, one in sixteen a heavy user's."""
        draw = rng.random()
        if draw < 0.06:
            return rng.randrange(max(1, self.count // 160))
        if draw < 0.20:
            return rng.randrange(max(1, self.count // 20))
        return rng.randrange(self.count)

    def person(self, number):
        """The person's columns, from nhs_number to gp_practice_code, and the birth date."""
        mix = (number * 2_654_435_761 + self.seed * 40_503) & 0xFFFFFFFF
        mix = ((mix ^ (mix >> 15)) * 2_246_822_519) & 0xFFFFFFFF
        mix ^= mix >> 13
        is_child = mix % 100 < 25
        age_in_days = (mix >> 7) % 6_570 if is_child else 6_940 + (mix >> 7) % 26_000
        born = FIRST_DAY + timedelta(days=200 - age_in_days)
        # Of six neighbours at least one has a check digit; room for sixteen million people.
        body = 900_000_000 + number * 6
        nhs = next(n for n in map(nhs_number, range(body, body + 6)) if n is not None)
        has_number = mix % 25 != 3
        practice = "V81997" if mix % 250 == 7 else "" if mix % 83 == 5 else f"Y99{mix % 900:03d}"
        return born, (
            nhs if has_number else "",
            ("02" if mix % 50 == 9 else "01") if has_number else "07",
            f"H{number:08d}",
            born.isoformat(),
            "12"[mix >> 31],
            f"{mix % 199 + 1} {STREETS[mix % len(STREETS)]}, {TOWN}, {COUNTY}",
            f"XX{mix % 9 + 1} {mix % 7 + 1}AA",
            practice,
        )


def _clinical(rng, day, born):
    """Chief complaint, two diagnoses, injury date."""
    if rng.random() < 0.3:
        diagnoses = codes.INJURY_DIAGNOSES if rng.random() < 0.8 else codes.BRUISES
        return rng.choice(codes.INJURY_COMPLAINTS), rng.choice(diagnoses), "", day
    complaint, diagnosis = rng.choice(codes.ILLNESSES)
    return complaint, diagnosis, rng.choice(codes.ILLNESSES)[1] if rng.random() < 0.2 else "", ""


class Visits:
    """Rows of attendances, drawn one after another."""

    places = [("01", "RZ901")] * 60 + [("03", "RZ903")] * 22 + [("04", "RZ9W1")] * 12
    places += [("02", "RZ902")] * 3 + [("05", "RZ901")] * 3
    categories = ["1"] * 88 + ["2"] * 5 + ["3"] + ["4"] * 4 + [""] * 2
    hours = [hour for hour, weight in enumerate(HOURS) for _ in range(weight)]
    outcomes = [codes.COMPLETED] * 24 + [codes.LEFT_BEFORE_TREATMENT]
    concerns = [""] * 98 + [codes.NO_CONCERN, codes.SUSPECTED_ABUSE]
    mobilities = [""] * 30 + ["mobile"] * 8 + ["non-mobile"]

    def __init__(self, people, rng):
        self.people = people
        self.rng = rng

    def row(self, number, arrived):
        rng, people = self.rng, self.people
        day = arrived.isoformat()
        born, identity = people.person(people.draw(rng))
        if born > arrived:  # not yet born: the visit is someone else's
            born, identity = people.person(people.count + number % 97)
            while born > arrived:
                born, identity = people.person(people.count + rng.randrange(100_000))
        department, site = rng.choice(self.places)
        time = f"{rng.choice(self.hours):02d}:{rng.randrange(60):02d}"
        complaint, diagnosis, second, injured = _clinical(rng, day, born)
        return (
            (f"E{number:09d}", "RZ9", site, department, rng.choice(self.categories), day, time)
            + identity
            + (complaint, diagnosis, second, injured, rng.choice(self.outcomes))
            + (rng.choice(self.concerns), rng.choice(self.mobilities), f"{day} 23:30:00")
        )


def _write(path, rows):
    with open(path, "w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(HEADER)
        writer.writerows(rows)


def _people(rows, seed):
    return People(count=max(10, rows * 6 // 10), seed=seed)


def write_benchmark(path, rows, seed):
    """Writes `rows` attendances in order of arrival date; the same file for the same seed."""
    visits = Visits(_people(rows, seed), random.Random(seed))
    days = (FIRST_DAY + timedelta(days=number * DAYS // rows) for number in range(rows))
    _write(path, (visits.row(number, day) for number, day in enumerate(days)))


def write_night(path, rows, after, seed):
    """Writes `rows` attendances of the day that follows the `after` of `write_benchmark`, by the
    same people."""
    visits = Visits(_people(after, seed), random.Random(seed + 1))
    day = FIRST_DAY + timedelta(days=DAYS)
    _write(path, (visits.row(after + number, day) for number in range(rows)))
