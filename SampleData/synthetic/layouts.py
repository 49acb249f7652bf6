"""The layouts of the three sources: how an attendance becomes a line of an extract."""

import csv
import io
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

from . import codes
from .people import Person

PROVIDERS = {"ae": "RZ9", "walk-in": "RZ9", "out-of-hours": "NZX9"}


@dataclass
class Attendance:
    """One line of an extract: a version of an attendance, before it takes a layout."""

    source: str
    id: str
    person: Person
    arrival: datetime
    category: str = "1"  # as ECDS codes it
    department: str = "01"
    site: str = "RZ901"
    complaint: str = ""
    diagnoses: tuple = ()
    injured: date | None = None
    intent: str = ""
    discharge: str = codes.COMPLETED
    concerns: tuple = ()
    mobility: str = ""
    update: str = ""  # 1 is a delete
    sent: datetime | None = None  # the version's date and time; None leaves it blank
    is_bare: bool = False  # a delete that says nothing but what it deletes
    file: str | None = None  # in place of the file that the arrival date gives
    raw: dict = field(default_factory=dict)  # column name: text as it stands in the file
    width: int = 0  # so many fields too many, or too few when negative

    @property
    def age(self):
        """Whole years at arrival, as text."""
        born = self.person.born
        if self.person.age is not None or born is None:
            return self.person.age or ""
        arrived = self.arrival.date()
        return str(
            arrived.year - born.year - ((arrived.month, arrived.day) < (born.month, born.day))
        )


def _iso(day):
    return day.isoformat() if day else ""


def _british(day):
    return day.strftime("%d/%m/%Y") if day else ""


def _spaced(number):
    return f"{number[:3]} {number[3:6]} {number[6:]}" if number else ""


def _nth(values, place):
    return values[place] if place < len(values) else ""


def ecds_row(a):
    """A&E: the Emergency Care Data Set by its data dictionary names."""
    p = a.person
    return {
        "CDS_UPDATE_TYPE": a.update or "9",
        "CDS_APPLICABLE_DATE": _iso(a.sent and a.sent.date()),
        "CDS_APPLICABLE_TIME": a.sent.strftime("%H:%M:%S") if a.sent else "",
        "ORGANISATION_IDENTIFIER_CODE_OF_PROVIDER": PROVIDERS["ae"],
        "ORGANISATION_SITE_IDENTIFIER_OF_TREATMENT": a.site,
        "EMERGENCY_CARE_DEPARTMENT_TYPE": a.department,
        "EMERGENCY_CARE_ATTENDANCE_IDENTIFIER": a.id,
        "EMERGENCY_CARE_ATTENDANCE_CATEGORY": a.category,
        "EMERGENCY_CARE_ARRIVAL_DATE": _iso(a.arrival.date()),
        "EMERGENCY_CARE_ARRIVAL_TIME": a.arrival.strftime("%H:%M:%S"),
        "AGE_AT_CDS_ACTIVITY_DATE": a.age,
        "NHS_NUMBER": p.nhs,
        "NHS_NUMBER_STATUS_INDICATOR_CODE": p.nhs_status,
        "WITHHELD_IDENTITY_REASON": p.withheld,
        "LOCAL_PATIENT_IDENTIFIER_EXTENDED": p.local,
        "PERSON_FAMILY_NAME": p.family,
        "PERSON_GIVEN_NAME": p.given,
        "PERSON_BIRTH_DATE": _iso(p.born),
        "PERSON_STATED_GENDER_CODE": p.sex,
        "PATIENT_USUAL_ADDRESS_LINE_1": _nth(p.address, 0),
        "PATIENT_USUAL_ADDRESS_LINE_2": _nth(p.address, 1),
        "PATIENT_USUAL_ADDRESS_LINE_3": _nth(p.address, 2),
        "POSTCODE_OF_USUAL_ADDRESS": p.postcode,
        "PREFERRED_SPOKEN_LANGUAGE_SNOMED_CT": "",
        "GENERAL_MEDICAL_PRACTICE_CODE_PATIENT_REGISTRATION": p.practice,
        "EMERGENCY_CARE_ATTENDANCE_SOURCE_SNOMED_CT": codes.SELF_REFERRED,
        "EMERGENCY_CARE_CHIEF_COMPLAINT_SNOMED_CT": a.complaint,
        "EMERGENCY_CARE_DIAGNOSIS_SNOMED_CT_01": _nth(a.diagnoses, 0),
        "EMERGENCY_CARE_DIAGNOSIS_QUALIFIER_SNOMED_CT_01": codes.CONFIRMED if a.diagnoses else "",
        "EMERGENCY_CARE_DIAGNOSIS_SNOMED_CT_02": _nth(a.diagnoses, 1),
        "EMERGENCY_CARE_DIAGNOSIS_QUALIFIER_SNOMED_CT_02": (
            codes.CONFIRMED if len(a.diagnoses) > 1 else ""
        ),
        "INJURY_DATE": _iso(a.injured),
        "INJURY_TIME": "",
        "EMERGENCY_CARE_PLACE_OF_INJURY_SNOMED_CT": "",
        "EMERGENCY_CARE_INJURY_INTENT_SNOMED_CT": a.intent,
        "EMERGENCY_CARE_INJURY_ACTIVITY_TYPE_SNOMED_CT": "",
        "EMERGENCY_CARE_INJURY_MECHANISM_SNOMED_CT": "",
        "EMERGENCY_CARE_DISCHARGE_STATUS_SNOMED_CT": a.discharge,
        "SAFEGUARDING_CONCERN_SNOMED_CT_01": _nth(a.concerns, 0),
        "SAFEGUARDING_CONCERN_SNOMED_CT_02": _nth(a.concerns, 1),
        "EMERGENCY_CARE_DISCHARGE_DESTINATION_SNOMED_CT": (
            codes.MORTUARY if a.discharge == codes.DIED else codes.HOME
        ),
        "LOOKED_AFTER_CHILD_INDICATOR": p.looked_after,
        "CHILD_PROTECTION_PLAN_INDICATOR": p.protection_plan,
        "PERSON_DEATH_DATE": _iso(p.died),
    }


# The retired A&E coding: 2 is a planned follow-up there, 3 an unplanned one, 9 not known.
RETIRED_CATEGORY = {"1": "1", "2": "3", "3": "3", "4": "2", "": "9"}
RETIRED_DISPOSAL = {codes.COMPLETED: "03", codes.LEFT_BEFORE_TREATMENT: "12", codes.DIED: "10"}


def walk_in_row(a):
    """The walk-in centre: semicolons, British dates, diagnoses in one column."""
    p = a.person
    return {
        "Attendance No": a.id,
        "Provider": PROVIDERS["walk-in"],
        "Centre": "RZ9W1",
        "Arrived": a.arrival.strftime("%d/%m/%Y %H:%M"),
        "Visit Type": RETIRED_CATEGORY[a.category],
        "NHS No": _spaced(p.nhs),
        "NHS No Status": p.nhs_status,
        "Patient Ref": p.local,
        "Surname": p.family,
        "Forename": p.given,
        "DOB": _british(p.born),
        "Age": a.age,
        "Sex": {"1": "M", "2": "F"}.get(p.sex, ""),
        "Address 1": _nth(p.address, 0),
        "Address 2": "",
        "Town": _nth(p.address, 1),
        "Postcode": p.postcode,
        "Language": "English",
        "Registered Practice": p.practice,
        "Presenting Complaint": a.complaint,
        "Diagnoses": "|".join(a.diagnoses),
        "Injury Date": _british(a.injured),
        "Discharge Outcome": RETIRED_DISPOSAL[a.discharge],
        "Mobility": a.mobility,
        "Last Updated": a.sent.strftime("%d/%m/%Y %H:%M") if a.sent else "",
        "Update": {"1": "D", "": "U"}[a.update],
    }


def out_of_hours_row(a):
    """The out-of-hours service: everything quoted, neither category nor department."""
    p = a.person
    return {
        "CaseNo": a.id,
        "Provider": PROVIDERS["out-of-hours"],
        "Service": "NZX901",
        "ActiveDate": _british(a.arrival.date()),
        "ActiveTime": a.arrival.strftime("%H:%M"),
        "NHSNumber": p.nhs,
        "Traced": {"01": "Y", "02": "N"}.get(p.nhs_status, ""),
        "PatientRef": p.local,
        "Surname": p.family,
        "Forename": p.given,
        "DateOfBirth": _british(p.born),
        "Sex": {"1": "M", "2": "F"}.get(p.sex, ""),
        "Address": _nth(p.address, 0),
        "Town": _nth(p.address, 1),
        "Postcode": p.postcode,
        "PracticeCode": p.practice,
        "PresentingCondition": a.complaint,
        "Diagnosis1": _nth(a.diagnoses, 0),
        "Diagnosis2": _nth(a.diagnoses, 1),
        "Outcome": "Advice given",
    }


@dataclass(frozen=True)
class Layout:
    """How the lines of a source are written."""

    row: callable
    key_columns: tuple  # what a bare delete says
    update_column: str | None
    dialect: dict
    encoding: str = "utf-8"


LAYOUTS = {
    "ae": Layout(
        ecds_row,
        ("ORGANISATION_IDENTIFIER_CODE_OF_PROVIDER", "EMERGENCY_CARE_ATTENDANCE_IDENTIFIER"),
        "CDS_UPDATE_TYPE",
        {"lineterminator": "\n"},
    ),
    "walk-in": Layout(
        walk_in_row,
        ("Provider", "Attendance No"),
        "Update",
        {"delimiter": ";", "lineterminator": "\r\n"},
        "utf-8-sig",
    ),
    "out-of-hours": Layout(
        out_of_hours_row,
        ("Provider", "CaseNo"),
        None,
        {"quoting": csv.QUOTE_ALL, "lineterminator": "\n"},
    ),
}


def _fields(attendance):
    layout = LAYOUTS[attendance.source]
    row = layout.row(attendance)
    if attendance.is_bare:
        kept = (*layout.key_columns, layout.update_column)
        row = {column: text if column in kept else "" for column, text in row.items()}
    unknown = set(attendance.raw) - set(row)
    if unknown:
        raise SystemExit(f"{attendance.id}: the layout has no column {', '.join(sorted(unknown))}")
    fields = list({**row, **attendance.raw}.values())
    if attendance.width < 0:
        return fields[: attendance.width]
    return fields + [""] * attendance.width


def write_extract(path, attendances):
    """Writes one extract; bytes that are no UTF-8 travel as lone surrogates."""
    layout = LAYOUTS[attendances[0].source]
    text = io.StringIO(newline="")
    writer = csv.writer(text, **layout.dialect)
    writer.writerow(layout.row(attendances[0]))
    for attendance in attendances:
        writer.writerow(_fields(attendance))
    path.write_bytes(text.getvalue().encode(layout.encoding, "surrogateescape"))


def sent_after(arrival, hours=6):
    """When the first version of an attendance is written: some hours later, to the minute."""
    return arrival + timedelta(hours=hours)
