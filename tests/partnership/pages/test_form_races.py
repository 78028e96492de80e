"""What a form says where the database refuses what a service would write."""

import pytest
from django.db import IntegrityError, transaction

from partnership.pages.forms.bases import Form
from partnership.people.models import Organisation, Person

pytestmark = pytest.mark.django_db


def entered_already(**_):
    with transaction.atomic():
        for _ in "12":
            Organisation.objects.create(kind="partnership", name="Wexcombe")


def test_the_same_entered_at_the_same_moment_is_said_on_the_page():
    form = Form({})
    form.is_valid()

    assert not form.attempt(entered_already)
    assert "someone else was entering the same" in str(form.non_field_errors())


def test_what_the_database_refuses_otherwise_is_no_words_for_the_page():
    def nameless(**_):
        with transaction.atomic():
            Person.objects.create(name="")

    form = Form({})
    form.is_valid()

    with pytest.raises(IntegrityError):
        form.attempt(nameless)
