"""Designed cases: who is told, who instead, and why a parent letter is held."""

from dataclasses import replace

from . import codes
from .cases import day
from .people import (
    CLOSED_PRACTICE,
    DORMANT_PRACTICE,
    OPEN_PRACTICES,
    PROPOSED_PRACTICE,
    UNLISTED_PRACTICE,
)

TEAM = "safeguarding team's letter instead of the GP's; alert"
TEAM_ALONE = "the safeguarding team, instead of the GP and of the record"
NO_FLAG = "alert in alerts.csv, no Flag"


def add_routes(book):
    child, four = book.child, book.four

    book.add("R01", "Registered practice is closed", four(child(practice=CLOSED_PRACTICE)), "F4@4", TEAM)
    book.add("R02", "Registered practice is dormant", four(child(practice=DORMANT_PRACTICE)), "F4@4", TEAM)
    book.add("R03", "Registered practice is not open yet", four(child(practice=PROPOSED_PRACTICE)),
             "F4@4", TEAM)
    book.add("R04", "Registered practice is not in the directory",
             four(child(practice=UNLISTED_PRACTICE)), "F4@4", TEAM)
    p = child(practice=OPEN_PRACTICES[1])
    visits = four(p)
    visits[3] = replace(visits[3], person=replace(p, practice=""))
    book.add("R05", "Practice blank on the fourth row, known on the third six weeks earlier",
             visits, "F4@4", f"GP letter to {OPEN_PRACTICES[1]}; alert")
    book.add("R06", "Practice V81999 (not known) on every row", four(child(practice="V81999")),
             "F4@4", TEAM)
    book.add("R07", "Practice V81998 (not applicable, say a visitor) on every row",
             four(child(practice="V81998")), "F4@4", TEAM)
    book.add("R08", "NHS number present but not traced (02)", four(child(nhs_status="02")), "F4@4",
             f"safeguarding team's letter instead of the GP's; {NO_FLAG}")
    p = child("2017-04-04")
    visits = four(p)
    visits[1] = replace(visits[1], person=replace(p, born=day("2016-04-04")))
    book.add("R09", "One number, two birth dates", visits, "F4@4",
             TEAM_ALONE + ", saying that the identity is in conflict")
    p = child()
    other = child(local=p.local)
    book.add("R10", "One local id seen with two numbers; a row with the local id alone joins neither",
             [*four(p), book.ae("2026-08-20", other),
              book.ae("2026-09-25", replace(p, nhs="", nhs_status="07"))],
             "F4@4", TEAM_ALONE + ", saying that the identity is in conflict")
    p = child()
    visits = four(p)
    visits[3] = replace(visits[3], person=replace(p, died=day("2026-10-25")))
    book.add("R11", "The child has died since", visits, "F4@4", TEAM_ALONE)
    p = child()
    visits = four(p)
    visits[3] = replace(visits[3], person=replace(p, withheld="03"))
    book.add("R12", "Identity withheld at the patient's request", visits, "F4@4", TEAM_ALONE)
    book.add("R13", "Protected address (ZZZSECUR)", four(child(postcode="ZZZSECUR")), "F4@4",
             TEAM_ALONE)
    p = child(practice="V81997")
    book.add("R14", "A frequent attender without a practice: each attendance raises the other rule too",
             four(p), "F4@4 UNREG@1 UNREG@2 UNREG@3 UNREG@4",
             TEAM + "; parent letter, which names registration alone; alert; worklist (late)")
    p = child("2019-05-05")
    visits = [book.injury("2026-06-12", p), book.ae("2026-07-30", p), book.ae("2026-09-08", p),
              book.injury("2026-10-20", p)]
    book.add("R15", "Fourth attendance and second injury at once", visits, "F4@4 INJ@4",
             "GP letter on the attendances; two alerts")


def add_parent_gates(book):
    ae, child = book.ae, book.child

    def gate(code, what, reason, person=None, alert="alert", **changes):
        person = person or unregistered()
        book.add(code, what, [ae("2026-10-18", person, **changes)], "UNREG@1",
                 f"parent letter held: {reason}; {alert}")

    def unregistered(**details):
        return child(practice="V81997", **details)

    sent = "parent letter; alert"
    no_alert = "the team instead of the record"
    book.add("G01", "No registered practice (V81997), A&E", [ae("2026-10-16", unregistered())],
             "UNREG@1", sent)
    book.add("G02", "No registered practice, walk-in centre", [book.walk_in("2026-10-17", unregistered())],
             "UNREG@1", "parent letter printed for handing over; alert")
    book.add("G03", "No registered practice, out of hours",
             [book.out_of_hours("2026-10-18", unregistered())], "UNREG@1", sent)
    book.add("G04", 'Coded "no safeguarding issues identified": no concern',
             [ae("2026-10-19", unregistered(), concerns=(codes.NO_CONCERN,))], "UNREG@1", sent)
    gate("G05", "Looked after", "looked-after child", person=unregistered(looked_after="Y"))
    gate("G06", "On a child protection plan", "child protection plan",
         person=unregistered(protection_plan="Y"))
    gate("G07", "A safeguarding concern is coded", "safeguarding concern",
         concerns=(codes.NO_CONCERN, codes.SUSPECTED_ABUSE))
    gate("G08", "The injury was an assault", "assault", complaint=codes.INJURY_OF_HEAD, diagnoses=(),
         injured=day("2026-10-18"), intent=codes.ASSAULT)
    gate("G09", "The child has died since", "dead", person=unregistered(died=day("2026-10-24")),
         alert=no_alert)
    gate("G10", "15 at arrival, 16 on 1 November 2026", "16 or over",
         person=child("2010-11-01", practice="V81997"))
    book.add("G11", "15 at arrival, 16 the day after",
             [ae("2026-10-18", child("2010-11-02", practice="V81997"))],
             "UNREG@1", sent)
    gate("G12", "Identity withheld", "identity withheld", person=unregistered(withheld="02"),
         alert=no_alert)
    gate("G13", "No fixed abode (ZZ99 3VZ)", "ZZ99 address",
         person=unregistered(address=("No fixed abode",), postcode="ZZ99 3VZ"))
    gate("G14", "Protected address (ZZZSECUR)", "restricted address",
         person=unregistered(address=(), postcode="ZZZSECUR"), alert=no_alert)
    gate("G15", "No address on the row", "no address", person=unregistered(address=(), postcode=""))
    gate("G16", "No name on the row", "no name", person=unregistered(family="", given=""))
    p = unregistered()
    book.add("G17", "Two birth dates for one number",
             [ae("2026-09-01", replace(p, born=day("2017-03-02"), practice=OPEN_PRACTICES[0])),
              ae("2026-10-18", p)], "UNREG@2",
             f"parent letter held: identity in conflict; {no_alert}")
    p = unregistered()
    other = child(local=p.local)
    book.add("G18", "Two numbers for one local id", [ae("2026-10-18", p), ae("2026-10-19", other)],
             "UNREG@1", f"parent letter held: identity in conflict; {no_alert}")
    p = child("2026-02-10", practice=OPEN_PRACTICES[0])
    book.add("G19", "A bruise as a baby in June, unregistered in October",
             [book.bruise("2026-06-20", p), ae("2026-10-18", replace(p, practice="V81997"))],
             "BRUISE@1 UNREG@2",
             "parent letter held: suspected harm; two alerts; worklist (late) for the bruise")
    p = unregistered()
    book.add("G20", "A correction of the row is in quarantine",
             [ae("2026-10-18", p),
              ae("2026-10-18", p, of="1", file="ae-2026-10-31.csv",
                 raw={"EMERGENCY_CARE_ARRIVAL_DATE": "18 Oct"})],
             "UNREG@1", "parent letter held: open correction; worklist names the live version; alert")
    book.add("G21", "NHS number not traced", [ae("2026-10-18", unregistered(nhs_status="02"))],
             "UNREG@1", f"parent letter; {NO_FLAG}")
    book.add("G22", "No NHS number, a local id", [ae("2026-10-18", unregistered(nhs="", nhs_status="07"))],
             "UNREG@1", f"parent letter; {NO_FLAG}")
    for code, practice in ("G23", "V81998"), ("G24", "V81999"), ("G25", ""), ("G26", "SURGERY"):
        what = {"": "Practice blank", "SURGERY": "Practice is no code"}.get(practice, f"Practice {practice}")
        book.add(code, f"{what}: not the same as none", [ae("2026-10-18", child(practice=practice))])
    book.add("G27", "On the eighteenth birthday",
             [ae("2026-10-18", child("2008-10-18", practice="V81997"))])
    book.add("G28", "17 on the day before the birthday: a trigger, yet 18 on 1 November",
             [ae("2026-10-18", child("2008-10-19", practice="V81997"))], "UNREG@1",
             "parent letter held: 16 or over; alert")
    p = unregistered()
    book.add("G29", "Brought in dead (X)",
             [ae("2026-10-18", replace(p, died=day("2026-10-18")), category="X", discharge=codes.DIED)])
    p = unregistered()
    book.add("G30", "Twice in October: the second is covered", [ae("2026-10-08", p), ae("2026-10-22", p)],
             "UNREG@1 UNREG@2", "one parent letter; one alert")
    p = unregistered()
    book.add("G31", "In July (late) and in October", [ae("2026-07-08", p), ae("2026-10-22", p)],
             "UNREG@1 UNREG@2", sent + "; worklist (late) for July")
    p = unregistered()
    book.add("G32", "Unregistered on 5 October, registered on 26 October",
             [ae("2026-10-05", p), ae("2026-10-26", replace(p, practice=OPEN_PRACTICES[2]))],
             "UNREG@1", "parent letter; the alert has ended on 26 October")


def add_bruises(book):
    bruise, child = book.bruise, book.child
    urgent = "urgent worklist item; GP letter; alert"

    def baby(born, **details):
        return child(born, **details)

    book.add("B01", "A bruised face at four months", [bruise("2026-10-19", baby("2026-06-10"))],
             "BRUISE@1", urgent)
    book.add("B02", "Six months old to the day", [bruise("2026-10-19", baby("2026-04-19"))])
    book.add("B03", "A day short of six months", [bruise("2026-10-19", baby("2026-04-20"))],
             "BRUISE@1", urgent)
    late = "alert; worklist (late)"
    book.add("B04", "Born 31 August 2025, 28 February 2026: six months come on 1 March",
             [bruise("2026-02-28", baby("2025-08-31"))], "BRUISE@1", late)
    book.add("B05", "The same on 1 March 2026", [bruise("2026-03-01", baby("2025-08-31"))])
    still = {"diagnoses": (codes.BRUISE_OF_FACE,), "mobility": "Non-mobile"}
    book.add("B06", "Three years old and not mobile, walk-in centre",
             [book.walk_in("2026-10-20", child("2023-05-05"), **still)], "BRUISE@1", urgent)
    book.add("B07", "Three years old and mobile",
             [book.walk_in("2026-10-20", child("2023-05-05"), **{**still, "mobility": "Mobile"})])
    book.add("B08", "Chief complaint spontaneous bruising, out of hours",
             [book.out_of_hours("2026-10-20", baby("2026-08-01"), complaint=codes.SPONTANEOUS_BRUISING,
                                diagnoses=())], "BRUISE@1", urgent)
    p = baby("2026-06-11")
    book.add("B09", "Twice in a week: suspected harm is never covered",
             [bruise("2026-10-12 10:00", p), bruise("2026-10-16", p)], "BRUISE@1 BRUISE@2 INJ@2",
             "two urgent worklist items; one GP letter; alerts, also on the injuries")
    nobody = replace(baby("2026-07-07"), nhs="", nhs_status="07", local="", family="", given="",
                     address=(), postcode="", practice="")
    book.add("B10", "No usable identity: unidentified, suspected-harm rules alone",
             [bruise("2026-10-21", nobody)], "BRUISE@1", "urgent worklist item only")
    book.add("B11", "No birth date, age 0: under six months is unknown",
             [bruise("2026-10-21", replace(baby("2026-07-07"), born=None, age="0"))],
             told="worklist (age unknown in a suspected-harm rule)")
    p = baby("2026-07-07")
    book.add("B12", "Brought in dead (X)",
             [bruise("2026-10-21", replace(p, died=day("2026-10-21")), category="X", discharge=codes.DIED)])
    book.add("B13", "The practice is closed",
             [bruise("2026-10-22", baby("2026-07-08", practice=CLOSED_PRACTICE))],
             "BRUISE@1", "urgent worklist item; safeguarding team's letter; alert")
    book.add("B14", "A baby with a cough",
             [book.ae("2026-10-22", baby("2026-07-08"), complaint="49727002", diagnoses=())])
