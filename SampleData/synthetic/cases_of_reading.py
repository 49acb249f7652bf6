"""Designed cases: versions, deletes, rows that cannot be read, and what the next night brings."""

from dataclasses import replace
from datetime import datetime

from .cases import NEXT_NIGHT
from .people import OPEN_PRACTICES

LAST_NIGHT = "ae-2026-10-31.csv"


def at(text):
    return datetime.fromisoformat(text)


def add_versions(book):
    ae, child, four = book.ae, book.child, book.four
    gp = "GP letter; alert"

    p = child()
    book.add("V01", "A newer version makes the third attendance a planned follow-up",
             [*four(p),
              ae("2026-09-08", p, of="3", category="4", sent=at("2026-10-30 08:00"), file=LAST_NIGHT)])
    p = child()
    visits = four(p)
    visits[2] = replace(visits[2], sent=at("2026-09-12 08:00"))
    book.add("V02", "An older version comes in a later file: changes nothing",
             [*visits,
              replace(visits[2], id="3", category="4", sent=at("2026-09-10 08:00"), file=LAST_NIGHT)],
             "F4@4", gp)
    p = child()
    visits = four(p)
    book.add("V03", "A dated delete of the second attendance, a version of before it coming later",
             [*visits,
              ae("2026-07-30", p, of="2", update="1", sent=at("2026-10-29 08:00"), file="ae-2026-10-30.csv"),
              replace(visits[1], id="2", sent=at("2026-08-15 08:00"), file=LAST_NIGHT)])
    p = child()
    visits = four(p)
    visits[1] = replace(visits[1], sent=None)
    book.add("V04", "A bare delete (provider and id alone) of an undated attendance",
             [*visits, ae("2026-07-30", p, of="2", update="1", sent=None, is_bare=True, file=LAST_NIGHT)])
    p = child()
    book.add("V05", "A bare delete of a dated attendance loses",
             [*four(p), ae("2026-07-30", p, of="2", update="1", sent=None, is_bare=True, file=LAST_NIGHT)],
             "F4@4", gp + "; worklist: a delete without a date did not take effect")
    p = child()
    broken = {"EMERGENCY_CARE_ARRIVAL_DATE": "2026-13-40"}
    book.add("V06", "A correction in quarantine: the earlier version lives",
             [*four(p), ae("2026-10-20", p, of="4", file=LAST_NIGHT, raw=broken)],
             "F4@4", gp + "; worklist names the live version")
    p, other = child(), child()
    book.add("V07", "A correction moves the fourth attendance to another child",
             [*four(p), ae("2026-10-20", other, of="4", sent=at("2026-10-30 09:00"), file=LAST_NIGHT)])
    p = child()
    visits = four(p)
    visits[0] = replace(visits[0], file=LAST_NIGHT)
    book.add("V08", "An attendance of June that arrives with the last file: counted",
             visits, "F4@4", gp)
    p = child()
    book.add("V09", "Update type 5 (no code of the list) is read as blank and counted",
             four(p, update="5"), "F4@4", gp)
    p = child(practice="V81997")
    book.add("V10", "A walk-in attendance deleted by the same file",
             [book.walk_in("2026-10-12 11:00", p),
              book.walk_in("2026-10-12 11:00", p, of="1", update="1", sent=at("2026-10-13 09:00"))])
    p = child(practice="V81997")
    registered = replace(p, practice=OPEN_PRACTICES[3])
    book.add("V11", "Out of hours has no version dates: the later row wins",
             [book.out_of_hours("2026-10-12 20:00", p),
              book.out_of_hours("2026-10-12 20:00", registered, of="1")])
    visits = four(child())
    book.add("V12", "Two versions with the same date in one file: the later row wins",
             [*visits, replace(visits[2], id="3", category="4")])


def add_bad_rows(book):
    ae, child = book.ae, book.child
    quarantined = "nobody; the row is in quarantine"
    arrival = "EMERGENCY_CARE_ARRIVAL_DATE"

    def bad(code, what, visit):
        book.add(code, what, [visit], told=quarantined)

    def visit(raw=None, **changes):
        return ae("2026-10-14", child(), raw=raw or {}, **changes)

    bad("Q01", "Attendance id missing", visit({"EMERGENCY_CARE_ATTENDANCE_IDENTIFIER": ""}))
    bad("Q02", "Provider code missing", visit({"ORGANISATION_IDENTIFIER_CODE_OF_PROVIDER": " "}))
    bad("Q03", "Arrival date missing", visit({arrival: ""}))
    bad("Q04", "Arrival date unreadable: day that does not exist", visit({arrival: "2026-02-30"}))
    bad("Q05", "Arrival date unreadable: another form", visit({arrival: "14/10/2026"}))
    bad("Q06", "Arrival after the as-of date", visit({arrival: "2026-11-14"}))
    bad("Q07", "One field too few", visit(width=-1))
    bad("Q08", "One field too many", visit(width=1))
    bad("Q09", "A null date of before 1900 as arrival", visit({arrival: "1800-01-01"}))
    walk = book.walk_in("2026-10-14", child())
    bad("Q10", "Walk-in: arrival in another form", replace(walk, raw={"Arrived": "2026-10-14 10:00"}))
    bad("Q11", "Walk-in: number of fields", replace(walk, person=child(), width=-3))
    late = book.out_of_hours("2026-10-14", child())
    bad("Q12", "Out of hours: case number missing", replace(late, raw={"CaseNo": ""}))
    bad("Q13", "Out of hours: arrival date unreadable", replace(late, raw={"ActiveDate": "31/09/2026"}))

    def odd(code, what, visit, fires="", told="nobody; the value is counted by column"):
        book.add(code, what, [visit], fires, told)

    odd("D01", "NHS number with a wrong check digit: linked by its local id",
        visit({"NHS_NUMBER": "9990000019"}))
    odd("D02", "NHS number of one digit ten times", visit({"NHS_NUMBER": "9999999999"}))
    odd("D03", "NHS number written with hyphens", visit({"NHS_NUMBER": "999-000-0018"}), told="nobody; valid")
    odd("D04", "Birth date unreadable", visit({"PERSON_BIRTH_DATE": "2018-00-00"}))
    odd("D05", "Birth date before 1900: blank", visit({"PERSON_BIRTH_DATE": "1801-01-01"}), told="nobody")
    odd("D06", "Arrival time unreadable: 00:00", visit({"EMERGENCY_CARE_ARRIVAL_TIME": "25:61:00"}))
    odd("D07", "Age is no number", visit({"AGE_AT_CDS_ACTIVITY_DATE": "eight"}))
    odd("D08", "Indicator is neither Y nor N", visit({"LOOKED_AFTER_CHILD_INDICATOR": "maybe"}))
    odd("D09", "Bytes that are no UTF-8 in the address",
        visit({"PATIENT_USUAL_ADDRESS_LINE_1": "12 Caf\udce9 Row"}))
    odd("D10", "Applicable date unreadable: the version counts as oldest",
        visit({"CDS_APPLICABLE_DATE": "soon"}))
    odd("D11", "Outer blanks are trimmed",
        visit({"EMERGENCY_CARE_CHIEF_COMPLAINT_SNOMED_CT": " 386661006\t"}),
        told="nobody")
    odd("D12", "A line break and a doubled quote inside a quoted address",
        book.out_of_hours("2026-10-14", child(address=('Flat 2,\n"The Mock"', "Sampletown"))), told="nobody")
    odd("D13", "A SNOMED code damaged by a spreadsheet",
        visit({"EMERGENCY_CARE_DIAGNOSIS_SNOMED_CT_01": "1.08807E+15"}))


def add_next_night(book):
    """Live on the first night; changed by the file of the next."""
    ae, child, four = book.ae, book.child, book.four
    tomorrow = at("2026-11-01 06:00")

    def change(when, person, of, **changes):
        return ae(when, person, of=of, sent=tomorrow, file=NEXT_NIGHT, **changes)

    p = child()
    book.add("N01", "Next night: the second of four is deleted",
             [*four(p), change("2026-07-30", p, "2", update="1")], "F4@4",
             "GP letter; next night: correction letter, alert entered in error", fires_next="")
    p = child()
    book.add("N02", "Next night: the first of five is deleted, the fifth still holds",
             [*four(p, "2026-10-12"), ae("2026-10-19", p), change("2026-06-12", p, "1", update="1")],
             "F4@4 F4@5", "GP letter; next night: an amendment, moved to the fifth", fires_next="F4@5")
    p, other = child(), child()
    book.add("N03", "Next night: the fourth attendance proves to be another child's",
             [*four(p), change("2026-10-20", other, "4")], "F4@4",
             "GP letter; next night: withdrawal and an urgent item, sent to the wrong practice",
             fires_next="")
    p = child(practice="V81997")
    book.add("N04", "Next night: the unregistered child has registered",
             [ae("2026-10-20", p),
              ae("2026-11-01 01:30", replace(p, practice=OPEN_PRACTICES[4]), file=NEXT_NIGHT)],
             "UNREG@1", "parent letter; alert; next night: the alert becomes inactive, no letter")
    p = child()
    book.add("N05", "Next night: a fifth attendance, covered",
             [*four(p), ae("2026-11-01 02:10", p, file=NEXT_NIGHT)], "F4@4",
             "GP letter; alert; next night: nothing more", fires_next="F4@4 F4@5")
    p = child()
    book.add("N06", "Next night: the fourth attendance",
             [*four(p)[:3], ae("2026-11-01 03:45", p, file=NEXT_NIGHT)], "",
             "nobody; next night: GP letter; alert", fires_next="F4@4")
    p = child()
    book.add("N07", "Next night: the third is corrected to a planned follow-up",
             [*four(p), change("2026-09-08", p, "3", category="4")], "F4@4",
             "GP letter; next night: correction letter, alert entered in error", fires_next="")
