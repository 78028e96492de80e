"""The addresses of audits: returns first, then rounds."""

from django.urls import path

from audits.analysis import views as analysis
from audits.colleagues import views as colleagues
from audits.drafts.views import conditions as draft_conditions
from audits.drafts.views import questions as draft_questions
from audits.drafts.views import sections as draft_sections
from audits.drafts.views import sets as draft_sets
from audits.evidence import views as evidence
from audits.gaps import views as gaps
from audits.questions import views as questions
from audits.returns import views as returns
from audits.rounds import views as rounds
from audits.signing.views import asking, officers, signing, without_account

app_name = "audits"

urlpatterns = [
    # A school's return, in the order of its journey
    path("returns/", returns.returns, name="returns"),
    path("returns/<int:pk>/", returns.tasks, name="tasks"),
    path("returns/<int:pk>/sections/<slug:letter>/", returns.section, name="section"),
    path(
        "returns/<int:pk>/sections/<slug:letter>/last-year/",
        returns.last_year,
        name="last_year",
    ),
    path(
        "returns/<int:pk>/answers/<int:question>/",
        returns.save_answer,
        name="save_answer",
    ),
    path(
        "returns/<int:pk>/questions/<int:question>/evidence/",
        evidence.evidence,
        name="evidence",
    ),
    path(
        "returns/<int:pk>/questions/<int:question>/evidence/link/",
        evidence.evidence_link,
        name="evidence_link",
    ),
    path(
        "returns/<int:pk>/questions/<int:question>/evidence/note/",
        evidence.evidence_note,
        name="evidence_note",
    ),
    path(
        "returns/<int:pk>/questions/<int:question>/evidence/again/",
        evidence.evidence_again,
        name="evidence_again",
    ),
    path("evidence/<int:pk>/change/", evidence.change_evidence, name="change_evidence"),
    path("evidence/<int:pk>/remove/", evidence.remove_evidence, name="remove_evidence"),
    path("evidence/<int:pk>/file/", evidence.evidence_file, name="evidence_file"),
    path("returns/<int:pk>/colleagues/", colleagues.colleagues, name="colleagues"),
    path(
        "returns/<int:pk>/colleagues/add/",
        colleagues.add_colleague,
        name="add_colleague",
    ),
    path(
        "returns/<int:pk>/colleagues/<int:membership>/remove/",
        colleagues.remove_colleague,
        name="remove_colleague",
    ),
    path(
        "returns/<int:pk>/colleagues/sections/",
        colleagues.give_sections,
        name="give_sections",
    ),
    path(
        "returns/<int:pk>/contradictions/<int:contradiction>/",
        returns.explain,
        name="explain",
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
    path("returns/<int:pk>/word/", returns.word, name="word"),
    path("returns/<int:pk>/questions/", returns.blank, name="blank"),
    # Question sets, before a round asks them
    path("question-sets/", questions.question_sets, name="question_sets"),
    path("question-sets/new/", questions.use_bank, name="use_bank"),
    path(
        "question-sets/ours/<slug:audience>.<slug:ending>",
        questions.bank_file,
        name="bank_file",
    ),
    path("question-sets/upload/", questions.upload_questions, name="upload_questions"),
    path("question-sets/<int:pk>/", questions.question_set, name="question_set"),
    path(
        "question-sets/<int:pk>/questions.<slug:ending>",
        questions.question_set_file,
        name="question_set_file",
    ),
    path(
        "question-sets/<int:pk>/in-force/", questions.put_in_force, name="put_in_force"
    ),
    # A question set as officers write it, and its editions
    path(
        "question-sets/empty/", draft_sets.begin_question_set, name="begin_question_set"
    ),
    path(
        "question-sets/<int:pk>/edit/",
        draft_sets.edit_question_set,
        name="edit_question_set",
    ),
    path(
        "question-sets/<int:pk>/number/",
        draft_sets.number_in_order,
        name="number_in_order",
    ),
    path(
        "question-sets/<int:pk>/preview/",
        draft_sets.preview_questions,
        name="preview_questions",
    ),
    path(
        "question-sets/<int:pk>/compare/",
        draft_sets.compare_editions,
        name="compare_editions",
    ),
    path(
        "question-sets/<int:pk>/new-edition/",
        draft_sets.begin_edition,
        name="begin_edition",
    ),
    path(
        "question-sets/<int:pk>/withdraw/",
        draft_sets.withdraw_question_set,
        name="withdraw_question_set",
    ),
    path(
        "question-sets/<int:pk>/remove/",
        draft_sets.remove_question_set,
        name="remove_question_set",
    ),
    # Its sections
    path(
        "question-sets/<int:pk>/sections/new/",
        draft_sections.add_section,
        name="add_section",
    ),
    path(
        "question-sets/sections/<int:pk>/",
        draft_sections.draft_section,
        name="draft_section",
    ),
    path(
        "question-sets/sections/<int:pk>/edit/",
        draft_sections.edit_section,
        name="edit_section",
    ),
    path(
        "question-sets/sections/<int:pk>/move/",
        draft_sections.move_section,
        name="move_section",
    ),
    path(
        "question-sets/sections/<int:pk>/remove/",
        draft_sections.remove_section,
        name="remove_section",
    ),
    # Its questions
    path(
        "question-sets/sections/<int:pk>/questions/new/",
        draft_questions.add_question,
        name="add_question",
    ),
    path(
        "question-sets/questions/<int:pk>/",
        draft_questions.change_question,
        name="change_question",
    ),
    path(
        "question-sets/questions/<int:pk>/move/",
        draft_questions.move_question,
        name="move_question",
    ),
    path(
        "question-sets/questions/<int:pk>/section/",
        draft_questions.move_to_section,
        name="move_to_section",
    ),
    path(
        "question-sets/questions/<int:pk>/copy/",
        draft_questions.copy_question,
        name="copy_question",
    ),
    path(
        "question-sets/questions/<int:pk>/remove/",
        draft_questions.remove_question,
        name="remove_question",
    ),
    path(
        "question-sets/questions/<int:pk>/shown-if/",
        draft_conditions.shown_if,
        name="shown_if",
    ),
    path(
        "question-sets/questions/<int:pk>/shown-if/remove/",
        draft_conditions.remove_shown_if,
        name="remove_shown_if",
    ),
    # What is pointed out before signing
    path(
        "question-sets/<int:pk>/contradictions/new/",
        draft_conditions.add_contradiction,
        name="add_contradiction",
    ),
    path(
        "question-sets/contradictions/<int:pk>/",
        draft_conditions.contradiction,
        name="contradiction",
    ),
    path(
        "question-sets/contradictions/<int:pk>/words/",
        draft_conditions.reword_contradiction,
        name="reword_contradiction",
    ),
    path(
        "question-sets/contradictions/<int:pk>/conditions/remove/",
        draft_conditions.remove_point,
        name="remove_point",
    ),
    path(
        "question-sets/contradictions/<int:pk>/remove/",
        draft_conditions.remove_contradiction,
        name="remove_contradiction",
    ),
    # Rounds
    path("rounds/", rounds.rounds, name="rounds"),
    path("rounds/new/", returns.open_round, name="open_round"),
    path("rounds/<int:pk>/", returns.round, name="round"),
    path("rounds/<int:pk>/analysis/", analysis.analysis, name="analysis"),
    path("rounds/<int:pk>/close/", rounds.close_round, name="close_round"),
]
