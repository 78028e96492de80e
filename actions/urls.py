"""The site map of plans, actions, practice reviews and scrutiny."""

from django.urls import path

from actions.imports import views as imports
from actions.outline import views as outline
from actions.plans import views as plans
from actions.register.views import (
    action,
    by_link,
    entering,
    many,
    progress,
    saved,
    wordings,
)
from actions.register.views import listing as views_listing
from actions.register.views import owners as views_owners
from actions.reports.views import owners, reports
from actions.reviews.views import files, recommendations, reviews, stages
from actions.risks.views import listing, risk
from actions.scrutiny import views as scrutiny
from actions.year_end import views as year_end

app_name = "actions"

urlpatterns = [
    # /plans/: business plans
    path("plans/", plans.plans, name="plans"),
    path("plans/create/", plans.create_plan, name="create_plan"),
    path("plans/<int:pk>/", outline.plan, name="plan"),
    path("plans/<int:pk>/edit/", plans.edit_plan, name="edit_plan"),
    path("plans/<int:pk>/approve/", outline.approve_plan, name="approve_plan"),
    path(
        "plans/<int:pk>/approve-again/",
        outline.approve_plan_again,
        name="approve_plan_again",
    ),
    path("plans/<int:pk>/versions/", outline.plan_versions, name="plan_versions"),
    path(
        "plans/<int:pk>/versions/<int:number>/",
        outline.plan_version,
        name="plan_version",
    ),
    path("plans/<int:pk>/supersede/", outline.supersede_plan, name="supersede_plan"),
    path("plans/<int:pk>/priorities/add/", plans.add_priority, name="add_priority"),
    # /plans/1/…: reports on a plan
    path("plans/<int:pk>/movement/", reports.plan_movement, name="plan_movement"),
    path(
        "plans/<int:pk>/movement.pdf",
        reports.plan_movement_pdf,
        name="plan_movement_pdf",
    ),
    path(
        "plans/<int:pk>/movement.xlsx",
        reports.plan_movement_file,
        name="plan_movement_file",
    ),
    path("plans/<int:pk>/exceptions/", reports.by_exception, name="by_exception"),
    path(
        "plans/<int:pk>/exceptions.pdf",
        reports.by_exception_pdf,
        name="by_exception_pdf",
    ),
    path(
        "plans/<int:pk>/exceptions.xlsx",
        reports.by_exception_file,
        name="by_exception_file",
    ),
    path("plans/<int:pk>/in-full/", reports.in_full, name="in_full"),
    path("plans/<int:pk>/in-full.pdf", reports.in_full_pdf, name="in_full_pdf"),
    path("plans/<int:pk>/in-full.xlsx", reports.in_full_file, name="in_full_file"),
    path("plans/<int:pk>/timeline/", reports.timeline, name="timeline"),
    path("plans/<int:pk>/import/", imports.import_plan, name="import_plan"),
    # /plans/1/year-end/: closing its year, and the report on it
    path("plans/<int:pk>/year-end/", year_end.begin_year_end, name="begin_year_end"),
    path(
        "plans/<int:pk>/year-end/report/",
        year_end.year_end_report,
        name="year_end_report",
    ),
    path(
        "plans/<int:pk>/year-end/report.pdf", year_end.year_end_pdf, name="year_end_pdf"
    ),
    # /year-ends/1/: a year end being prepared
    path("year-ends/<int:pk>/", year_end.year_end, name="year_end"),
    path(
        "year-ends/<int:pk>/priorities/",
        year_end.place_priorities,
        name="place_priorities",
    ),
    path(
        "year-ends/<int:pk>/actions/<int:action>/carry/",
        year_end.decide_carry,
        name="decide_carry",
    ),
    path(
        "year-ends/<int:pk>/actions/<int:action>/drop/",
        year_end.decide_drop,
        name="decide_drop",
    ),
    path(
        "year-ends/<int:pk>/actions/<int:action>/complete/",
        year_end.decide_complete,
        name="decide_complete",
    ),
    path("year-ends/<int:pk>/close/", year_end.close_year, name="close_year"),
    path(
        "year-ends/<int:pk>/abandon/",
        year_end.abandon_year_end,
        name="abandon_year_end",
    ),
    # /priorities/: a priority and its parts
    path("priorities/<int:pk>/", outline.priority, name="priority"),
    path("priorities/<int:pk>/page/", reports.one_pager, name="one_pager"),
    path("priorities/<int:pk>/page.pdf", reports.one_pager_pdf, name="one_pager_pdf"),
    path("priorities/<int:pk>/edit/", plans.edit_priority, name="edit_priority"),
    path(
        "priorities/<int:pk>/objectives/add/", plans.add_objective, name="add_objective"
    ),
    path("priorities/<int:pk>/actions/add/", entering.add_action, name="add_action"),
    # /risks/: the risk register, its map and movement
    path("risks/", listing.risks, name="risks"),
    path("risks/map/", listing.risk_map, name="risk_map"),
    path("risks/movement/", listing.risk_movement, name="risk_movement"),
    path("risks/movement/pdf/", listing.risk_movement_pdf, name="risk_movement_pdf"),
    path(
        "risks/movement/excel/", listing.risk_movement_excel, name="risk_movement_excel"
    ),
    path("risks/add/", risk.add_risk, name="add_risk"),
    # /risks/1/: a risk and its acts
    path("risks/<int:pk>/", risk.risk, name="risk"),
    path("risks/<int:pk>/edit/", risk.edit_risk, name="edit_risk"),
    path("risks/<int:pk>/assess/", risk.assess_risk, name="assess_risk"),
    path("risks/<int:pk>/accept/", risk.accept_risk, name="accept_risk"),
    path("risks/<int:pk>/close/", risk.close_risk, name="close_risk"),
    path("risks/<int:pk>/reopen/", risk.reopen_risk, name="reopen_risk"),
    path("risks/<int:pk>/acknowledge/", risk.acknowledge_risk, name="acknowledge_risk"),
    path(
        "risks/<int:pk>/controls/add/", risk.add_risk_control, name="add_risk_control"
    ),
    path(
        "risks/controls/<int:pk>/edit/",
        risk.edit_risk_control,
        name="edit_risk_control",
    ),
    path(
        "risks/<int:pk>/actions/raise/",
        risk.raise_risk_action,
        name="raise_risk_action",
    ),
    path(
        "risks/<int:pk>/actions/link/", risk.link_risk_action, name="link_risk_action"
    ),
    path(
        "risks/actions/<int:pk>/unlink/",
        risk.unlink_risk_action,
        name="unlink_risk_action",
    ),
    # /actions/: the register
    path("actions/", views_listing.register, name="register"),
    path("actions/movement/", reports.movement, name="movement"),
    path("actions/movement.pdf", reports.movement_pdf, name="movement_pdf"),
    path("actions/movement.xlsx", reports.movement_file, name="movement_file"),
    path("actions/raise/", entering.raise_action, name="raise_action"),
    path("actions/import/", imports.import_actions, name="import_actions"),
    # /imports/: imports of actions from spreadsheets
    path("imports/", imports.pages.uploads, name="imports"),
    path("imports/<int:pk>/", imports.pages.check, name="plan_import"),
    path(
        "imports/<int:pk>/columns/", imports.pages.understand, name="understand_import"
    ),
    path("imports/<int:pk>/questions/", imports.pages.answer, name="answer_import"),
    path(
        "imports/<int:pk>/again/",
        imports.pages.look_again,
        name="foresee_import_again",
    ),
    path("actions/update-many/", many.update_many, name="update_many"),
    path("actions/file/<str:kind>/", saved.register_file, name="register_file"),
    # /actions/views/: saved views
    path("actions/views/", saved.saved_views, name="saved_views"),
    path("actions/views/save/", saved.save_view, name="save_view"),
    path("actions/views/<int:pk>/edit/", saved.edit_view, name="edit_view"),
    path("actions/views/<int:pk>/forget/", saved.forget_view, name="forget_view"),
    # /actions/mine/, /actions/load/: actions by owner
    path("actions/mine/", owners.mine, name="mine"),
    path("actions/load/", owners.load, name="load"),
    # /actions/owners/: owners' words that match nobody
    path("actions/owners/", wordings.wordings, name="wordings"),
    path("actions/owners/settle/", wordings.settle_wording, name="settle_wording"),
    path("actions/owners/add/", wordings.add_owner, name="add_owner"),
    path("actions/of-person/<int:pk>/", owners.of_person, name="of_person"),
    path(
        "actions/of-organisation/<int:pk>/",
        owners.of_organisation,
        name="of_organisation",
    ),
    # /actions/report/: from an owner's email link, without signing in
    path("actions/report/thanks/", by_link.update_received, name="update_received"),
    path("actions/report/<str:token>/", by_link.update_by_link, name="update_by_link"),
    # /actions/1/: an action and its acts
    path("actions/<int:pk>/", action.action, name="action"),
    path("actions/<int:pk>/edit/", entering.edit_action, name="edit_action"),
    path("actions/<int:pk>/owners/", views_owners.match_owners, name="match_owners"),
    path("actions/<int:pk>/update/", progress.update_action, name="update_action"),
    path("actions/<int:pk>/date/", progress.change_due, name="change_due"),
    path(
        "actions/<int:pk>/complete/", progress.complete_action, name="complete_action"
    ),
    path("actions/<int:pk>/impact/", progress.judge_impact, name="judge_impact"),
    path("actions/<int:pk>/check/", progress.check_action, name="check_action"),
    path("actions/<int:pk>/steps/add/", progress.add_steps, name="add_steps"),
    path(
        "actions/<int:pk>/withdraw/", progress.withdraw_action, name="withdraw_action"
    ),
    path("actions/<int:pk>/reopen/", progress.reopen_action, name="reopen_action"),
    path("actions/<int:pk>/carry/", year_end.carry_action, name="carry_action"),
    # /steps/1/: a step of an action
    path("steps/<int:pk>/edit/", progress.edit_step, name="edit_step"),
    path("steps/<int:pk>/tick/", progress.tick_step, name="tick_step"),
    # /reviews/: practice reviews, recommendations and deadlines
    path("reviews/", reviews.reviews, name="reviews"),
    path("reviews/open/", reviews.open_review, name="open_review"),
    path("reviews/clocks/", reviews.review_clocks, name="review_clocks"),
    path("reviews/excel/", files.reviews_excel, name="reviews_excel"),
    path("reviews/<int:pk>/", reviews.review, name="review"),
    path("reviews/<int:pk>/edit/", reviews.edit_review, name="edit_review"),
    path("reviews/<int:pk>/pdf/", files.review_pdf, name="review_pdf"),
    path("reviews/<int:pk>/notify/", stages.notify_panel, name="notify_panel"),
    path(
        "reviews/<int:pk>/rapid-review/",
        stages.finish_rapid_review,
        name="finish_rapid_review",
    ),
    path("reviews/<int:pk>/decide/", stages.decide_on_review, name="decide_on_review"),
    path(
        "reviews/<int:pk>/commission/",
        stages.commission_review,
        name="commission_review",
    ),
    path("reviews/<int:pk>/publish/", stages.publish_review, name="publish_review"),
    path("reviews/<int:pk>/publish-later/", stages.publish_later, name="publish_later"),
    path("reviews/<int:pk>/close/", stages.close_review, name="close_review"),
    path("reviews/<int:pk>/correct/", stages.correct_day, name="correct_day"),
    path("reviews/<int:pk>/people/add/", reviews.name_on_review, name="name_on_review"),
    path(
        "reviews/<int:pk>/recommendations/add/",
        recommendations.add_recommendation,
        name="add_recommendation",
    ),
    path(
        "review-members/<int:pk>/remove/",
        reviews.take_off_review,
        name="take_off_review",
    ),
    # /recommendations/: recommendations of all reviews, and their acts
    path("recommendations/", recommendations.recommendations, name="recommendations"),
    path(
        "recommendations/<int:pk>/edit/",
        recommendations.edit_recommendation,
        name="edit_recommendation",
    ),
    path(
        "recommendations/<int:pk>/answer/",
        recommendations.answer_recommendation,
        name="answer_recommendation",
    ),
    path(
        "recommendations/<int:pk>/raise/",
        recommendations.raise_for_recommendation,
        name="raise_for_recommendation",
    ),
    path(
        "recommendations/<int:pk>/link/",
        recommendations.link_to_recommendation,
        name="link_to_recommendation",
    ),
    path(
        "recommendations/<int:pk>/unlink/<int:number>/",
        recommendations.unlink_from_recommendation,
        name="unlink_from_recommendation",
    ),
    path(
        "recommendations/<int:pk>/implement/",
        recommendations.implement_recommendation,
        name="implement_recommendation",
    ),
    path(
        "recommendations/<int:pk>/reopen/",
        recommendations.reopen_recommendation,
        name="reopen_recommendation",
    ),
    # /scrutiny/: scrutiny visits, sessions and questions
    path("scrutiny/", scrutiny.scrutiny, name="scrutiny"),
    path("scrutiny/record/", scrutiny.record_session, name="record_session"),
    path("scrutiny/questions/", scrutiny.scrutiny_questions, name="scrutiny_questions"),
    path("scrutiny/excel/", scrutiny.scrutiny_excel, name="scrutiny_excel"),
    path("scrutiny/<int:pk>/", scrutiny.scrutiny_session, name="scrutiny_session"),
    path("scrutiny/<int:pk>/edit/", scrutiny.edit_session, name="edit_session"),
    path("scrutiny/<int:pk>/pdf/", scrutiny.session_pdf, name="session_pdf"),
    path(
        "scrutiny/<int:pk>/questions/add/", scrutiny.add_question, name="add_question"
    ),
    path(
        "scrutiny-questions/<int:pk>/edit/",
        scrutiny.edit_question,
        name="edit_question",
    ),
    path(
        "scrutiny-questions/<int:pk>/answer/",
        scrutiny.answer_question,
        name="answer_question",
    ),
    path(
        "scrutiny-questions/<int:pk>/raise/",
        scrutiny.raise_for_question,
        name="raise_for_question",
    ),
    path(
        "scrutiny-questions/<int:pk>/link/",
        scrutiny.link_to_question,
        name="link_to_question",
    ),
    path(
        "scrutiny-questions/<int:pk>/unlink/<int:number>/",
        scrutiny.unlink_from_question,
        name="unlink_from_question",
    ),
]
