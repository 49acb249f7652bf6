"""Everyone else: the attendances among which the designed cases lie."""

from dataclasses import replace
from datetime import date, datetime, timedelta

from . import codes
from .layouts import Attendance, sent_after

FIRST_DAY, LAST_DAY = date(2024, 11, 1), date(2026, 10, 31)
# Visits by hour of arrival, midnight first: quiet nights, full mornings and evenings.
HOURS = [3, 2, 2, 1, 1, 2, 2, 3, 5, 8, 9, 9, 8, 8, 8, 8, 9, 9, 9, 8, 7, 6, 5, 4]
# Winter brings more illness than summer; January first.
MONTHS = [12, 11, 10, 9, 9, 9, 8, 8, 9, 10, 11, 12]
# How often people come in two years: most once, a few many times.
VISITS = [1] * 70 + [2] * 17 + [3] * 7 + [4] * 3 + [5, 7, 9]


def _arrival(rng):
    while True:
        moment = FIRST_DAY + timedelta(days=rng.randrange((LAST_DAY - FIRST_DAY).days + 1))
        if rng.random() * max(MONTHS) < MONTHS[moment.month - 1]:
            hour = rng.choices(range(24), HOURS)[0]
            return datetime(moment.year, moment.month, moment.day, hour, rng.randrange(60))


def _birth_date(rng, is_child):
    """A date of birth: babies and young children come most among children."""
    if is_child:
        years = min(rng.expovariate(1 / 6), 17.9)
    else:
        years = 18 + rng.betavariate(1.2, 1.6) * 75
    return LAST_DAY - timedelta(days=round(years * 365.25))


def _practice(rng, usual):
    draw = rng.random()
    for share, code in (0.015, ""), (0.010, "V81999"), (0.004, "V81998"), (0.006, "V81997"):
        if draw < share:
            return code
        draw -= share
    return usual


def _visit(rng, person, arrival):
    source = rng.choices(["ae", "walk-in", "out-of-hours"], [68, 20, 12])[0]
    visit = Attendance(source, "", person, arrival, sent=sent_after(arrival, rng.randint(2, 20)))
    under_six_months = person.born and (arrival.date() - person.born).days < 190
    if rng.random() < 0.3 and not under_six_months:
        visit.injured = arrival.date() if source != "out-of-hours" else None
        visit.complaint = rng.choice(codes.INJURY_COMPLAINTS)
        visit.diagnoses = (rng.choice(codes.INJURY_DIAGNOSES),)
        visit.intent = codes.ACCIDENT
    else:
        visit.complaint, diagnosis = rng.choice(codes.ILLNESSES)
        visit.diagnoses = (diagnosis,) if diagnosis else ()
    if source == "walk-in":
        visit.department = "04"
        visit.mobility = "Mobile" if rng.random() < 0.6 else ""
    elif source == "ae":
        visit.department, visit.site = rng.choices(
            [("01", "RZ901"), ("03", "RZ903"), ("02", "RZ902"), ("05", "RZ901")], [70, 22, 4, 4]
        )[0]
        visit.category = rng.choices(["1", "2", "3", "4", ""], [88, 5, 1, 4, 2])[0]
    else:
        visit.sent = None
    if rng.random() < 0.04:
        visit.discharge = codes.LEFT_BEFORE_TREATMENT
    return visit


def background(register, rng, wanted):
    """About `wanted` attendances of children and adults, in order of arrival."""
    visits = []
    while len(visits) < wanted:
        born = _birth_date(rng, is_child=rng.random() < 0.38)
        person = register.person(born)
        if rng.random() < 0.04:
            person = replace(person, nhs="", nhs_status="07")
        elif rng.random() < 0.02:
            person = replace(person, nhs_status="02")
        for _ in range(rng.choice(VISITS)):
            arrival = _arrival(rng)
            if arrival.date() >= born:
                seen_as = replace(person, practice=_practice(rng, person.practice))
                visits.append(_visit(rng, seen_as, arrival))
    visits.sort(key=lambda visit: visit.arrival)
    letters = {"ae": "A", "walk-in": "W", "out-of-hours": "C"}
    for place, visit in enumerate(visits, start=1):
        visit.id = f"{letters[visit.source]}{visit.arrival:%y}-{place:06d}"
    return visits
