"""The pages of a governor without an account: the code, the return, and a signature."""

from django.contrib.auth.decorators import login_not_required
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_http_methods

from audits.returns.models.progress import Signatory
from audits.signing import by_code
from audits.signing.forms import CodeForm, SendBackForm, SendCodeForm, SignForm
from audits.signing.models import ASK, SIGN, SignatureRequest
from audits.signing.services import STATEMENTS
from partnership.access import requires_link


@require_http_methods(["GET", "POST"])
@requires_link(ASK, on=SignatureRequest, days=by_code.LINK_DAYS)
def ask_for_code(request, asked):
    form = CodeForm(request.POST if "code" in request.POST else None)
    send = SendCodeForm(request.POST if "send" in request.POST else None)
    if send.is_valid() and send.attempt(by_code.send_code, asked):
        return redirect(request.path)
    if form.is_valid() and form.attempt(by_code.enter_code, asked):
        return redirect(form.outcome)
    return render(
        request,
        "audits/signing/ask_for_code.html",
        {"asked": asked, "form": form, "send": send},
    )


@require_http_methods(["GET", "POST"])
@requires_link(SIGN, on=SignatureRequest, days=by_code.OPEN_DAYS)
def sign_by_code(request, asked):
    audit_return = asked.audit_return
    initial = {"version": audit_return.version, "name": asked.name}
    is_back = "back-comment" in request.POST
    sign = SignForm(None if is_back else request.POST or None, initial=initial)
    back = SendBackForm(
        request.POST if is_back else None, initial=initial, prefix="back"
    )
    if (sign.is_valid() and sign.attempt(by_code.sign_by_code, asked)) or (
        back.is_valid() and back.attempt(by_code.send_back_by_code, asked)
    ):
        return redirect("audits:signed_by_code")
    return render(
        request,
        "audits/signing/sign_by_code.html",
        {
            "audit_return": audit_return,
            "asked": asked,
            "statement": STATEMENTS[Signatory.GOVERNOR],
            "why_not": audit_return.why_not("sign_as_governor"),
            "sections": audit_return.answered_sections(),
            "signatures": audit_return.current_signatures.values(),
            "gaps": audit_return.planned_gaps(),
            "form": sign,
            "back": back,
        },
    )


@require_GET
@login_not_required
def signed_by_code(request):
    return render(request, "audits/signing/signed_by_code.html")
