"""The addresses of audits: returns first, then rounds."""

from django.urls import path

from audits.analysis import views as analysis
from audits.gaps import views as gaps
from audits.questions import views as questions
from audits.returns import views as returns
from audits.returns import views as returns_views
from audits.rounds import views as rounds
from audits.signing.views import asking, officers, signing, without_account

app_name = "audits"

urlpatterns = [
    # A school's return, in the order of its journey
    path("returns/", returns.returns, name="returns"),
    path("returns/<int:pk>/", returns.tasks, name="tasks"),
    path("returns/<int:pk>/sections/<slug:letter>/", returns.section, name="section"),
    path(
        "returns/<int:pk>/answers/<int:question>/",
        returns.save_answer,
        name="save_answer",
    ),
    path("returns/<int:pk>/check/", signing.check, name="check"),
    path("returns/<int:pk>/gaps/", gaps.gaps, name="gaps"),
    path("returns/<int:pk>/actions/", gaps.audit_actions, name="audit_actions"),
    path(
        "returns/<int:pk>/actions/pdf/",
        gaps.audit_actions_pdf,
        name="audit_actions_pdf",
    ),
    path("returns/<int:pk>/take-back/", signing.take_back, name="take_back"),
    path("returns/<int:pk>/sign/head/", signing.sign_as_head, name="sign_as_head"),
    path("returns/<int:pk>/sign/dsl/", signing.sign_as_dsl, name="sign_as_dsl"),
    path(
        "returns/<int:pk>/sign/governor/",
        signing.sign_as_governor,
        name="sign_as_governor",
    ),
    path(
        "returns/<int:pk>/sign/proprietor/",
        signing.sign_as_proprietor,
        name="sign_as_proprietor",
    ),
    path("returns/<int:pk>/ask-governor/", asking.ask_governor, name="ask_governor"),
    path("returns/<int:pk>/record-minute/", asking.record_minute, name="record_minute"),
    path("returns/<int:pk>/send-back/", asking.send_back, name="send_back"),
    path("comments/<int:pk>/answer/", asking.answer_comment, name="answer_comment"),
    path("signatures/<int:pk>/minute/", asking.minute, name="minute"),
    path("returns/<int:pk>/submit/", signing.submit, name="submit"),
    path("returns/<int:pk>/receipt/", signing.receipt, name="receipt"),
    # A governor without an account
    path("signing/thank-you/", without_account.signed_by_code, name="signed_by_code"),
    path("signing/<str:token>/", without_account.ask_for_code, name="ask_for_code"),
    path(
        "signing/<str:token>/return/", without_account.sign_by_code, name="sign_by_code"
    ),
    # What an officer does with one return
    path("returns/<int:pk>/waive/", officers.waive, name="waive"),
    path(
        "returns/<int:pk>/submit-for-school/",
        signing.submit_for_school,
        name="submit_for_school",
    ),
    path("returns/<int:pk>/reopen/", officers.reopen, name="reopen"),
    path("returns/<int:pk>/open-late/", officers.open_late, name="open_late"),
    # To read
    path("returns/<int:pk>/answers/", returns.whole, name="whole"),
    path("returns/<int:pk>/pdf/", signing.pdf, name="pdf"),
    # Question sets, before a round asks them
    path("question-sets/", questions.question_sets, name="question_sets"),
    path("question-sets/new/", questions.use_bank, name="use_bank"),
    path("question-sets/questions.xlsx", questions.bank_file, name="bank_file"),
    path("question-sets/upload/", questions.upload_questions, name="upload_questions"),
    path("question-sets/<int:pk>/", questions.question_set, name="question_set"),
    path(
        "question-sets/<int:pk>/in-force/", questions.put_in_force, name="put_in_force"
    ),
    # Rounds
    path("rounds/", rounds.rounds, name="rounds"),
    path("rounds/new/", returns_views.open_round, name="open_round"),
    path("rounds/<int:pk>/", returns_views.round, name="round"),
    path("rounds/<int:pk>/analysis/", analysis.analysis, name="analysis"),
    path("rounds/<int:pk>/close/", rounds.close_round, name="close_round"),
]
