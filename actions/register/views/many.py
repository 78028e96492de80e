"""Changing the selected actions of the register, after a page that lists them."""

from collections.abc import Iterator

from django.contrib import messages as notices
from django.http import QueryDict
from django.shortcuts import redirect, render
from django.utils.timezone import localdate
from django.views.decorators.http import require_http_methods

from actions.register.filters import asked_of_register
from actions.register.forms.many import (
    ChangeManyDatesForm,
    ChangeManyOwnersForm,
    UpdateManyForm,
    WithdrawManyForm,
)
from actions.register.models.actions import Action
from actions.register.services import many
from actions.register.views.entering import possible_owners
from partnership.access import Permission, allowed, requires
from partnership.pages.addresses import reverse
from partnership.policy import values as policy

MOST_AT_ONCE = 100
# No primary key has more digits.
LONGEST_NUMBER = 15


@require_http_methods(["GET", "POST"])
@requires(Permission.SEE_ACTIONS)
def update_many(request):
    asked = request.POST if request.method == "POST" else request.GET
    what = asked.get("what") if asked.get("what") in many.CHANGES else "update"
    ticked = _ticked(request.person, asked, what)
    form = _form(request, what)
    register = _register_as_it_was(asked)
    if form.is_valid() and not ticked:
        form.add_error(None, "Select at least one action in the register")
    elif form.is_valid() and form.attempt(
        many.update_many, ticked, what=what, by=request.person, on=localdate()
    ):
        done = [row for row in form.outcome if row.is_done]
        if len(done) == len(ticked):
            _say_done(request, done)
            return redirect(register)
    rows = [row for row in form.outcome or ticked if not _is_done(row)]
    context = {
        "form": form,
        "what": what,
        "change": many.CHANGES[what],
        "outcomes": form.outcome or [],
        "rows": rows,
        "heading": many.CHANGES[what].heading_for(len(rows)),
        "consequence": many.CHANGES[what].consequence_for(len(rows)),
        "back": asked.get("back", ""),
        "cancel_url": register,
    }
    return render(request, "actions/register/update_many.html", context)


def changes_for(person) -> list[tuple[str, str]]:
    """The changes a person is offered for selected actions, with their wording."""
    may_edit = allowed(person, Permission.RAISE_ACTION)
    return [
        (what, change.words)
        for what, change in many.CHANGES.items()
        if may_edit or not change.needs_edit
    ]


def _is_done(row) -> bool:
    return isinstance(row, many.RowOutcome) and row.is_done


def _say_done(request, outcomes):
    refs = ", ".join(row.action.ref for row in outcomes)
    notices.success(request, f"{outcomes[0].words}: {refs}")


def _register_as_it_was(asked) -> str:
    query = asked_of_register(QueryDict(asked.get("back", "")))
    return f"{reverse('actions:register')}?{query}".removesuffix("?")


def _form(request, what):
    typed = request.POST or None
    if what == "date":
        return ChangeManyDatesForm(typed)
    if what == "owners":
        return ChangeManyOwnersForm(typed, **possible_owners(request))
    if what == "withdraw":
        return WithdrawManyForm(typed)
    legend = policy.get("rag_legend_delivery")
    return UpdateManyForm(typed, initial={"rag": ""}, legend=legend)


def _ticked(person, asked, what) -> list[many.Asked]:
    """The selected actions this person may see, with versions, in register order."""
    versions = dict(_numbers(asked.getlist("action")[:MOST_AT_ONCE]))
    actions = Action.objects.visible_to(person).filter(pk__in=versions)
    if many.CHANGES[what].needs_edit:
        permitted = actions.editable_by(person)
    else:
        permitted = actions.updatable_by(person)
    may = set(permitted.values_list("pk", flat=True)) if versions else set()
    return [
        many.Asked(action, versions[action.pk], action.pk in may)
        for action in actions.with_owners().open_first()
    ]


def _numbers(ticks) -> Iterator[tuple[int, int]]:
    """Each checkbox value is an action and the version the list showed."""
    for tick in ticks:
        pk, _, version = tick.partition("-")
        if all(
            part.isascii() and part.isdigit() and len(part) <= LONGEST_NUMBER
            for part in (pk, version)
        ):
            yield int(pk), int(version)
