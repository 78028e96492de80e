"""The pages of email templates and of the choice how often to be emailed."""

from django.contrib import messages as notices
from django.http import Http404
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_http_methods

from partnership.access import Permission, requires
from partnership.history import services as history
from partnership.outbox import letters as registry
from partnership.outbox import messages, services
from partnership.outbox.forms import ChooseLettersForm, DefaultLetterForm, LetterForm


@require_GET
@requires(Permission.MANAGE_POLICY)
def letters(request):
    changed = registry.changed_kinds()
    rows = [
        {"kind": kind, "letter": letter, "is_changed": kind in changed}
        for kind, letter in registry.LETTERS.items()
    ]
    rows.sort(key=lambda row: row["letter"].words)
    return render(request, "partnership/outbox/letters.html", {"rows": rows})


@require_http_methods(["GET", "POST"])
@requires(Permission.MANAGE_POLICY)
def letter(request, kind):
    letter, text = _letter(kind), registry.text_of(kind)
    form = LetterForm(
        request.POST or None,
        initial={
            "subject": text.subject,
            "body": text.body,
            "version": text.version,
        },
    )
    is_preview = "preview" in request.POST
    if form.is_valid() and not is_preview:
        if form.attempt(services.change_letter, kind, by=request.person):
            notices.success(request, f"“{letter.words}” saved")
            return redirect("partnership:letter", kind)
    elif is_preview and form.is_valid():
        form.judge(kind)
    shown = form.words() if not form.errors else None
    return render(
        request,
        "partnership/outbox/letter.html",
        {
            "kind": kind,
            "letter": letter,
            "text": text,
            "placeholders": list(letter.every_placeholder.items()),
            "form": form,
            "is_preview": is_preview,
            "preview": shown and messages.example_of(kind, shown),
            "events": history.of(text)[:20] if text.pk else [],
        },
    )


@require_http_methods(["GET", "POST"])
@requires(Permission.MANAGE_POLICY)
def default_letter(request, kind):
    letter, text = _letter(kind), registry.text_of(kind)
    form = DefaultLetterForm(request.POST or None, initial={"version": text.version})
    if form.is_valid() and form.attempt(
        services.restore_letter, kind, by=request.person
    ):
        notices.success(request, f"“{letter.words}” set back to the default text")
        return redirect("partnership:letter", kind)
    return render(
        request,
        "partnership/outbox/default_letter.html",
        {
            "kind": kind,
            "letter": letter,
            "text": text,
            "default": registry.from_file(kind),
            "form": form,
        },
    )


@require_http_methods(["GET", "POST"])
@requires(Permission.SEE_ACCOUNT)
def choose_letters(request):
    person = request.person
    form = ChooseLettersForm(
        request.POST or None,
        initial={"letters": person.letters, "version": person.version},
    )
    if form.is_valid() and form.attempt(
        services.choose_letters, person, by=request.person
    ):
        notices.success(request, "Your choice has been saved")
        return redirect("partnership:account")
    return render(
        request,
        "partnership/outbox/choose_letters.html",
        {
            "form": form,
            "at_once": [
                one.words for one in registry.LETTERS.values() if one.goes_at_once
            ],
            "kept": person.messages.held().count(),
        },
    )


def _letter(kind):
    try:
        return registry.LETTERS[kind]
    except KeyError:
        raise Http404 from None
