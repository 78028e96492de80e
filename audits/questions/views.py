"""Pages to begin a question set, read it through, and put it in force."""

from django.contrib import messages as notices
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.http import content_disposition_header
from django.utils.text import slugify
from django.views.decorators.http import (
    require_GET,
    require_http_methods,
    require_POST,
)

from audits.questions import bank, files, services
from audits.questions.conditions import in_words
from audits.questions.contents import Contents, contents_of
from audits.questions.forms import PutInForceForm, UploadQuestionsForm, UseBankForm
from audits.questions.models import QuestionSet
from audits.questions.wording import worded
from partnership.access import Permission, requires
from partnership.guards.acts import requires_act
from partnership.history import services as history
from partnership.people import downloads

A_PAGE = 25


@require_GET
@requires(Permission.MANAGE_ROUND)
def question_sets(request):
    rows = QuestionSet.objects.visible_to(request.person).with_counts()
    page = Paginator(rows, A_PAGE).get_page(request.GET.get("page"))
    return render(request, "audits/questions/question_sets.html", {"page": page})


@require_http_methods(["GET", "POST"])
@requires(Permission.MANAGE_ROUND)
def use_bank(request):
    form = UseBankForm(request.POST or None)
    ours = [bank.questions_for(audience) for audience in bank.AUDIENCES]
    return _begin(request, form, "use_bank", ours=ours)


@require_http_methods(["GET", "POST"])
@requires(Permission.MANAGE_ROUND)
def upload_questions(request):
    form = UploadQuestionsForm(request.POST or None, request.FILES or None)
    response = _begin(request, form, "upload_questions")
    for words in form.remarks:
        notices.info(request, words)
    return response


def _begin(request, form, name, **context):
    if form.is_valid() and form.attempt(services.draft_question_set, by=request.person):
        notices.success(request, "Check the questions, then put them in force")
        return redirect(form.outcome)
    context |= {"form": form}
    return render(request, f"audits/questions/{name}.html", context)


@require_GET
@requires(Permission.MANAGE_ROUND)
def bank_file(request, audience, ending):
    if audience not in bank.AUDIENCES:
        raise Http404
    return _as_file(bank.questions_for(audience), ending)


@require_GET
@requires(Permission.MANAGE_ROUND, on=QuestionSet)
def question_set_file(request, question_set, ending):
    response = _as_file(contents_of(question_set), ending)
    downloads.record(question_set, f"Questions of {question_set}", by=request.person)
    return response


def _as_file(contents: Contents, ending: str) -> HttpResponse:
    if ending not in files.WRITTEN:
        raise Http404
    content, content_type = files.written(contents, ending)
    name = f"{slugify(f'{contents.title} {contents.edition}')}.{ending}"
    disposition = content_disposition_header(as_attachment=True, filename=name)
    return HttpResponse(
        content,
        content_type=content_type,
        headers={"Content-Disposition": disposition},
    )


@require_GET
@requires(Permission.MANAGE_ROUND, on=QuestionSet)
def question_set(request, question_set):
    questions = question_set.questions
    by_code = {question.code: question for question in questions}
    sections = question_set.sections.all()
    return render(
        request,
        "audits/questions/question_set.html",
        {
            "question_set": question_set,
            "sections": [
                (section, worded(rows, by_code))
                for section in sections
                for rows in [[one for one in questions if one.section_id == section.pk]]
            ],
            "contradictions": [
                (one, in_words(one.conditions, by_code))
                for one in question_set.contradictions.all()
            ],
            "count": len(questions),
            "can_edit": question_set.is_open_to("edit"),
            "faults": question_set.faults() if question_set.is_open_to("edit") else (),
            "events": history.of(question_set)[:20],
        },
    )


@require_POST
@requires_act("put_in_force", on=QuestionSet)
def put_in_force(request, question_set):
    form = PutInForceForm(request.POST)
    if form.is_valid() and form.attempt(
        services.put_in_force, question_set, by=request.person
    ):
        notices.success(request, "Questions put in force. Rounds can ask them now.")
    else:
        notices.error(request, form.error_summary()[0][0])
    return redirect(question_set)
