"""Checks alerts: each line of NDJSON a FHIR R4 Flag, the bundle one transaction of the same.

Usage: check.py FLAGS.ndjson BUNDLE.json. Prints what is wrong and ends with 1, or prints nothing.

fhir.resources knows the elements and their types. It lets pass a status or category that is none, a
wrong kind of reference, and a transaction without requests; the checks below are for these, for the
elements that UK Core Flag must support, and for what shared records refuse.
"""

import json
import re
import sys

from fhir.resources.R4B.bundle import Bundle
from fhir.resources.R4B.flag import Flag

NHS_NUMBER = "https://fhir.nhs.uk/Id/nhs-number"
ODS = "https://fhir.nhs.uk/Id/ods-organization-code"
SNOMED = "http://snomed.info/sct"
VERIFICATION = "https://fhir.hl7.org.uk/CodeSystem/UKCore-NHSNumberVerificationStatusEngland"
CATEGORIES = {
    "https://fhir.nhs.uk/CodeSystem/flag-categories-bars": {
        "SG", "SS", "RS", "RA", "IR", "RC", "RT", "AC", "API",
    },
    "http://terminology.hl7.org/CodeSystem/flag-category": {
        "diet", "drug", "lab", "admin", "contact", "clinical", "behavioral", "research",
        "advance-directive", "safety",
    },
    "https://fhir.interweavedigital.nhs.uk/CodeSystem/Interweave-FlagCategory": {
        "RTO", "RTS", "RSO", "SGC", "OTH",
    },
}
DIHEDRAL = [
    [0, 1, 2, 3, 4, 5, 6, 7, 8, 9], [1, 2, 3, 4, 0, 6, 7, 8, 9, 5],
    [2, 3, 4, 0, 1, 7, 8, 9, 5, 6], [3, 4, 0, 1, 2, 8, 9, 5, 6, 7],
    [4, 0, 1, 2, 3, 9, 5, 6, 7, 8], [5, 9, 8, 7, 6, 0, 4, 3, 2, 1],
    [6, 5, 9, 8, 7, 1, 0, 4, 3, 2], [7, 6, 5, 9, 8, 2, 1, 0, 4, 3],
    [8, 7, 6, 5, 9, 3, 2, 1, 0, 4], [9, 8, 7, 6, 5, 4, 3, 2, 1, 0],
]
PERMUTATION = [1, 5, 7, 6, 2, 8, 3, 0, 9, 4]


def permuted(digit, times):
    for _ in range(times % 8):
        digit = PERMUTATION[digit]
    return digit


def has_verhoeff_digit(code):
    check = 0
    for place, digit in enumerate(reversed(code)):
        check = DIHEDRAL[check][permuted(int(digit), place)]
    return check == 0


def has_modulus_11_digit(number):
    if not re.fullmatch(r"\d{10}", number):
        return False
    total = sum(int(digit) * (10 - place) for place, digit in enumerate(number[:9]))
    return (11 - total % 11) % 11 == int(number[9])


def codings(flag):
    for part in [flag["code"], *flag.get("category", [])]:
        yield from part.get("coding", [])


def mistakes(flag):
    """What is wrong with a Flag, beyond its elements and types."""
    if flag.get("status") not in ("active", "inactive", "entered-in-error"):
        yield "status is no flag-status"
    if "https://fhir.hl7.org.uk/StructureDefinition/UKCore-Flag" not in flag["meta"]["profile"]:
        yield "it does not claim UK Core Flag"
    if len(flag.get("identifier", [])) != 1 or not flag["identifier"][0].get("system"):
        yield "it needs one identifier with a system"
    if "encounter" in flag:
        yield "shared records refuse an encounter"
    if not flag["code"].get("text"):
        yield "its code has no text"
    categories = [coding for part in flag.get("category", []) for coding in part["coding"]]
    if len(categories) != 1:
        yield "it needs one category"
    for coding in categories:
        if coding["code"] not in CATEGORIES.get(coding["system"], ()):
            yield f"{coding['code']} is no category of {coding['system']}"
    for coding in codings(flag):
        if "snomed" in coding["system"] and coding["system"] != SNOMED:
            yield "SNOMED CT has another system"
        if coding["system"] == SNOMED and not has_verhoeff_digit(coding["code"]):
            yield "a SNOMED CT code has a wrong check digit"
    subject = flag["subject"]
    if subject.get("type") != "Patient":
        yield "its subject is no patient"
    if subject["identifier"].get("system") != NHS_NUMBER:
        yield "its subject has no NHS number"
    elif not has_modulus_11_digit(subject["identifier"]["value"]):
        yield "its subject's NHS number has a wrong check digit"
    for extension in subject["identifier"].get("extension", []):
        for coding in extension["valueCodeableConcept"]["coding"]:
            if coding["system"] != VERIFICATION or not re.fullmatch("0[1-8]", coding["code"]):
                yield "the number's verification status is none"
    author = flag.get("author")
    if author and author["identifier"]["system"] != ODS:
        yield "its author has no ODS code"
    period = flag["period"]
    if not period.get("start"):
        yield "its period has no start"
    if period.get("end", "9999") < period.get("start", ""):
        yield "its period ends before it starts"
    if flag.get("status") != "active" and not period.get("end"):
        yield "it is over and has no end"


def bundle_mistakes(bundle):
    """What is wrong with the bundle as a transaction."""
    if bundle["type"] != "transaction":
        yield "the bundle is no transaction"
    seen, urls = set(), set()
    for entry in bundle.get("entry", []):
        if not re.fullmatch(r"urn:uuid:[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}", entry.get("fullUrl", "")):
            yield "an entry's fullUrl is no UUID"
        urls.add(entry.get("fullUrl"))
        identifier = entry["resource"]["identifier"][0]
        seen.add(identifier["value"])
        wanted = f"identifier={identifier['system']}%7C{identifier['value']}"
        request = entry.get("request")
        if not request:
            yield "an entry has no request"
        elif request["method"] == "POST":
            if request["url"] != "Flag" or request.get("ifNoneExist") != wanted:
                yield "a create is not conditional on its identifier"
        elif request["method"] != "PUT" or request["url"] != f"Flag?{wanted}":
            yield "an update is not conditional on its identifier"
    if not len(seen) == len(urls) == len(bundle.get("entry", [])):
        yield "two entries are about one Flag"


def main():
    found = []
    with open(sys.argv[1], encoding="utf-8") as lines:
        flags = [json.loads(line) for line in lines]
    with open(sys.argv[2], encoding="utf-8") as file:
        bundle = json.load(file)
    for what, model, resource in [("flag", Flag, flag) for flag in flags] + [("bundle", Bundle, bundle)]:
        try:
            model.model_validate(resource)
        except ValueError as error:
            found.append(f"{what}: {str(error).splitlines()[0]}")
    if not found:
        for flag in flags + [entry["resource"] for entry in bundle.get("entry", [])]:
            found += mistakes(flag)
        found += bundle_mistakes(bundle)
        last = {flag["identifier"][0]["value"]: flag for flag in flags}
        carried = [entry["resource"] for entry in bundle.get("entry", [])]
        if carried != [last[value] for value in sorted(last)]:
            found.append("the bundle carries other Flags than the lines")
    for mistake in dict.fromkeys(found):
        print(mistake)
    sys.exit(bool(found))


main()
