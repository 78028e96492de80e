"""What every page asks before its own: who reads, what they may, which rules hold."""

import pytest
from django.contrib.sessions.models import Session
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from partnership.people.models import Person
from partnership.policy import values as policy
from partnership.policy.models import PolicySetting
from partnership.sign_in.backend import SignInBackend
from partnership.sign_in.models import User

pytestmark = pytest.mark.django_db
BARE = reverse("partnership:grants")


@pytest.fixture
def page(client_of, amara):
    """Amara's bare page, opened once."""
    client = client_of(amara)
    client.get(BARE)
    return lambda: client.get(BARE).content.decode()


def rename(name: str) -> None:
    """As another process changes a rule: nothing here hears of it."""
    PolicySetting.objects.update_or_create(
        name="partnership_name", defaults={"value": name}
    )


def test_the_bare_page_costs_three_statements(page, django_assert_num_queries):
    # Session; user with person, app, roles and edition of the rules; her own roles.
    with django_assert_num_queries(3):
        page()


def test_a_rule_that_another_process_changed_holds_on_the_next_page(
    page, django_assert_num_queries
):
    for name in ("Wexcombe Safeguarding", "Wexcombe and Ilmarsh"):
        rename(name)
        with django_assert_num_queries(4):
            assert f"<span>{name}</span>" in page()
        with django_assert_num_queries(3):
            assert f"<span>{name}</span>" in page()


def test_a_change_that_was_rolled_back_never_held(page):
    rename("Wexcombe Safeguarding")
    with transaction.atomic():
        rename("Never")
        assert "<span>Never</span>" in page()
        transaction.set_rollback(True)

    assert "<span>Wexcombe Safeguarding</span>" in page()


def test_back_to_the_default_holds_on_the_next_page(page):
    rename("Wexcombe Safeguarding")
    page()
    PolicySetting.objects.update(value=None)

    with policy.reading():
        assert policy.is_default("partnership_name")
    assert "<span>Wexcombe Safeguarding</span>" not in page()


def test_the_reader_is_the_row_that_the_orm_reads(amara, today):
    amara.initials, amara.aliases, amara.left_on = "AM", ["A", "B"], today
    amara.save()
    amara.user.last_login = timezone.now()
    amara.user.save()

    read = SignInBackend().get_user(amara.user.pk)

    user = User.objects.get(pk=amara.user.pk)
    person = Person.objects.get(pk=amara.pk)
    for ours, theirs in ((read, user), (read.person, person)):
        names = [field.attname for field in theirs._meta.concrete_fields]
        assert [getattr(ours, name) for name in names] == [
            getattr(theirs, name) for name in names
        ]
    assert read.person.user is read
    assert read.person.standing == person.standing
    assert read.person.partnership_roles() == person.partnership_roles()


@pytest.mark.parametrize("who", ["mo", "dee", "tara", "adi"])
def test_roles_come_with_the_reader(who, request, django_assert_num_queries):
    someone = request.getfixturevalue(who)

    with django_assert_num_queries(1):
        read = SignInBackend().get_user(someone.user.pk).person
        standing = read.standing

    assert standing == Person.objects.get(pk=someone.pk).standing
    assert standing


def test_nobody_reads_with_an_account_that_was_closed_or_never_was(amara):
    assert SignInBackend().get_user(0) is None
    amara.user.is_active = False
    amara.user.save()
    assert SignInBackend().get_user(amara.user.pk) is None


def test_a_session_that_ran_out_or_is_unknown_opens_nothing(client_of, amara):
    client = client_of(amara)
    assert client.get(BARE).status_code == 200
    Session.objects.update(expire_date=timezone.now())
    assert client.get(BARE).status_code == 302
    Session.objects.all().delete()
    assert client.get(BARE).status_code == 302


def test_a_visitors_page_reads_the_rules_once(client):
    with CaptureQueriesContext(
        connection,
    ) as asked:
        client.get(reverse("partnership:privacy"))
    assert len([q for q in asked if "policysetting" in q["sql"]]) == 1
