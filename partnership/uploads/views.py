"""Pages to upload, check and import a file of any kind."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from django.contrib import messages as notices
from django.core.paginator import Paginator
from django.forms import Field, Form
from django.shortcuts import redirect, render
from django.utils.timezone import localdate
from django.views.decorators.http import require_http_methods

from partnership.access import requires
from partnership.history import services as history
from partnership.uploads import services
from partnership.uploads.forms import (
    AnswerForm,
    ApplyForm,
    LookAgainForm,
    UnderstandForm,
    UploadForm,
)
from partnership.uploads.kinds import Kind
from partnership.uploads.models import Upload

PER_PAGE = 25
MOST_NAMED = 20


@dataclass(frozen=True)
class Names:
    """The URL names of a kind's pages."""

    uploads: str
    check: str
    understand: str
    answer: str
    look_again: str


class Pages:
    """The pages of one kind of file, to be bound in `urls`.

    `templates` is the folder of the kind's own `uploads.html`, `check.html` and
    `applied.html`, which fill in those of this room. `otherwise` gives the fields for
    rows that do not say it themselves.
    """

    def __init__(
        self,
        kind: Kind,
        *,
        names: Names,
        templates: str,
        otherwise: Callable[..., Mapping[str, Field]] = lambda request, uploaded: {},
    ):
        self.kind, self.names, self.templates = kind, names, templates
        self.otherwise = otherwise
        one = {"on": kind.model}
        self.uploads = self._page(self._uploads, "GET")
        self.upload = self._page(self._upload, "GET", "POST")
        self.check = self._page(self._check, "GET", "POST", **one)
        self.understand = self._page(self._understand, "GET", "POST", **one)
        self.answer = self._page(self._answer, "GET", "POST", **one)
        self.look_again = self._page(self._look_again, "POST", **one)

    def _page(self, view: Callable, *methods: str, **on) -> Callable:
        """A view that checks access to this kind of file."""
        guarded = requires(self.kind.model.seen_with, **on)(view)
        return require_http_methods(methods)(guarded)

    def render(self, request, template: str, **context):
        return render(
            request, template, {"kind": self.kind, "names": self.names, **context}
        )

    def _redirect(self, uploaded: Upload):
        return redirect(self.names.check, pk=uploaded.pk)

    def _uploads(self, request):
        rows = self.kind.model.objects.visible_to(request.person).select_related(
            *self.kind.targets, "uploaded_by", "applied_by"
        )
        page = Paginator(rows, PER_PAGE).get_page(request.GET.get("page"))
        for one in page:
            one.written = [
                (outcome.words, one.totals.get(key, ""))
                for key, outcome in self.kind.outcomes.items()
                if outcome.writes
            ]
        return self.render(request, f"{self.templates}/uploads.html", page=page)

    def _upload(self, request):
        form = UploadForm(request.POST or None, request.FILES or None)
        return self.ask_for_file(request, form, f"{self.templates}/upload.html")

    def ask_for_file(self, request, form: Form, template: str, **target):
        """The upload page."""
        if form.is_valid() and form.attempt(
            services.upload, self.kind, by=request.person, on=localdate(), **target
        ):
            return self._redirect(form.outcome)
        return self.render(request, template, form=form, **target)

    def _check(self, request, uploaded):
        on = localdate()
        form = ApplyForm(
            request.POST or None,
            initial={"version": uploaded.version},
            kind=self.kind,
        )
        if form.is_valid() and form.attempt(
            services.apply, self.kind, uploaded, by=request.person, on=on
        ):
            notices.success(request, f"The {self.kind.noun} was imported")
            _say_refused(request, form.outcome.refused_rows)
            return self._redirect(uploaded)
        uploaded.refresh_from_db()
        if uploaded.applied_at:
            return self._applied(request, uploaded)
        return self._preview(request, uploaded, form, on=on)

    def _applied(self, request, uploaded):
        outcomes = self.kind.outcomes
        return self.render(
            request,
            f"{self.templates}/applied.html",
            uploaded=uploaded,
            totals=[
                (outcome.words, uploaded.totals.get(key, 0))
                for key, outcome in outcomes.items()
            ],
            events=history.of(uploaded)[:20],
        )

    def _preview(self, request, uploaded, form, *, on):
        preview = services.preview_of(self.kind, uploaded, on=on)
        outcomes, show = self.kind.outcomes, request.GET.get("show", "")
        rows = [
            row for row in preview.rows if show not in outcomes or row.outcome == show
        ]
        return self.render(
            request,
            f"{self.templates}/check.html",
            uploaded=uploaded,
            form=form,
            preview=preview,
            page=Paginator(rows, PER_PAGE).get_page(request.GET.get("page")),
            show=outcomes[show].words if show in outcomes else "",
            totals=[
                (outcomes[key], number, f"?show={key}#rows")
                for key, number in preview.totals.items()
                if number
            ],
            open_questions=preview.open_questions(uploaded.answers),
            differences=preview.differences(uploaded.foreseen),
            changed=f"The {self.kind.ours} has changed since this {self.kind.noun} was "
            "read",
        )

    def _look_again(self, request, uploaded):
        form = LookAgainForm(request.POST)
        if form.is_valid() and form.attempt(
            services.look_again,
            self.kind,
            uploaded,
            by=request.person,
            on=localdate(),
        ):
            notices.success(request, "This is what would happen now")
        else:
            notices.error(request, "Someone else changed this meanwhile: look again")
        return self._redirect(uploaded)

    def _understand(self, request, uploaded):
        form = UnderstandForm(
            request.POST or None,
            initial={"version": uploaded.version},
            kind=self.kind,
            preview=services.preview_of(self.kind, uploaded, on=localdate()),
            understanding=uploaded.understanding,
            otherwise=self.otherwise(request, uploaded),
        )
        return self._step(
            request, uploaded, form, services.understand, "The {} is read this way now"
        )

    def _answer(self, request, uploaded):
        form = AnswerForm(
            request.POST or None,
            initial={"version": uploaded.version},
            preview=services.preview_of(self.kind, uploaded, on=localdate()),
            answers=uploaded.answers,
        )
        return self._step(request, uploaded, form, services.answer, "Answers saved")

    def _step(self, request, uploaded, form: Form, service: Callable, done: str):
        """A page of one step, named like its service."""
        if form.is_valid() and form.attempt(
            service, self.kind, uploaded, by=request.person, on=localdate()
        ):
            notices.success(request, done.format(self.kind.noun))
            return self._redirect(uploaded)
        template = f"partnership/uploads/{service.__name__}.html"
        return self.render(request, template, uploaded=uploaded, form=form)


def _say_refused(request, rows):
    """The rows of the file that were left out."""
    named = ", ".join(row.line.where for row in rows[:MOST_NAMED])
    if rows:
        more = f" and {len(rows) - MOST_NAMED} more" if len(rows) > MOST_NAMED else ""
        notices.warning(request, f"Refused, and not imported: {named}{more}")
