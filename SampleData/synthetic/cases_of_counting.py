"""Designed cases: frequent attenders and injuries, what is counted and in which window."""

from dataclasses import replace

from . import codes
from .cases import day

GP = "GP letter; alert"


def add_frequent_attenders(book):
    ae, child = book.ae, book.child

    def dates(person, *days, **changes):
        return [ae(when, person, **changes) for when in days]

    book.add("F01", "Four A&E attendances in six months", book.four(child()), "F4@4", GP)
    book.add("F02", "Three: one below the threshold",
             dates(child(), "2026-07-12", "2026-08-30", "2026-10-21"))
    late = ("2026-07-01", "2026-09-01", "2026-10-15")
    book.add("F03", "First of four on the first day of the window (15 April to 15 October)",
             dates(child(), "2026-04-15", *late), "F4@4", GP)
    book.add("F04", "First of four one day before the window",
             dates(child(), "2026-04-14", *late))
    late = ("2026-07-02", "2026-09-02", "2026-10-31")
    book.add("F05", "Six months before 31 October is 30 April: the first of four on that day",
             dates(child(), "2026-04-30", *late), "F4@4", GP)
    book.add("F06", "The same, the first on 29 April",
             dates(child(), "2026-04-29", *late))
    p = child()
    book.add("F07", "Three attendances and a planned follow-up, which does not count",
             [*dates(p, "2026-08-03", "2026-09-14", "2026-10-08"), ae("2026-10-13", p, category="4")])
    p = child()
    book.add("F08", "A planned follow-up after the fourth attendance raises nothing of its own",
             [*book.four(p, "2026-10-12"), ae("2026-10-17", p, category="4")], "F4@4", GP)
    p = child()
    book.add("F09", "Unplanned follow-ups, here (2) and elsewhere (3), count",
             [ae("2026-09-01", p), ae("2026-09-04", p, category="2"),
              ae("2026-10-05", p), ae("2026-10-09", p, category="3")], "F4@4", GP)
    p = child()
    book.add("F10", "Category blank and category 9 (no code of the list) count, and are remarked on",
             [ae("2026-06-20", p), ae("2026-08-01", p, category=""),
              ae("2026-09-20", p, category="9"), ae("2026-10-22", p)],
             "F4@4", GP + "; the evidence says that the category is not recorded")
    p = child()
    book.add("F11", "Three at A&E and two at the walk-in centre: walk-ins do not count",
             [*dates(p, "2026-07-04", "2026-08-15", "2026-10-10"),
              book.walk_in("2026-09-05", p), book.walk_in("2026-10-24", p)])
    p = child()
    book.add("F12", "Four at A&E and one at the walk-in centre: count 4, the walk-in stands beside",
             [*book.four(p, "2026-10-16"), book.walk_in("2026-08-22", p)], "F4@4", GP)
    days = ("2026-06-12", "2026-08-02", "2026-09-15", "2026-10-20")
    book.add("F13", "The fourth attendance on the eighteenth birthday", dates(child("2008-10-20"), *days))
    book.add("F14", "The fourth attendance on the day before the eighteenth birthday",
             dates(child("2008-10-21"), *days), "F4@4", GP)
    days = ("2025-10-01", "2025-12-01", "2026-01-15")
    book.add("F15", "Born on 29 February 2008, fourth attendance on 28 February 2026: still 17",
             dates(child("2008-02-29"), *days, "2026-02-28"), "F4@4", "worklist (late)")
    book.add("F16", "The same, fourth attendance on 1 March 2026: 18",
             dates(child("2008-02-29"), *days, "2026-03-01"))
    p = child()
    eye = {"department": "02", "site": "RZ902", "complaint": codes.EYE_ILLNESS[0],
           "diagnoses": (codes.EYE_ILLNESS[1],)}
    urgent = {"department": "03", "site": "RZ903"}
    book.add("F17", "A&E, eye unit (02) and urgent treatment centre (03) all count",
             [ae("2026-07-06", p), ae("2026-08-06", p, **eye), ae("2026-09-06", p, **urgent),
              ae("2026-10-06", p, **eye)], "F4@4", GP)
    p = child()
    book.add("F18", "Same-day emergency care (05) does not count",
             [*dates(p, "2026-07-07", "2026-08-07", "2026-09-07"), ae("2026-10-07", p, department="05")])
    p = child()
    book.add("F19", "Left before being seen still counts, and the evidence says so",
             [*dates(p, "2026-07-08", "2026-08-08"),
              ae("2026-09-08", p, discharge=codes.LEFT_BEFORE_TREATMENT), ae("2026-10-08", p)],
             "F4@4", GP)
    p = child()
    book.add("F20", "Two attendances on one day are two attendances",
             [*dates(p, "2026-08-09", "2026-09-09"), ae("2026-10-09 09:15", p),
              ae("2026-10-09 21:40", p)], "F4@4", GP)
    p = child()
    book.add("F21", "Third and fourth in the same minute: the order of their ids decides",
             [*dates(p, "2026-08-10", "2026-09-10"), ae("2026-10-10 18:05", p),
              ae("2026-10-10 18:05", p)], "F4@4", GP)
    year = ("2025-12-20", "2026-02-14", "2026-05-16", "2026-07-25", "2026-10-28")
    book.add("F22", "Six in twelve months, the first on the window's first day, never four in six",
             dates(child(), "2025-10-28", *year), "F6@6", GP)
    book.add("F23", "The same, the first one day before the window", dates(child(), "2025-10-27", *year))
    monthly = [f"2026-{month:02d}-10" for month in range(5, 11)]
    book.add("F24", "Six in six months: both rules hold",
             dates(child(), *monthly), "F4@4 F4@5 F4@6 F6@6",
             "one GP letter naming both rules; two alerts; worklist (late) for the earlier ones")
    often = [f"2026-10-{number:02d}" for number in range(3, 25, 3)]
    book.add("F25", "Eight in October: the eighth has grown by four over the fourth",
             dates(child(), *often), "F4@4 F4@5 F4@6 F4@7 F4@8 F6@6 F6@7 F6@8",
             "one GP letter naming both rules; the fifth to seventh are covered")
    book.add("F26", "The fourth attendance exactly 30 days before 1 November",
             book.four(child(), "2026-10-02"), "F4@4", GP)
    book.add("F27", "The fourth attendance 31 days before 1 November",
             book.four(child(), "2026-10-01"), "F4@4", "worklist (late)")
    book.add("F28", "Fourth in September (late), fifth in October: what was late does not cover",
             [*book.four(p := child(), "2026-09-20"), ae("2026-10-20", p)], "F4@4 F4@5",
             GP + "; worklist (late)")
    p = child()
    book.add("F29", "Fifth attendance a week after the fourth: covered",
             [*book.four(p, "2026-10-14"), ae("2026-10-21", p)], "F4@4 F4@5", GP + ", once")
    p = child()
    local_only = replace(p, nhs="", nhs_status="07")
    book.add("F30", "Two rows carry only the local id, joined to the number by the other two",
             [ae("2026-06-18", local_only), ae("2026-08-18", p), ae("2026-09-18", local_only),
              ae("2026-10-18", p)], "F4@4", GP)
    p = replace(child(), born=None, age="17")
    book.add("F31", "No birth date, age 17 in whole years: under 18 is settled",
             book.four(p), "F4@4", GP)
    p = replace(child(), born=None, age="18")
    book.add("F32", "No birth date, age 18", book.four(p))
    p = child()
    unborn = replace(p, born=day("2027-01-01"), age="0")
    book.add("F33", "Birth date after arrival on every row: the age is unknown, age 0 is no fallback",
             book.four(unborn), told="nobody; counted as age unknown and as a data-quality finding")
    p = child()
    book.add("F34", "Brought in dead (X) after three attendances: does not count",
             [*dates(p, "2026-07-11", "2026-08-11", "2026-09-11"),
              ae("2026-10-11", replace(p, died=day("2026-10-11")), category="X", discharge=codes.DIED)])
    p = child()
    book.add("F35", "The arrival time of the fourth attendance is missing: read as 00:00",
             book.four(p, "2026-10-23", raw={"EMERGENCY_CARE_ARRIVAL_TIME": ""}), "F4@4", GP)


def add_injuries(book):
    injury, child = book.injury, book.child
    alert = "alert with the injury history, no letter"

    p = child()
    book.add("I01", "Two injuries four months apart", [injury("2026-06-15", p), injury("2026-10-15", p)],
             "INJ@2", alert)
    p = child()
    book.add("I02", "Second arrival 23 hours 59 minutes after the first: one presentation",
             [injury("2026-10-10 14:00", p), injury("2026-10-11 13:59", p)])
    p = child()
    book.add("I03", "Second arrival exactly 24 hours after the first: two presentations",
             [injury("2026-10-10 14:00", p), injury("2026-10-11 14:00", p)], "INJ@2", alert)
    p = child()
    book.add("I04", "A chain, each arrival less than 24 hours after the last: one presentation",
             [injury("2026-10-10 10:00", p), injury("2026-10-11 09:00", p), injury("2026-10-12 08:00", p)])
    p = child()
    book.add("I05", "First injury on the first day of the 24 months",
             [injury("2024-10-20", p), injury("2026-10-20", p)], "INJ@2", alert)
    p = child()
    book.add("I06", "First injury one day before the 24 months",
             [injury("2024-10-19", p), injury("2026-10-20", p)])
    p = child()
    book.add("I07", "A presentation that began before the window and continued in it does not count",
             [injury("2024-10-19 20:00", p), injury("2024-10-20 08:00", p), injury("2026-10-20", p)])
    p = child()
    book.add("I08", "Injury seen again as an unplanned follow-up: does not count",
             [injury("2026-10-05", p), injury("2026-10-08", p, category="2", injured=day("2026-10-05"))])
    p = child()
    book.add("I09", "An injury date and no injury code",
             [injury("2026-08-09", p, complaint="", intent=""), injury("2026-10-09", p, complaint="")],
             "INJ@2", alert)
    p = child()
    coded = {"complaint": codes.INJURY_OF_HEAD, "diagnoses": ("", codes.OPEN_WOUND_OF_HEAD)}
    book.add("I10", "Injuries by code alone, at the walk-in centre and out of hours (no category)",
             [book.walk_in("2026-08-10", p, diagnoses=(codes.OPEN_WOUND_OF_HEAD,)),
              book.out_of_hours("2026-10-10", p, **coded)], "INJ@2", alert)
    p = child()
    unread = {"INJURY_DATE": "yesterday"}
    book.add("I11", "An unreadable injury date and no injury code: unknown, not an injury",
             [injury("2026-08-11", p), injury("2026-10-11", p, complaint="", raw=unread)],
             told="nobody; the injury date is counted as unreadable")
    p = child()
    book.add("I12", "An unreadable injury date beside an injury code",
             [injury("2026-08-12", p), injury("2026-10-12", p, raw=unread)], "INJ@2", alert)
    p = child(nhs="", nhs_status="07")
    book.add("I13", "Two injuries, only a local id: no Flag without a verified number",
             [injury("2026-08-13", p), injury("2026-10-13", p)], "INJ@2",
             "alert in alerts.csv, no Flag")
    p = child()
    book.add("I14", "Two injuries long ago", [injury("2025-05-01", p), injury("2025-09-01", p)],
             "INJ@2", "worklist (late)")
    p = child()
    book.add("I15", "Third injury a week after the second: one more, so told again",
             [injury("2026-07-15", p), injury("2026-10-15", p), injury("2026-10-22", p)],
             "INJ@2 INJ@3", alert)
