"""The import of the national register: which files it reads, and what it answers."""

import pytest
from django.core.management import CommandError, call_command

from partnership.guards.outcomes import Refused
from partnership.history.models import Event
from partnership.people.models import Organisation
from partnership.schools.models import School
from tests.partnership.schools.registers import (
    REAL,
    TWINS,
    a_zip,
    as_csv,
    numbers,
    run,
    school,
)
from tools.bench.register_rows import HEADER

# Twins of the layouts the register has had, and of what lies beside it.


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("layout-2017.csv", (9, 0, 0, 1, 4, 0)),
        ("layout-133.csv", (3, 0, 0, 1, 1, 0)),
        ("layout-fully-quoted.csv", (4, 0, 0, 1, 0, 0)),
        ("saved-by-excel.csv", (6, 0, 0, 1, 0, 400)),
    ],
)
def test_each_layout_is_read(name, expected):
    assert numbers(run(TWINS / name)) == expected


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("establishments-2017-layout.csv", (9, 10)),
        ("establishments-133-columns.csv", (3, 1)),
        ("establishments-fully-quoted.csv", (4, 0)),
    ],
)
@pytest.mark.skipif(not REAL.exists(), reason="the shared real files are not here")
def test_each_real_layout_is_read(name, expected):
    outcome = run(REAL / "gias" / name)

    assert (outcome.accepted, len(outcome.refused_rows)) == expected


@pytest.mark.django_db
@pytest.mark.skipif(not REAL.exists(), reason="the shared real files are not here")
def test_every_other_real_file_is_refused_by_what_it_is():
    others = [
        path
        for path in sorted(REAL.rglob("*.csv"))
        if not path.name.startswith("establishments-") and path.parent.name != "outside"
    ]

    for path in others:
        with pytest.raises(Refused, match="^This is .+ It has no column"):
            run(path)
    assert len(others) > 5
    assert School.objects.count() == 0


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("name", "words"),
    [
        (
            "links.csv",
            "This is a list of links between schools, not the register of "
            "establishments. It has no columns LA (code), EstablishmentName, "
            "TypeOfEstablishment (code), TypeOfEstablishment (name), "
            "EstablishmentStatus (name) or PhaseOfEducation (name).",
        ),
        (
            "group-members.csv",
            "This is a list of the schools of each group, not the register of "
            "establishments. It has no column EstablishmentStatus (name).",
        ),
    ],
)
def test_another_file_is_refused_naming_the_columns_it_lacks(name, words):
    with pytest.raises(Refused) as refusal:
        run(TWINS / name)

    assert str(refusal.value) == words


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("content", "words"),
    [
        (TWINS / "groups.csv", "a list of groups of schools"),
        (TWINS / "establishment-types.csv", "the list of establishment types"),
        (TWINS / "attendance.csv", "a file of attendance statistics"),
        (b"", "This file is empty"),
        (b"\n \n,,,\n", "This file is empty"),
        (as_csv(), "There is no school in this file"),
        (as_csv([""] * len(HEADER)), "There is no school in this file"),
        (b"%PDF-1.7 and so on", "This is a PDF, not a CSV file"),
        (a_zip(**{"xl/workbook.xml": b"<x/>"}), "This is an Excel workbook"),
        (a_zip(**{"word/document.xml": b"<x/>"}), "This is a Word document"),
        (a_zip(**{"read me.txt": b"hello"}), "no CSV file in this zip"),
        (a_zip(**{"links.csv": b"LinkURN,LinkType\n"}), "list of links"),
        (b"PK\x03\x04 cut off", "This zip file is damaged"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1", "an old Excel workbook"),
        (b"\xff\xfeU\0R\0N\0\0", "This file is damaged: it is not all in UTF-16"),
        (b"URN,Name\n1,a\0b\n", "This is not a text file"),
        (b"<!doctype html><html></html>", "This is a web page"),
        (b'{"URN": 1}', "This is a JSON file"),
        (b"URN,Name\n1,\x81\n", "cannot be told how this file was saved"),
        (b"\xef\xbb\xbfURN\n\xff\n", "says it is in UTF-8 but is not"),
        (as_csv(header=[*HEADER, "URN"]), "more than one column URN"),
        (b"shopping\nmilk\n", "This is something else"),
    ],
)
def test_a_file_that_is_no_register_is_refused_by_what_it_is(content, words):
    with pytest.raises(Refused, match=words.replace("(", r"\(").replace(")", r"\)")):
        run(content)

    assert not School.objects.exists()


@pytest.mark.django_db
def test_windows_1252_and_utf_8_are_told_apart():
    name = "St Zoë’s – Café Lane School"
    rows = as_csv(school(1, EstablishmentName=name)).decode()

    for content in (rows.encode("cp1252"), rows.encode(), rows.encode("utf-8-sig")):
        run(content)
        assert Organisation.objects.get(kind="school").name == name


@pytest.mark.django_db
def test_a_zip_from_a_mac_is_read():
    content = a_zip(
        **{
            "__MACOSX/._edubasealldata.csv": b"\0\5\x16\7",
            "edubasealldata.csv": as_csv(school(1)),
            "links_edubasealldata.csv": (TWINS / "links.csv").read_bytes(),
        }
    )

    assert run(content).totals["new"] == 1


# The command.


@pytest.mark.django_db
def test_the_command_says_what_it_did(capsys, amara):
    call_command("import_schools", str(TWINS / "layout-133.csv"), by=amara.email)

    refused, *rest = capsys.readouterr().out.splitlines()
    assert refused.startswith("Refused: Row 5 (")
    assert "URN 900044): 6 columns too many (139, the header has 133)" in refused
    assert rest == [
        "Accepted 3: 3 created, 0 changed, 0 unchanged (1 of them closed)",
        "Refused 1",
    ]
    assert (
        Event.objects.filter(subject_type="partnership.school", by=amara).count() == 3
    )


@pytest.mark.django_db
def test_a_dry_run_of_the_command_says_so(capsys):
    call_command(
        "import_schools", str(TWINS / "saved-by-excel.csv"), la="681", dry_run=True
    )

    assert capsys.readouterr().out.splitlines() == [
        "Accepted 1: 1 created, 0 changed, 0 unchanged (0 of them closed)",
        "Refused 0",
        "Outside 681: 5",
        "Blank rows: 400",
        "This was a dry run. Nothing was changed.",
    ]
    assert not School.objects.exists()


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        ([str(TWINS / "links.csv")], "links.csv was refused. This is a list of links"),
        ([str(TWINS / "nowhere.csv")], "cannot be read: No such file"),
        ([str(TWINS / "layout-133.csv"), "--la=12"], "has 3 digits"),
        ([str(TWINS / "layout-133.csv"), "--by=x@y.example"], "No one here has"),
    ],
)
def test_the_command_fails_in_words(arguments, words):
    with pytest.raises(CommandError, match=words):
        call_command("import_schools", *arguments)


@pytest.mark.django_db
def test_the_command_fails_when_every_row_was_refused(tmp_path):
    file = tmp_path / "register.csv"
    file.write_bytes(as_csv(school(1, URN="x")))

    with pytest.raises(CommandError, match="Every row was refused"):
        call_command("import_schools", str(file))
