"""An invented national register of any size, laid out as the real one is.

Used by the bench, and by the tests that break rows on purpose. No school is real: the
numbers are of no English authority and names are put together from lists.
"""

import csv
from collections.abc import Iterator
from pathlib import Path

COLUMNS = """
URN; LA (code); LA (name); EstablishmentNumber; EstablishmentName; TypeOfEstablishment
(code); TypeOfEstablishment (name); EstablishmentTypeGroup (code);
EstablishmentTypeGroup (name); EstablishmentStatus (code); EstablishmentStatus (name);
ReasonEstablishmentOpened (code); ReasonEstablishmentOpened (name); OpenDate;
ReasonEstablishmentClosed (code); ReasonEstablishmentClosed (name); CloseDate;
PhaseOfEducation (code); PhaseOfEducation (name); StatutoryLowAge; StatutoryHighAge;
Boarders (code); Boarders (name); NurseryProvision (name); OfficialSixthForm (code);
OfficialSixthForm (name); Gender (code); Gender (name); ReligiousCharacter (code);
ReligiousCharacter (name); ReligiousEthos (name); Diocese (code); Diocese (name);
AdmissionsPolicy (code); AdmissionsPolicy (name); SchoolCapacity; SpecialClasses
(code); SpecialClasses (name); CensusDate; NumberOfPupils; NumberOfBoys;
NumberOfGirls; PercentageFSM; TrustSchoolFlag (code); TrustSchoolFlag (name); Trusts
(code); Trusts (name); SchoolSponsorFlag (name); SchoolSponsors (name); FederationFlag
(name); Federations (code); Federations (name); UKPRN; FEHEIdentifier;
FurtherEducationType (name); OfstedLastInsp; OfstedSpecialMeasures (code);
OfstedSpecialMeasures (name); LastChangedDate; Street; Locality; Address3; Town;
County (name); Postcode; SchoolWebsite; TelephoneNum; HeadTitle (name); HeadFirstName;
HeadLastName; HeadPreferredJobTitle; InspectorateName (name); InspectorateReport;
DateOfLastInspectionVisit; NextInspectionVisit; TeenMoth (name); TeenMothPlaces; CCF
(name); SENPRU (name); EBD (name); PlacesPRU; FTProv (name); EdByOther (name);
Section41Approved (name); SEN1 (name); SEN2 (name); SEN3 (name); SEN4 (name); SEN5
(name); SEN6 (name); SEN7 (name); SEN8 (name); SEN9 (name); SEN10 (name); SEN11
(name); SEN12 (name); SEN13 (name); TypeOfResourcedProvision (name);
ResourcedProvisionOnRoll; ResourcedProvisionCapacity; SenUnitOnRoll; SenUnitCapacity;
GOR (code); GOR (name); DistrictAdministrative (code); DistrictAdministrative (name);
AdministrativeWard (code); AdministrativeWard (name); ParliamentaryConstituency
(code); ParliamentaryConstituency (name); UrbanRural (code); UrbanRural (name);
GSSLACode (name); Easting; Northing; CensusAreaStatisticWard (name); MSOA (name); LSOA
(name); Inspectorate (name); SENStat; SENNoStat; BoardingEstablishment (name);
PropsName; PreviousLA (code); PreviousLA (name); PreviousEstablishmentNumber;
OfstedRating (name); RSCRegion (name); Country (name); UPRN; SiteName; MSOA (code);
LSOA (code)
"""
HEADER = " ".join(COLUMNS.split()).split("; ")

TREES = [
    "Alder",
    "Ash",
    "Aspen",
    "Beech",
    "Birch",
    "Elm",
    "Hazel",
    "Holly",
    "Hornbeam",
    "Larch",
    "Lime",
    "Maple",
]
PLACES = [
    "Bramwick",
    "Caldmere",
    "Dunsley",
    "Eastow",
    "Fenholt",
    "Garsby",
    "Hexworth",
    "Ilmarsh",
]
HEADS = [
    "Ash",
    "Bell",
    "Carr",
    "Dale",
    "Eden",
    "Frost",
    "Glyn",
    "Hart",
    "Innes",
    "Joyce",
    "Kerr",
    "Lowe",
]
GROUPS = {
    "Local": ("4", "LA maintained schools"),
    "Academy": ("10", "Academies"),
    "Special": ("5", "Special schools"),
    "Independent": ("3", "Independent schools"),
    "College": ("1", "Colleges"),
}
# Code, name, group, phase's code and name, lowest and highest age
TYPES = [
    ("01", "Community school", "Local", "2", "Primary", 4, 11),
    ("34", "Academy converter", "Academy", "2", "Primary", 3, 11),
    ("02", "Voluntary aided school", "Local", "2", "Primary", 5, 11),
    ("34", "Academy converter", "Academy", "4", "Secondary", 11, 18),
    ("07", "Community special school", "Special", "0", "Not applicable", 4, 19),
    ("11", "Other independent school", "Independent", "0", "Not applicable", 7, 18),
    ("14", "Pupil referral unit", "Local", "0", "Not applicable", 11, 16),
    ("15", "Local authority nursery school", "Local", "1", "Nursery", 3, 5),
    ("18", "Further education", "College", "6", "16 plus", 16, 99),
]
USUALLY = {
    "ReasonEstablishmentOpened (code)": "00",
    "ReasonEstablishmentOpened (name)": "Not applicable",
    "ReasonEstablishmentClosed (code)": "00",
    "ReasonEstablishmentClosed (name)": "Not applicable",
    "Boarders (code)": "1",
    "Boarders (name)": "No boarders",
    "NurseryProvision (name)": "No Nursery Classes",
    "OfficialSixthForm (code)": "2",
    "OfficialSixthForm (name)": "Does not have a sixth form",
    "Gender (code)": "3",
    "Gender (name)": "Mixed",
    "ReligiousCharacter (code)": "00",
    "ReligiousCharacter (name)": "Does not apply",
    "ReligiousEthos (name)": "Does not apply",
    "Diocese (code)": "0000",
    "Diocese (name)": "Not applicable",
    "AdmissionsPolicy (code)": "0",
    "AdmissionsPolicy (name)": "Not applicable",
    "SpecialClasses (code)": "2",
    "SpecialClasses (name)": "No Special Classes",
    "CensusDate": "16-01-2025",
    "TrustSchoolFlag (code)": "0",
    "TrustSchoolFlag (name)": "Not applicable",
    "SchoolSponsorFlag (name)": "Not applicable",
    "FederationFlag (name)": "Not under a federation",
    "FurtherEducationType (name)": "Not applicable",
    "OfstedSpecialMeasures (code)": "0",
    "OfstedSpecialMeasures (name)": "Not applicable",
    "LastChangedDate": "03-09-2025",
    "HeadPreferredJobTitle": "Headteacher",
    "InspectorateName (name)": "Not applicable",
    "TeenMoth (name)": "Not applicable",
    "CCF (name)": "Not applicable",
    "SENPRU (name)": "Not applicable",
    "FTProv (name)": "Not applicable",
    "EdByOther (name)": "Not applicable",
    "GOR (code)": "K",
    "GOR (name)": "South West",
    "UrbanRural (code)": "C1",
    "UrbanRural (name)": "Urban city and town",
    "PreviousLA (code)": "999",
}


def school_row(number: int) -> dict[str, str]:
    """The row of one invented school; the same number gives the same row."""
    type_code, type_name, group, phase_code, phase, low, high = TYPES[number % 9]
    group_code, group_name = GROUPS[group]
    place = PLACES[number % 7]
    name = f"{TREES[number % 11]} {('Park', 'Lane', 'Hill', 'Field')[number // 11 % 4]}"
    is_closed = number % 5 == 3
    row = dict.fromkeys(HEADER, "") | USUALLY
    row |= {
        "URN": str(900_000 + number if number < 100_000 else number),
        "LA (code)": str(601 + number % 150),
        "LA (name)": f"County of {PLACES[number % 150 % 8]}",
        "EstablishmentNumber": str(2000 + number % 6000),
        "EstablishmentName": f"{name} {place} {type_name.split()[-1].title()} {number}",
        "TypeOfEstablishment (code)": type_code,
        "TypeOfEstablishment (name)": type_name,
        "EstablishmentTypeGroup (code)": group_code,
        "EstablishmentTypeGroup (name)": group_name,
        "EstablishmentStatus (code)": "2" if is_closed else "1",
        "EstablishmentStatus (name)": "Closed" if is_closed else "Open",
        "OpenDate": f"01-09-{1950 + number % 70}",
        "CloseDate": f"31-08-{2021 + number % 4}" if is_closed else "",
        "PhaseOfEducation (code)": phase_code,
        "PhaseOfEducation (name)": phase,
        "StatutoryLowAge": str(low),
        "StatutoryHighAge": str(high),
        "SchoolCapacity": str(100 + number % 900),
        "NumberOfPupils": str(90 + number % 850),
        "NumberOfBoys": str(45 + number % 400),
        "NumberOfGirls": str(45 + number % 450),
        "PercentageFSM": ".." if number % 9 == 5 else f"{number % 600 / 10}",
        "UKPRN": str(10_000_000 + number),
        "Street": f"{number % 90 + 1} {TREES[number % 12]} Road",
        "Locality": "" if number % 3 else place,
        "Town": place,
        "County (name)": "Wexcombe",
        "Postcode": f"WX{number % 90 + 1} {number % 9}AB",
        "SchoolWebsite": f"www.school-{number}.example",
        "TelephoneNum": f"01632{number % 1_000_000:06}",
        "HeadTitle (name)": ("Ms", "Mr", "Mrs", "Dr")[number % 4],
        "HeadFirstName": ("Ada", "Ben", "Cleo", "Dev", "Ola")[number % 5],
        "HeadLastName": HEADS[number % 12],
        "DistrictAdministrative (code)": f"E07{number % 200:06}",
        "DistrictAdministrative (name)": f"{place} Vale",
        "AdministrativeWard (code)": f"E05{number % 9000:06}",
        "AdministrativeWard (name)": f"{place} North",
        "ParliamentaryConstituency (code)": f"E14{number % 600:06}",
        "ParliamentaryConstituency (name)": f"{place} and {PLACES[7]}",
        "GSSLACode (name)": f"E10{number % 150:06}",
        "Easting": str(300_000 + number),
        "Northing": str(200_000 + number),
        "UPRN": str(100_000_000 + number),
        "MSOA (code)": f"E02{number % 7000:06}",
        "LSOA (code)": f"E01{number % 30000:06}",
    }
    if group_code == "10":
        row["TrustSchoolFlag (code)"] = "3"
        row["TrustSchoolFlag (name)"] = "Supported by a multi-academy trust"
        row["Trusts (code)"] = str(9000 + number % 500)
        row["Trusts (name)"] = f"{place.upper()} {number % 500} LEARNING TRUST"
    return row


def school_rows(count: int) -> Iterator[dict[str, str]]:
    return map(school_row, range(count))


def write_register(path: Path, count: int) -> None:
    """A register of so many schools in Windows-1252, every cell quoted."""
    with path.open("w", encoding="cp1252", newline="") as file:
        writer = csv.DictWriter(file, HEADER, quoting=csv.QUOTE_ALL)
        writer.writeheader()
        writer.writerows(school_rows(count))
