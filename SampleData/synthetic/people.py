"""Invented people and practices. Nobody here exists: names begin with "Test-", postcodes are in
the area XX, NHS numbers lie in a range that is never issued, telephone numbers are those set
aside for drama."""

import csv
from dataclasses import dataclass
from datetime import date

FAMILY_NAMES = [
    "Test-" + name
    for name in (
        "Alder Ashdown Beacon Birch Bramble Breeze Brook Cedar Cloud Copse Dell Drizzle Elder Fern "
        "Field Flurry Frost Gale Glade Gust Hail Hazel Heath Hollow Juniper Larch Lichen Linden "
        "Maple Meadow Mist Moor Moss Oak Orchard Pebble Pine Rain Reed Ridge Rowan Sedge Sleet "
        "Spinney Squall Stone Thaw Thicket Thistle Willow Zephyr"
    ).split()
]
GIVEN_NAMES = (
    "Alex Ari Bailey Blake Casey Charlie Dale Dylan Ellis Emery Finley Frankie Gray Harley Indigo "
    "Jamie Jordan Jules Kai Kit Lee Logan Lou Marley Morgan Nico Noor Parker Quinn Ray Reese Remy "
    "River Robin Rory Sage Sam Sasha Shay Skye Sunny Taylor Toby Val Winter Wren"
).split()
STREETS = "Example Street,Specimen Road,Sample Lane,Mock Avenue,Placeholder Close".split(",")
TOWN, COUNTY = "Sampletown", "Weathershire"


def nhs_number(nine_digits):
    """The ten-digit number that begins so, or None where modulus 11 leaves no check digit."""
    weighted = sum(int(digit) * (10 - place) for place, digit in enumerate(f"{nine_digits:09d}"))
    check = (11 - weighted % 11) % 11
    return None if check == 10 else f"{nine_digits:09d}{check}"


def synthetic_nhs_numbers(first=999_000_002):
    """All valid NHS numbers from `first` on, which never are a person's."""
    for body in range(first, 1_000_000_000):
        number = nhs_number(body)
        if number is not None:
            yield number


@dataclass(frozen=True)
class Person:
    """What an attendance row says of a person at that time."""

    family: str
    given: str
    born: date | None
    sex: str  # 1 male, 2 female, 9 indeterminate, X not known
    nhs: str
    local: str
    address: tuple
    postcode: str
    practice: str
    nhs_status: str = "01"
    age: str | None = None  # in place of the age that the birth date gives
    looked_after: str = ""
    protection_plan: str = ""
    died: date | None = None
    withheld: str = ""


class Register:
    """Hands out people who differ from each other, the same ones for the same seed."""

    def __init__(self, rng):
        self.rng = rng
        self.numbers = synthetic_nhs_numbers()
        self.made = 0

    def person(self, born, **details):
        self.made += 1
        rng = self.rng
        street = f"{rng.randint(1, 99)} {rng.choice(STREETS)}"
        postcode = (
            f"XX{rng.randint(1, 9)} {rng.randint(1, 9)}{rng.choice('ABDEFG')}{rng.choice('HJLNP')}"
        )
        made = {
            "family": rng.choice(FAMILY_NAMES),
            "given": rng.choice(GIVEN_NAMES),
            "born": born,
            "sex": rng.choice("12"),
            "nhs": next(self.numbers),
            "local": f"H{self.made:06d}",
            "address": (street, TOWN, COUNTY),
            "postcode": postcode,
            "practice": rng.choice(OPEN_PRACTICES),
        }
        return Person(**{**made, **details})


# Code, name, status (A active, C closed, D dormant, P proposed), opened, closed.
PRACTICES = [
    ("Y99001", "EXAMPLE STREET SURGERY", "A", "19740401", ""),
    ("Y99002", "SPECIMEN MEDICAL CENTRE", "A", "19740401", ""),
    ("Y99003", "THE MOCK PRACTICE", "A", "19910401", ""),
    ("Y99004", "PLACEHOLDER HEALTH CENTRE", "A", "20020101", ""),
    ("Y99005", "SAMPLETOWN FAMILY DOCTORS", "A", "20130401", ""),
    ("Y99006", "DR WEATHERVANE AND PARTNERS", "A", "20190701", ""),
    ("Y99007", "OLD SAMPLETOWN SURGERY", "C", "19740401", "20250331"),
    ("Y99008", "VACANT LANE PRACTICE", "D", "19740401", ""),
    ("Y99009", "NEW ESTATE SURGERY", "P", "20270401", ""),
]
OPEN_PRACTICES = [code for code, _, status, _, _ in PRACTICES if status == "A"]
CLOSED_PRACTICE, DORMANT_PRACTICE, PROPOSED_PRACTICE = "Y99007", "Y99008", "Y99009"
UNLISTED_PRACTICE = "Y99099"


def write_practices(path):
    """The practice directory in the national positional layout: 27 columns, no header."""
    with open(path, "w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, quoting=csv.QUOTE_ALL, lineterminator="\r\n")
        for place, (code, name, status, opened, closed) in enumerate(PRACTICES, start=1):
            row = [""] * 27
            row[0:4] = [code, name, "Y99", "QZZ"]
            row[4:9] = [f"{place} HIGH STREET", "", TOWN.upper(), COUNTY.upper(), ""]
            row[9] = f"XX1 {place}AA"
            row[10:13] = [opened, closed, status]
            row[13:16] = ["B", "ZZ9", opened]
            row[16] = closed
            row[17] = f"01632 9600{place:02d}"
            row[21] = "0"
            row[23] = "ZZ9"
            row[25] = "4"  # prescribing setting: GP practice
            writer.writerow(row)
