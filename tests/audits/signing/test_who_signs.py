"""Who signs a return: by type of school, unless a proprietor is alone in charge."""

import pytest

from audits.returns.models.returns import AuditReturn
from audits.signing import services as signing
from partnership.access import Role
from partnership.guards.outcomes import Refused
from partnership.policy import values as policy
from tests.audits.factories import CLOSES, answer_all
from tests.audits.reading import soup, url
from tests.cast import person
from tests.factories import MembershipFactory

pytestmark = pytest.mark.django_db


def test_the_chair_signs_in_place_of_the_safeguarding_governor(half_signed, elm):
    chair = person("Ines", elm.organisation, Role.CHAIR_OF_GOVERNORS)

    signature = signing.sign_as_governor(half_signed, name="Ines", by=chair)

    assert signature.as_what == "Chair of governors"
    assert half_signed.is_signed


def test_a_proprietor_who_is_the_head_signs_alone(elms, dee, hal):
    MembershipFactory(
        person=hal, organisation=elms.school.organisation, role=Role.PROPRIETOR
    )
    answer_all(elms, by=dee)
    signing.declare_ready(elms, by=dee)

    signing.sign_as_proprietor(elms, name="Hal", by=hal)
    signing.submit_return(elms, by=dee, on=CLOSES)

    assert elms.is_submitted
    assert elms.roles_to_sign == ["proprietor"]


def test_a_proprietor_beside_another_head_does_not_sign_alone(elms, elm):
    person("Pia", elm.organisation, Role.PROPRIETOR)
    person("Hal", elm.organisation, Role.HEAD)

    assert elms.required_signatories() == ["head", "governor"]


def test_a_setting_without_a_head_is_signed_by_its_childminder(oaks, oak):
    person("Cai", oak.organisation, Role.PROPRIETOR)

    assert oaks.required_signatories() == ["proprietor"]


def test_who_signs_is_settled_when_the_return_is_sent_for_signing(ready, elm):
    person("Pia", elm.organisation, Role.PROPRIETOR)

    kept = AuditReturn.objects.get(pk=ready.pk)

    assert kept.roles_to_sign == ["head", "governor"]


def test_local_policy_can_ask_for_a_proprietor(elms):
    signers = policy.get("signatures_required")
    policy.change(
        "signatures_required",
        {**signers, "maintained": ["head", "proprietor"]},
        by=None,
    )

    assert elms.required_signatories() == ["head", "proprietor"]


def test_a_check_failing_since_it_was_sent_stops_the_signature(ready, elm, hal):
    # The register now says that the school has boarders, so it has one more question.
    elm.has_boarders = True
    elm.save()
    ready = AuditReturn.objects.with_school().get(pk=ready.pk)

    with pytest.raises(Refused, match="Answer B5 first"):
        signing.sign_as_head(ready, name="Hal", by=hal)


def test_a_check_failing_since_it_was_signed_stops_the_submission(
    half_signed, elm, dee, gwen
):
    signing.sign_as_governor(half_signed, name="Gwen", by=gwen)
    elm.has_boarders = True
    elm.save()
    signed = AuditReturn.objects.with_school().get(pk=half_signed.pk)

    with pytest.raises(Refused, match="Answer B5 first"):
        signing.submit_return(signed, by=dee, on=CLOSES)
    signed.refresh_from_db()
    assert not signed.is_submitted


def test_the_check_page_begins_with_the_key_figures(elms, elm, dee, client_of):
    elm.pupils = 1420
    elm.save()
    answer_all(elms, by=dee)

    page = soup(client_of(dee).get(url("check", elms)))

    first = page.select_one(".govuk-summary-list")
    assert page.select_one("h2").get_text(strip=True) == "Key figures"
    assert [row.get_text(" ", strip=True) for row in first.select("div")] == [
        "Pupils 1,420",
        "Gaps 0",
        "Statutory gaps 0",
    ]
