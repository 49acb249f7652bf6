"""SNOMED codes that the synthetic attendances carry, taken from the tables in `Rules/`."""

import csv
from pathlib import Path

RULES = Path(__file__).resolve().parents[2] / "Rules"


def _rows(path):
    with open(RULES / path, encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def _code_set(name, item):
    return [row["code"] for row in _rows(f"codesets/{name}.csv") if row["item"] == item]


def _listed(codes, table):
    """The codes, after checking that the national list holds each of them."""
    known = {row["snomed_code"] for row in _rows(f"tables/{table}.csv")}
    missing = sorted(set(codes) - known)
    if missing:
        raise SystemExit(f"Rules/tables/{table}.csv lacks {', '.join(missing)}")
    return codes


BRUISES = _code_set("bruising", "diagnosis")
BRUISE_OF_FACE = "125668004"
SPONTANEOUS_BRUISING = "161887000"
INJURY_DIAGNOSES = [c for c in _code_set("injury", "diagnosis") if c not in set(BRUISES)]
INJURY_COMPLAINTS = _code_set("injury", "chief_complaint")
OPEN_WOUND_OF_HEAD = "38354005"
INJURY_OF_HEAD = "82271004"
INJURY_OF_WRIST = "125598003"

# Complaint and a diagnosis that goes with it; none of them is an injury or a bruise.
ILLNESSES = [
    ("267036007", "195967001"),  # short of breath: asthma
    ("49727002", "233604007"),  # cough: pneumonia
    ("21522001", "14760008"),  # abdominal pain: constipation
    ("422400008", "12463005"),  # vomiting: gastroenteritis
    ("25064002", "37796009"),  # headache: migraine
    ("271807003", "186504007"),  # rash: viral rash
    ("162356005", "65363002"),  # ear pain: otitis media
    ("267102003", "90176007"),  # sore throat: tonsillitis
    ("386661006", "68566005"),  # fever: urinary tract infection
    ("386661006", ""),
]
_listed([complaint for complaint, _ in ILLNESSES], "chief_complaint")
_listed([diagnosis for _, diagnosis in ILLNESSES if diagnosis], "diagnosis")
EYE_ILLNESS = ("75705005", "45261009")  # red eye: viral conjunctivitis

COMPLETED, LEFT_BEFORE_TREATMENT, DIED = _listed(
    ["182992009", "1066321000000107", "75004002"], "discharge_status"
)
HOME, MORTUARY = _listed(["306689006", "305398007"], "discharge_destination")
SELF_REFERRED = _listed(["507291000000100"], "attendance_source")[0]
SUSPECTED_ABUSE, NO_CONCERN = _listed(["162596006", "861931000000100"], "safeguarding_concern")

# Not in the tables: concepts of SNOMED CT, International Edition.
ASSAULT, ACCIDENT = "52684005", "242056005"
CONFIRMED = "410605003"
