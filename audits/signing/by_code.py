"""A governor without an account: asked by the school, signs with an emailed code.

The email of the school has a link to a page that sends a code to the same address. The
code opens the return for an hour. Only its digest is kept, and a number of tries.
"""

import secrets
from datetime import timedelta

from django.db import transaction
from django.db.models import F
from django.utils.crypto import constant_time_compare, salted_hmac
from django.utils.formats import date_format

from audits.returns.models.progress import Signatory
from audits.returns.models.returns import AuditReturn
from audits.signing import services as signing
from audits.signing.models import ASK, SIGN, Signature, SignatureRequest
from audits.signing.sending_back import send_back
from partnership.access import link_address
from partnership.dates import clock
from partnership.guards.outcomes import Refused
from partnership.history import services as history
from partnership.outbox import messages
from partnership.pages import addresses
from partnership.people.models import Person

LINK_DAYS = 14
# How long the return stays open once the code has been entered, in days.
OPEN_DAYS = 1 / 24
CODE_LASTS = timedelta(minutes=15)
MOST_TRIES, MOST_CODES = 5, 5
LETTERS, LENGTH = "BCDFGHJKLMNPQRSTVWXZ23456789", 8
WRONG = "Enter the code from the email"
OVER = "This code no longer works. Ask for a new one"


@transaction.atomic
def ask_governor(
    audit_return: AuditReturn,
    *,
    name: str,
    email: str,
    capacity: str,
    version: int | None = None,
    by: Person,
) -> SignatureRequest:
    """Email a governor who has no account a link to read and sign the return.

    A second request replaces the first.

    Raises:
        Refused: it is not the governor’s turn, or the name or address is that of
            someone who has signed.
    """
    audit_return.claim(version)
    audit_return.reload_signatures()
    audit_return.guard("ask_governor")
    signing.refuse_the_same_person(audit_return, name, email, field="name")
    audit_return.signature_requests.filter(ended_at=None).update(ended_at=clock.now())
    request = SignatureRequest.objects.create(
        audit_return=audit_return,
        capacity=capacity,
        name=name.strip(),
        email=email,
        asked_by=by,
        asked_at=clock.now(),
    )
    audit_return.save(update_fields=["version"])
    history.record(audit_return, "governor asked", by=by, name=request.name)
    messages.send_to_address(
        "return_to_sign_by_code",
        email,
        signer=request.name,
        by=by.name,
        school=str(audit_return.school),
        round=str(audit_return.round),
        last_day=date_format(audit_return.closes_on, "l j F Y"),
        link=addresses.absolute(link_address("audits:ask_for_code", ASK, request)),
    )
    return request


@transaction.atomic
def send_code(request: SignatureRequest) -> None:
    """Email a new code; the one before no longer works.

    Raises:
        Refused: too many codes have been sent.
    """
    request = SignatureRequest.objects.select_for_update().get(pk=request.pk)
    if request.codes_sent >= MOST_CODES:
        raise Refused("Too many codes have been sent. Ask the school for a new link")
    code = "".join(secrets.choice(LETTERS) for _ in range(LENGTH))
    request.code_digest, request.code_at = _digest(request, code), clock.now()
    request.codes_sent, request.tries = request.codes_sent + 1, 0
    request.save()
    messages.send_to_address(
        "signing_code",
        request.email,
        code=f"{code[:4]}-{code[4:]}",
        signer=request.name,
        school=str(request.audit_return.school),
    )


def enter_code(request: SignatureRequest, *, code: str) -> str:
    """The path of the page that the right code opens; each code works once.

    A wrong try counts even though it is refused, so this is no transaction.

    Raises:
        Refused: the code is wrong, used, too old or was tried too often.
    """
    row = SignatureRequest.objects.filter(pk=request.pk, ended_at=None)
    counted = row.filter(
        tries__lt=MOST_TRIES, code_at__gt=clock.now() - CODE_LASTS
    ).exclude(code_digest="")
    if not counted.update(tries=F("tries") + 1):
        row.update(code_digest="")
        raise Refused(OVER, field="code")
    request.refresh_from_db()
    typed = "".join(code.upper().split()).replace("-", "")
    if not constant_time_compare(_digest(request, typed), request.code_digest):
        raise Refused(WRONG, field="code")
    request.code_digest, request.entered_at = "", clock.now()
    request.save(update_fields=["code_digest", "entered_at"])
    return link_address("audits:sign_by_code", SIGN, request)


def _digest(request: SignatureRequest, code: str) -> str:
    key = "quorate.signing_code"
    return salted_hmac(key, f"{request.pk}:{code}", algorithm="sha256").hexdigest()


@transaction.atomic
def sign_by_code(
    request: SignatureRequest, *, name: str, version: int | None = None
) -> Signature:
    """Sign as the governor who was asked.

    Raises:
        Refused: the return is no longer waiting for this signature.
    """
    audit_return = _claimed(request, version)
    audit_return.guard("sign_as_governor")
    return signing.keep_signature(
        audit_return,
        Signatory.GOVERNOR,
        by=None,
        name=name,
        how=Signature.How.CODE,
        capacity=request.capacity,
        email=request.email,
    )


@transaction.atomic
def send_back_by_code(
    request: SignatureRequest, *, comment: str, version: int | None = None
) -> None:
    """Send the return back with a comment, as the governor who was asked."""
    audit_return = _claimed(request, version)
    send_back(
        audit_return,
        comment=comment,
        name=request.name,
        as_what=request.get_capacity_display(),
        by=None,
    )


def _claimed(request: SignatureRequest, version: int | None) -> AuditReturn:
    """The return, locked, if the request still stands."""
    audit_return = request.audit_return
    audit_return.claim(version)
    audit_return.reload_signatures()
    if not SignatureRequest.objects.filter(pk=request.pk, ended_at=None).exists():
        raise Refused("The school is no longer waiting for your signature")
    return audit_return
