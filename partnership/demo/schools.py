"""The invented schools of the demonstration county, as a file of the national register.

Wexcombe has 296 of them, 290 in scope of a section 175 audit: as many of each kind as
a shire county has. No place, school, trust or head is real; the postcodes belong to no
post town and the telephone numbers are those kept free for drama.
"""

import csv
import io
from collections.abc import Iterator
from itertools import count, cycle

DISTRICTS = ["Ashmere", "Brackley Vale", "Coldharbour", "Denholt"]
BEGINNINGS = [
    "Thorn", "Haddle", "Penner", "Wether", "Marl", "Copple", "Sallow", "Brindle",
    "Fenny", "Hartle", "Ochre", "Ludder", "Quarr", "Rushy", "Stavel", "Twin",
    "Umber", "Withy", "Yarrow", "Cullen", "Dapple", "Edder", "Gallow", "Inker",
]  # fmt: skip
ENDINGS = ["combe", "wick", "bourne", "leigh", "stock", "mere", "hampton", "den"]
TOWN_SCHOOLS = [
    "Elm", "Oak Lane", "River View", "Millfield", "Priory Road", "Castle Green",
    "Foxglove", "Larkrise", "Station Road", "Meadowside", "Old Forge", "Kingfisher",
    "Orchard Way", "Beacon Hill", "Weir Street", "Swallow Park", "Tanyard",
    "Clover Bank", "Harbour", "Windmill",
]  # fmt: skip
SAINTS = ["Aldhelm", "Wilfrid", "Hilda", "Cuthman", "Osyth", "Werburgh", "Birinus"]
TRUSTS = {
    7001: "LARKRISE LEARNING TRUST",
    7002: "VALE AND HARBOUR ACADEMIES TRUST",
    7003: "The Beacon Schools Partnership",
    7004: "WEXCOMBE DIOCESAN ACADEMIES TRUST",
    7005: "Northern Downs Education Trust",
    7006: "Kingfisher Specialist Trust",
}
FIRST_NAMES = [
    "Ms Anwen", "Mr Bilal", "Mrs Carys", "Mr Dominic", "Dr Elspeth", "Mrs Farah",
    "Mr Gareth", "Ms Hester", "Mr Ivo", "Mrs Jocelyn", "Mr Kwame", "Ms Lorna",
    "Ms Mairi", "Dr Nikhil", "Mrs Oriel", "Mr Piers", "Mrs Rosalind",
]  # fmt: skip
STREETS = ["School Lane", "Church Road", "Mill Street"]
WARDS = ["North", "South", "East", "West"]
LAST_NAMES = [
    "Abbotsway", "Birchall-Dean", "Copperwheat", "Duckett", "Eversley", "Fennimore",
    "Garrowby", "Hollinside", "Iremonger", "Jellicoe", "Kestleman", "Lowther-Price",
    "Mossop", "Netherway", "Oakeshott", "Pomfrey", "Quillfeather", "Ravensdale",
    "Sandilands",
]  # fmt: skip
# Name of a type: its code and its group.
TYPES = {
    "Community school": ("01", "Local authority maintained schools"),
    "Voluntary controlled school": ("03", "Local authority maintained schools"),
    "Voluntary aided school": ("02", "Local authority maintained schools"),
    "Foundation school": ("05", "Local authority maintained schools"),
    "Local authority nursery school": ("15", "Local authority maintained schools"),
    "Pupil referral unit": ("14", "Local authority maintained schools"),
    "Academy converter": ("34", "Academies"),
    "Academy sponsor led": ("28", "Academies"),
    "Academy special converter": ("44", "Academies"),
    "Academy alternative provision converter": ("42", "Academies"),
    "Free schools": ("35", "Free Schools"),
    "University technical college": ("40", "Free Schools"),
    "Community special school": ("07", "Special schools"),
    "Other independent special school": ("10", "Special schools"),
    "Other independent school": ("11", "Independent schools"),
    "Further education": ("18", "Colleges"),
    "Academy 16-19 converter": ("45", "Academies"),
    "Higher education institutions": ("29", "Universities"),
    "Online provider": ("49", "Online provider"),
    "Miscellaneous": ("27", "Other types"),
}
ROUND_OF_PRIMARIES = [
    ("Community school", "", "{place} Primary School"),
    ("Academy converter", "", "{place} Primary Academy"),
    ("Voluntary controlled school", "CE", "{place} Church of England Primary School"),
    ("Community school", "", "{place} Community Primary School"),
    ("Academy sponsor led", "", "{place} Primary School"),
    ("Voluntary aided school", "CE", "St {saint}’s C of E Primary School, {place}"),
    ("Academy converter", "CE", "{place} Church of England Primary Academy"),
    ("Voluntary aided school", "RC", "St {saint}’s Catholic Primary School, {place}"),
    ("Foundation school", "", "{place} Primary School"),
]
ROUND_OF_SECONDARIES = [
    ("Academy converter", "", "{place} Academy"),
    ("Community school", "", "{place} School"),
    ("Academy sponsor led", "", "The {place} Academy"),
    ("Voluntary aided school", "RC", "St {saint}’s Catholic High School, {place}"),
    ("Academy converter", "", "{place} High School"),
]
CHARACTERS = {"": "Does not apply", "CE": "Church of England", "RC": "Roman Catholic"}
# How many, phase, lowest and highest age; type, faith and name given in turn.
REST = [
    (2, "All through", 3, 18, [
        ("Academy converter", "", "{place} All-through Academy"),
    ]),
    (15, "Not applicable", 4, 19, [
        ("Community special school", "", "{place} School"),
        ("Academy special converter", "", "{place} Grange Academy"),
        ("Other independent special school", "", "{place} House School"),
    ]),
    (7, "Not applicable", 5, 16, [
        ("Pupil referral unit", "", "{place} Pupil Referral Service"),
        ("Academy alternative provision converter", "", "{place} Bridge Academy"),
    ]),
    (14, "Not applicable", 3, 13, [
        ("Other independent school", "", "{place} Preparatory School"),
    ]),
    (8, "Not applicable", 11, 18, [
        ("Other independent school", "", "{place} College"),
    ]),
    (6, "Nursery", 2, 5, [
        ("Local authority nursery school", "", "{place} Nursery School"),
    ]),
    (3, "16 plus", 16, 99, [("Further education", "", "{place} College")]),
    (2, "16 plus", 16, 19, [
        ("Academy 16-19 converter", "", "{place} Sixth Form College"),
    ]),
]  # fmt: skip
OUTSIDE_SCOPE = [
    ("Community school", "Closed", "Primary", "Old Quay Primary School"),
    ("Foundation school", "Closed", "Secondary", "Denholt Upper School"),
    ("Free schools", "Proposed to open", "Primary", "Ashmere Garden Village School"),
    ("Higher education institutions", "Open", "Not applicable", "Wexcombe University"),
    ("Online provider", "Open", "Not applicable", "Downland Online School"),
    ("Miscellaneous", "Open", "Not applicable", "Wexcombe Adult Learning"),
]
CLOSING = 201
CLOSE_DATES = {"Closed": "31-08-2022", "Open, but proposed to close": "31-08-2031"}
STANDING = {"Open", "Closed", "Open, but proposed to close"}


def register_file() -> bytes:
    """The register of Wexcombe, the same bytes on every call."""
    text = io.StringIO(newline="")
    rows = list(_rows())
    writer = csv.DictWriter(text, list(rows[0]), quoting=csv.QUOTE_ALL)
    writer.writeheader()
    writer.writerows(rows)
    return text.getvalue().encode("utf-8")


def _rows() -> Iterator[dict[str, str]]:
    """Rows with kinds spread evenly, so that any part of the file is a mixture."""
    schools = list(_schools())
    elm, others = schools[0], schools[1:]
    step = 97  # coprime to the number of the others
    dealt = [others[place * step % len(others)] for place in range(len(others))]
    for number, school in enumerate([elm, *dealt], 1):
        yield _row(number, *school)


def _schools() -> Iterator[tuple]:
    """Type, status, phase, ages, religious character and name of every school."""
    places = (
        beginning + ENDINGS[(place + turn) % len(ENDINGS)]
        for turn in count()
        for place, beginning in enumerate(BEGINNINGS)
    )
    saints = cycle(SAINTS)
    yield "Academy converter", "Open", "Primary", 4, 11, "", "Elm Primary School"
    town_types = cycle(["Community school", "Academy converter", "Foundation school"])
    for name in TOWN_SCHOOLS[1:]:
        yield next(town_types), "Open", "Primary", 4, 11, "", f"{name} Primary School"
    for (type_name, faith, words), _ in zip(cycle(ROUND_OF_PRIMARIES), range(178)):
        name = words.format(place=next(places), saint=next(saints))
        yield type_name, "Open", "Primary", 4, 11, faith, name
    towns = cycle([*DISTRICTS, *(f"{district} Park" for district in DISTRICTS)])
    used: set[str] = set()
    for (type_name, faith, words), _ in zip(cycle(ROUND_OF_SECONDARIES), range(34)):
        name = words.format(place=next(towns), saint=next(saints))
        if name in used:
            name = words.format(place=next(places), saint=next(saints))
        used.add(name)
        yield type_name, "Open", "Secondary", 11, 18, faith, name
    yield (
        "University technical college", "Open", "Secondary", 14, 18, "",
        "Coldharbour University Technical College",
    )  # fmt: skip
    for many, phase, low, high, turns in REST:
        for (type_name, faith, words), _ in zip(cycle(turns), range(many)):
            name = words.format(place=next(places))
            yield type_name, "Open", phase, low, high, faith, name
    for type_name, status, phase, name in OUTSIDE_SCOPE:
        yield type_name, status, phase, 4, 18, "", name


def _row(
    number: int,
    type_name: str,
    status: str,
    phase: str,
    low: int,
    high: int,
    faith: str,
    name: str,
) -> dict[str, str]:
    type_code, group = TYPES[type_name]
    district = next(
        (each for each in DISTRICTS if each in name), DISTRICTS[(number - 1) % 4]
    )
    if number == CLOSING and status == "Open":
        status = "Open, but proposed to close"
    is_primary, is_secondary = phase == "Primary", phase == "Secondary"
    is_fee_paying = group in {"Independent schools", "Colleges", "Universities"}
    is_academy = group in {"Academies", "Free Schools"} and status == "Open"
    has_nursery = phase == "Nursery" or (is_primary and number % 3 == 0)
    has_sixth_form = high == 18 and number % 3 != 0 and not is_primary
    has_boarders = type_name == "Other independent school" and number % 4 == 0
    places = _places(phase, type_name, number)
    trust = _trust(number, type_name, faith) if is_academy else 0
    title, first_name = FIRST_NAMES[number % 17].split()
    head = (title, first_name, LAST_NAMES[number % 19])
    if number == 1:
        head = ("Mr", "Hal", "Brightwater")
    return {
        "URN": str(900_000 + number),
        "LA (code)": "601",
        "LA (name)": "Wexcombe",
        "EstablishmentNumber": str(2000 + number),
        "EstablishmentName": name,
        "TypeOfEstablishment (code)": type_code,
        "TypeOfEstablishment (name)": type_name,
        "EstablishmentTypeGroup (name)": group,
        "EstablishmentStatus (name)": status,
        "OpenDate": f"01-09-{1955 + number * 7 % 60}" if status in STANDING else "",
        "CloseDate": CLOSE_DATES.get(status, ""),
        "PhaseOfEducation (name)": phase,
        "StatutoryLowAge": "3" if is_primary and has_nursery else str(low),
        "StatutoryHighAge": "16" if is_secondary and not has_sixth_form else str(high),
        "Boarders (name)": "Boarding school" if has_boarders else "No boarders",
        "NurseryProvision (name)": f"{'Has' if has_nursery else 'No'} Nursery Classes",
        "OfficialSixthForm (name)": "Has a sixth form"
        if has_sixth_form
        else "Does not have a sixth form",
        "Gender (name)": "Mixed",
        "ReligiousCharacter (name)": CHARACTERS[faith],
        "SchoolCapacity": str(places),
        "NumberOfPupils": str(places * (78 + number * 11 % 22) // 100),
        "PercentageFSM": ".." if is_fee_paying else f"{4 + number * 53 % 390 / 10:.1f}",
        "Trusts (code)": str(trust or ""),
        "Trusts (name)": TRUSTS.get(trust, ""),
        "UKPRN": str(10_900_000 + number),
        "LastChangedDate": "02-09-2024",
        "Street": f"{number * 13 % 140 + 1} {STREETS[number % 3]}",
        "Town": district,
        "County (name)": "Wexcombe",
        "Postcode": f"WX{number % 20 + 1} {number % 9 + 1}{'ABDEFGHJ'[number % 8]}A",
        "SchoolWebsite": _website(name),
        "TelephoneNum": f"01632 960{number:03}",
        "HeadTitle (name)": head[0],
        "HeadFirstName": head[1],
        "HeadLastName": head[2],
        "HeadPreferredJobTitle": "Principal" if trust and number % 2 else "Headteacher",
        "DistrictAdministrative (name)": district,
        "AdministrativeWard (name)": f"{district} {WARDS[number // 4 % 4]}",
    }


def _website(name: str) -> str:
    """An address in the reserved `.example` domain."""
    words = "".join(each for each in name.lower() if each.isalpha() or each in " -")
    return f"www.{'-'.join(words.split())}.example"


def _places(phase: str, type_name: str, number: int) -> int:
    """The capacity: classes of 30, or smaller in special schools."""
    if "special" in type_name.lower() or type_name.startswith("Pupil"):
        return 40 + number * 17 % 110
    if phase == "Nursery":
        return 60 + number * 7 % 40
    if phase in {"Secondary", "All through"}:
        return 600 + number * 31 % 30 * 30
    if phase == "16 plus":
        return 1800 + number * 41 % 1500
    return (105, 210, 210, 315, 420)[number % 5]


def _trust(number: int, type_name: str, faith: str) -> int:
    if number == 1:
        return 7001
    if faith == "CE":
        return 7004
    if "special" in type_name or "alternative" in type_name:
        return 7006
    return (7001, 7002, 7003, 7005)[number % 4]
