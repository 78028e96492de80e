"""The register of schools: uploaded, previewed and imported in the browser."""

from datetime import timedelta

import pytest
from bs4 import BeautifulSoup
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.urls import reverse

from partnership.dates import clock
from partnership.guards.outcomes import Changed, Refused
from partnership.history.models import Event
from partnership.registers import services
from partnership.registers.models import RegisterFile
from partnership.schools.models import School
from tests.partnership.schools.registers import ON, TWINS, a_zip, as_csv, school

Status = RegisterFile.Status


def ours(number: int, **changes: str) -> dict[str, str]:
    """A school of the authority 601."""
    return school(number, **{"LA (code)": "601"}, **changes)


@pytest.fixture(autouse=True)
def _files_of_their_own(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path


@pytest.fixture
def upload(client_of, amara, django_capture_on_commit_callbacks):
    """Upload as Amara does, and let the worker read it."""

    def send(content: bytes, name="register.csv", la_codes="601"):
        with django_capture_on_commit_callbacks(execute=True):
            return client_of(amara).post(
                reverse("partnership:upload_register"),
                {"file": SimpleUploadedFile(name, content), "la_codes": la_codes},
            )

    return send


@pytest.fixture
def confirm(client_of, amara, django_capture_on_commit_callbacks):
    def send():
        register = RegisterFile.objects.get()
        with django_capture_on_commit_callbacks(execute=True):
            return client_of(amara).post(
                register.get_absolute_url(), {"version": register.version}
            )

    return send


def words(response) -> str:
    return " ".join(
        BeautifulSoup(response.content, "html.parser").main.stripped_strings
    )


def test_a_register_is_previewed_before_anything_changes(upload, client_of, amara):
    content = as_csv(ours(1), ours(2), ours(3, URN="x"), school(152))

    response = upload(content)

    register = RegisterFile.objects.get()
    page = words(client_of(amara).get(response.url))
    assert register.is_ready
    assert not School.objects.exists()
    assert "New school 2" in page
    assert "Of another authority 1" in page
    assert "Refused 1" in page
    assert "URN cannot be “x”" in page


def test_the_import_does_what_was_previewed_and_deletes_the_file(
    upload, confirm, client_of, amara
):
    upload(as_csv(ours(1), ours(2)))
    name = RegisterFile.objects.get().file.name
    assert default_storage.exists(name)

    page = words(client_of(amara).get(confirm().url))

    register = RegisterFile.objects.get()
    assert School.objects.count() == 2
    assert (register.status, register.applied_by) == (Status.IMPORTED, amara)
    assert not default_storage.exists(name)
    assert "We have deleted the file" in page
    assert "Register imported: 2 new schools" in page


def test_a_second_register_says_what_is_new_changed_and_closed(upload, confirm):
    upload(as_csv(ours(1), ours(2)))
    confirm()
    RegisterFile.objects.all().delete()
    closed = {"EstablishmentStatus (name)": "Closed", "CloseDate": "31-08-2025"}

    upload(as_csv(ours(1), ours(2, **closed), ours(3)))

    totals = RegisterFile.objects.get().totals
    assert {key: totals[key] for key in ("new", "changed", "already", "closed")} == {
        "new": 1,
        "changed": 1,
        "already": 1,
        "closed": 2,
    }


def test_a_school_with_something_odd_is_imported_and_named(
    upload, confirm, client_of, amara
):
    page = words(client_of(amara).get(upload(as_csv(ours(1, Street="12"))).url))
    confirm()

    assert "Schools with something odd in their row" in page
    assert "Street is “12”" in page
    assert School.objects.get().street == "12"


def test_nothing_is_imported_when_the_schools_changed_since_the_preview(
    upload, confirm, client_of, amara
):
    upload(as_csv(ours(1), ours(2)))
    other = ContentFile(as_csv(ours(1)), name="other.csv")
    services.import_schools(other.file, by=None, on=ON)

    page = words(client_of(amara).get(confirm().url))

    register = RegisterFile.objects.get()
    assert School.objects.count() == 1
    assert register.is_ready
    assert "the schools here have changed since the preview" in page
    assert "New school 1 Here already 1" in page
    confirm()
    assert School.objects.count() == 2


def test_a_preview_that_was_made_anew_must_be_seen_again(upload, amara):
    upload(as_csv(ours(1)))
    register = RegisterFile.objects.get()

    with pytest.raises(Changed):
        services.import_register(register, version=register.version - 1, by=amara)


def test_a_large_zip_is_read_from_the_disk(upload, confirm, settings):
    settings.FILE_UPLOAD_MAX_MEMORY_SIZE = 0
    content = a_zip(**{"edubasealldata.csv": as_csv(*map(ours, range(1, 6)))})

    upload(content, name="Extract.ZIP")
    confirm()

    assert School.objects.count() == 5


def test_schools_of_several_authorities_are_imported_together(upload):
    upload(as_csv(ours(1), school(152), school(303)), la_codes="601, 603")

    register = RegisterFile.objects.get()
    assert register.la_codes == ["601", "603"]
    assert (register.totals["new"], register.totals.get("outside", 0)) == (2, 1)


@pytest.mark.parametrize(
    ("content", "name", "codes", "problem"),
    [
        (b"Name,Email\nAnn,a@b.example\n", "a.csv", "601", "not the register"),
        ((TWINS / "links.csv").read_bytes(), "a.csv", "601", "a list of links"),
        (a_zip(**{"a.txt": b"x"}), "a.zip", "601", "There is no CSV file in this"),
        (as_csv(ours(1)), "a.csv", "60", "Local authority codes have three digits"),
        (as_csv(ours(1)), "a.csv", "", "Enter the code of your local authority"),
        (b"", "a.csv", "601", "The selected file is empty"),
    ],
)
def test_what_is_wrong_is_said_beside_the_field(upload, content, name, codes, problem):
    response = upload(content, name=name, la_codes=codes)

    page = BeautifulSoup(response.content, "html.parser")
    assert problem in page.select_one(".govuk-error-message").get_text()
    assert page.select_one("#id_la_codes").get("value", "") == codes
    assert not RegisterFile.objects.exists()


def test_a_register_without_a_school_is_refused_and_says_why(upload, client_of, amara):
    response = upload(as_csv())

    page = words(client_of(amara).get(response.url))
    register = RegisterFile.objects.get()
    assert register.status == Status.REFUSED
    assert "There is no school in this file." in page
    assert "Upload another file" in page
    assert not register.file


def test_a_wrong_authority_leaves_nothing_to_import(upload, client_of, amara):
    response = upload(as_csv(ours(1)), la_codes="999")

    page = words(client_of(amara).get(response.url))
    assert "There is nothing to import" in page
    assert "Import these schools" not in page


@pytest.fixture
def waiting(amara):
    file = ContentFile(as_csv(ours(1)), name="register.csv")
    return services.upload(file=file, la_codes=["601"], by=amara)


def test_a_file_that_nobody_reads_yet_says_so(waiting, client_of, amara):
    page = words(client_of(amara).get(waiting.get_absolute_url()))

    assert "Being read" in page
    assert "Refresh to see its progress" in page


def test_a_worker_leaves_alone_what_another_has_in_hand(waiting):
    another = connection.copy()
    try:
        with another.cursor() as cursor:
            lock = [services.REGISTERS, waiting.pk]
            cursor.execute("SELECT pg_advisory_lock(%s, %s)", lock)
        services.work_on(waiting.pk, on=ON)
    finally:
        another.close()

    waiting.refresh_from_db()
    assert waiting.status == Status.READING


def test_a_worker_that_keeps_dying_is_not_asked_for_ever(waiting):
    RegisterFile.objects.update(attempts=services.MOST_ATTEMPTS)

    services.work_on(waiting.pk, on=ON)

    waiting.refresh_from_db()
    assert waiting.status == Status.REFUSED
    assert "The worker stopped 3 times" in waiting.problem


def test_a_fault_leaves_no_school_and_a_reason(waiting, amara):
    services.work_on(waiting.pk, on=ON)
    waiting.refresh_from_db()
    services.import_register(waiting, by=amara)
    default_storage.delete(waiting.file.name)

    with pytest.raises(FileNotFoundError):
        services.work_on(waiting.pk, on=ON)

    waiting.refresh_from_db()
    assert waiting.problem == services.WENT_WRONG
    assert not School.objects.exists()


def test_a_forgotten_file_is_asked_for_again(
    waiting, django_capture_on_commit_callbacks
):
    assert services.resume() == 0
    RegisterFile.objects.update(asked_at=clock.now() - timedelta(minutes=2))

    assert services.resume() == 1

    waiting.refresh_from_db()
    assert waiting.is_ready


def test_a_file_not_imported_is_deleted_after_a_day(
    waiting, django_capture_on_commit_callbacks
):
    services.work_on(waiting.pk, on=ON)
    assert services.clear() == 0
    RegisterFile.objects.update(uploaded_at=clock.now() - timedelta(hours=25))

    with django_capture_on_commit_callbacks(execute=True):
        assert services.clear() == 1

    assert not default_storage.exists(waiting.file.name)


def test_a_register_is_imported_once(waiting, amara):
    services.work_on(waiting.pk, on=ON)
    waiting.refresh_from_db()
    services.import_register(waiting, by=amara)
    services.work_on(waiting.pk, on=ON)
    waiting.refresh_from_db()

    with pytest.raises(Refused, match="This file is imported"):
        services.import_register(waiting, by=amara)

    assert Event.objects.filter(event="imported").count() == 1
