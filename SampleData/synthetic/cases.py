"""What all designed cases share: how they are written down and what they promise."""

from dataclasses import dataclass, replace
from datetime import date, datetime

from . import codes
from .layouts import Attendance, sent_after

RULES = {
    "F4": "frequent-attender-4-in-6-months",
    "F6": "frequent-attender-6-in-12-months",
    "UNREG": "unregistered-with-gp",
    "INJ": "previous-injuries",
    "BRUISE": "non-mobile-baby-bruising",
}
NEXT_NIGHT = "next-night/ae-2026-11-01.csv"


@dataclass(frozen=True)
class Case:
    """A few attendances that show one thing, and what follows from them."""

    code: str
    what: str
    attendances: list
    fires: list  # (rule, attendance id) pairs, first night
    fires_next: list  # the same after the next night
    told: str


def day(text):
    return date.fromisoformat(text)


class CaseBook:
    """Collects cases; an attendance of case F01 is called F01-1, F01-2 and so on."""

    def __init__(self, register, rng):
        self.register = register
        self.rng = rng
        self.cases = []

    def child(self, born="2018-03-02", **details):
        return self.register.person(day(born), **details)

    def ae(self, when, person, of="", **changes):
        """An A&E attendance, an illness unless `changes` say otherwise. `of` gives the number of
        the attendance that this line is another version of."""
        return self._visit("ae", when, person, of, changes)

    def walk_in(self, when, person, of="", **changes):
        return self._visit("walk-in", when, person, of, {"department": "04", **changes})

    def out_of_hours(self, when, person, of="", **changes):
        return self._visit("out-of-hours", when, person, of, {"sent": None, **changes})

    def injury(self, when, person, of="", **changes):
        """An A&E attendance with an injury date and an injury complaint."""
        hurt = {
            "complaint": codes.INJURY_OF_WRIST,
            "diagnoses": (),
            "injured": day(when[:10]),
            "intent": codes.ACCIDENT,
        }
        return self.ae(when, person, of, **{**hurt, **changes})

    def bruise(self, when, person, of="", **changes):
        bruise = {"complaint": codes.INJURY_OF_HEAD, "diagnoses": (codes.BRUISE_OF_FACE,)}
        return self.ae(when, person, of, **{**bruise, **changes})

    def four(self, person, last="2026-10-20", **changes):
        """Four A&E attendances within six months; `changes` concern the last."""
        earlier = ["2026-06-12", "2026-07-30", "2026-09-08"]
        return [*(self.ae(when, person) for when in earlier), self.ae(last, person, **changes)]

    def _visit(self, source, when, person, of, changes):
        if len(when) == 10:
            when = f"{when} {self.rng.randint(9, 21):02d}:{self.rng.randint(0, 59):02d}"
        arrival = datetime.fromisoformat(when)
        complaint, diagnosis = self.rng.choice(codes.ILLNESSES)
        visit = Attendance(
            source,
            of,
            person,
            arrival,
            complaint=complaint,
            diagnoses=(diagnosis,) if diagnosis else (),
            sent=sent_after(arrival),
        )
        return replace(visit, **changes)

    def add(self, code, what, attendances, fires="", told="nobody", fires_next=None):
        """Adds a case. `fires` reads "F4@4 INJ@2": rule, number of the attendance."""
        named = [
            replace(visit, id=f"{code}-{visit.id or place}")
            for place, visit in enumerate(attendances, start=1)
        ]

        def triggers(text):
            pairs = (word.split("@") for word in text.split())
            return [(RULES[rule], f"{code}-{number}") for rule, number in pairs]

        first = triggers(fires)
        later = first if fires_next is None else triggers(fires_next)
        self.cases.append(Case(code, what, named, first, later, told))
