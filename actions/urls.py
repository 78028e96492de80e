"""The site map of plans, actions, practice reviews and scrutiny."""

from django.urls import path

from actions import views

app_name = "actions"

urlpatterns = [
    # /plans/: what the partnership has decided to do
    path("plans/", views.plans, name="plans"),
    path("plans/create/", views.create_plan, name="create_plan"),
    path("plans/<int:pk>/", views.plan, name="plan"),
    path("plans/<int:pk>/edit/", views.edit_plan, name="edit_plan"),
    path("plans/<int:pk>/approve/", views.approve_plan, name="approve_plan"),
    path(
        "plans/<int:pk>/approve-again/",
        views.approve_plan_again,
        name="approve_plan_again",
    ),
    path("plans/<int:pk>/versions/", views.plan_versions, name="plan_versions"),
    path(
        "plans/<int:pk>/versions/<int:number>/", views.plan_version, name="plan_version"
    ),
    path("plans/<int:pk>/supersede/", views.supersede_plan, name="supersede_plan"),
    path("plans/<int:pk>/priorities/add/", views.add_priority, name="add_priority"),
    # /plans/1/…: the same plan as people ask for it
    path("plans/<int:pk>/movement/", views.plan_movement, name="plan_movement"),
    path(
        "plans/<int:pk>/movement.pdf",
        views.plan_movement_pdf,
        name="plan_movement_pdf",
    ),
    path(
        "plans/<int:pk>/movement.xlsx",
        views.plan_movement_file,
        name="plan_movement_file",
    ),
    path("plans/<int:pk>/exceptions/", views.by_exception, name="by_exception"),
    path(
        "plans/<int:pk>/exceptions.pdf",
        views.by_exception_pdf,
        name="by_exception_pdf",
    ),
    path(
        "plans/<int:pk>/exceptions.xlsx",
        views.by_exception_file,
        name="by_exception_file",
    ),
    path("plans/<int:pk>/in-full/", views.in_full, name="in_full"),
    path("plans/<int:pk>/in-full.pdf", views.in_full_pdf, name="in_full_pdf"),
    path("plans/<int:pk>/in-full.xlsx", views.in_full_file, name="in_full_file"),
    path("plans/<int:pk>/timeline/", views.timeline, name="timeline"),
    path("plans/<int:pk>/import/", views.import_plan, name="import_plan"),
    # /plans/1/year-end/: closing its year, and how it ended
    path("plans/<int:pk>/year-end/", views.begin_year_end, name="begin_year_end"),
    path(
        "plans/<int:pk>/year-end/report/", views.year_end_report, name="year_end_report"
    ),
    path("plans/<int:pk>/year-end/report.pdf", views.year_end_pdf, name="year_end_pdf"),
    # /year-ends/1/: one that is being prepared
    path("year-ends/<int:pk>/", views.year_end, name="year_end"),
    path(
        "year-ends/<int:pk>/priorities/",
        views.place_priorities,
        name="place_priorities",
    ),
    path(
        "year-ends/<int:pk>/actions/<int:action>/carry/",
        views.decide_carry,
        name="decide_carry",
    ),
    path(
        "year-ends/<int:pk>/actions/<int:action>/drop/",
        views.decide_drop,
        name="decide_drop",
    ),
    path(
        "year-ends/<int:pk>/actions/<int:action>/complete/",
        views.decide_complete,
        name="decide_complete",
    ),
    path("year-ends/<int:pk>/close/", views.close_year, name="close_year"),
    path(
        "year-ends/<int:pk>/abandon/", views.abandon_year_end, name="abandon_year_end"
    ),
    # /priorities/: one of them
    path("priorities/<int:pk>/", views.priority, name="priority"),
    path("priorities/<int:pk>/page/", views.one_pager, name="one_pager"),
    path("priorities/<int:pk>/page.pdf", views.one_pager_pdf, name="one_pager_pdf"),
    path("priorities/<int:pk>/edit/", views.edit_priority, name="edit_priority"),
    path(
        "priorities/<int:pk>/objectives/add/", views.add_objective, name="add_objective"
    ),
    path("priorities/<int:pk>/actions/add/", views.add_action, name="add_action"),
    # /risks/: the register of risks, its map, what has moved
    path("risks/", views.risks, name="risks"),
    path("risks/map/", views.risk_map, name="risk_map"),
    path("risks/movement/", views.risk_movement, name="risk_movement"),
    path("risks/movement/pdf/", views.risk_movement_pdf, name="risk_movement_pdf"),
    path(
        "risks/movement/excel/", views.risk_movement_excel, name="risk_movement_excel"
    ),
    path("risks/add/", views.add_risk, name="add_risk"),
    # /risks/1/: one risk, and what can be done about it
    path("risks/<int:pk>/", views.risk, name="risk"),
    path("risks/<int:pk>/edit/", views.edit_risk, name="edit_risk"),
    path("risks/<int:pk>/assess/", views.assess_risk, name="assess_risk"),
    path("risks/<int:pk>/accept/", views.accept_risk, name="accept_risk"),
    path("risks/<int:pk>/close/", views.close_risk, name="close_risk"),
    path("risks/<int:pk>/reopen/", views.reopen_risk, name="reopen_risk"),
    path(
        "risks/<int:pk>/acknowledge/", views.acknowledge_risk, name="acknowledge_risk"
    ),
    path(
        "risks/<int:pk>/controls/add/", views.add_risk_control, name="add_risk_control"
    ),
    path(
        "risks/controls/<int:pk>/edit/",
        views.edit_risk_control,
        name="edit_risk_control",
    ),
    path(
        "risks/<int:pk>/actions/raise/",
        views.raise_risk_action,
        name="raise_risk_action",
    ),
    path(
        "risks/<int:pk>/actions/link/", views.link_risk_action, name="link_risk_action"
    ),
    path(
        "risks/actions/<int:pk>/unlink/",
        views.unlink_risk_action,
        name="unlink_risk_action",
    ),
    # /actions/: the register
    path("actions/", views.register, name="register"),
    path("actions/movement/", views.movement, name="movement"),
    path("actions/movement.pdf", views.movement_pdf, name="movement_pdf"),
    path("actions/movement.xlsx", views.movement_file, name="movement_file"),
    path("actions/raise/", views.raise_action, name="raise_action"),
    path("actions/import/", views.import_actions, name="import_actions"),
    # /imports/: files of actions, taken over from spreadsheets
    path("imports/", views.imports, name="imports"),
    path("imports/<int:pk>/", views.plan_import, name="plan_import"),
    path(
        "imports/<int:pk>/columns/", views.understand_import, name="understand_import"
    ),
    path("imports/<int:pk>/questions/", views.answer_import, name="answer_import"),
    path(
        "imports/<int:pk>/again/",
        views.foresee_import_again,
        name="foresee_import_again",
    ),
    path("actions/update-many/", views.update_many, name="update_many"),
    path("actions/file/<str:kind>/", views.register_file, name="register_file"),
    # /actions/views/: what is asked of it again and again
    path("actions/views/", views.saved_views, name="saved_views"),
    path("actions/views/save/", views.save_view, name="save_view"),
    path("actions/views/<int:pk>/edit/", views.edit_view, name="edit_view"),
    path("actions/views/<int:pk>/forget/", views.forget_view, name="forget_view"),
    # /actions/mine/, /actions/load/: whose they are
    path("actions/mine/", views.mine, name="mine"),
    path("actions/load/", views.load, name="load"),
    path("actions/of-person/<int:pk>/", views.of_person, name="of_person"),
    path(
        "actions/of-organisation/<int:pk>/",
        views.of_organisation,
        name="of_organisation",
    ),
    # /actions/report/: an owner's letter opens it, without signing in
    path("actions/report/thanks/", views.update_received, name="update_received"),
    path("actions/report/<str:token>/", views.update_by_link, name="update_by_link"),
    # /actions/1/: one action, and what can be done to it
    path("actions/<int:pk>/", views.action, name="action"),
    path("actions/<int:pk>/edit/", views.edit_action, name="edit_action"),
    path("actions/<int:pk>/owners/", views.match_owners, name="match_owners"),
    path("actions/<int:pk>/update/", views.update_action, name="update_action"),
    path("actions/<int:pk>/date/", views.change_due, name="change_due"),
    path("actions/<int:pk>/complete/", views.complete_action, name="complete_action"),
    path("actions/<int:pk>/impact/", views.judge_impact, name="judge_impact"),
    path("actions/<int:pk>/check/", views.check_action, name="check_action"),
    path("actions/<int:pk>/steps/add/", views.add_steps, name="add_steps"),
    path("actions/<int:pk>/withdraw/", views.withdraw_action, name="withdraw_action"),
    path("actions/<int:pk>/reopen/", views.reopen_action, name="reopen_action"),
    path("actions/<int:pk>/carry/", views.carry_action, name="carry_action"),
    # /steps/1/: one step of an action
    path("steps/<int:pk>/edit/", views.edit_step, name="edit_step"),
    path("steps/<int:pk>/tick/", views.tick_step, name="tick_step"),
    # /reviews/: practice reviews, their recommendations and their clocks
    path("reviews/", views.reviews, name="reviews"),
    path("reviews/open/", views.open_review, name="open_review"),
    path("reviews/clocks/", views.review_clocks, name="review_clocks"),
    path("reviews/excel/", views.reviews_excel, name="reviews_excel"),
    path("reviews/<int:pk>/", views.review, name="review"),
    path("reviews/<int:pk>/edit/", views.edit_review, name="edit_review"),
    path("reviews/<int:pk>/pdf/", views.review_pdf, name="review_pdf"),
    path("reviews/<int:pk>/notify/", views.notify_panel, name="notify_panel"),
    path(
        "reviews/<int:pk>/rapid-review/",
        views.finish_rapid_review,
        name="finish_rapid_review",
    ),
    path("reviews/<int:pk>/decide/", views.decide_on_review, name="decide_on_review"),
    path(
        "reviews/<int:pk>/commission/",
        views.commission_review,
        name="commission_review",
    ),
    path("reviews/<int:pk>/publish/", views.publish_review, name="publish_review"),
    path("reviews/<int:pk>/publish-later/", views.publish_later, name="publish_later"),
    path("reviews/<int:pk>/close/", views.close_review, name="close_review"),
    path("reviews/<int:pk>/correct/", views.correct_day, name="correct_day"),
    path("reviews/<int:pk>/people/add/", views.name_on_review, name="name_on_review"),
    path(
        "reviews/<int:pk>/recommendations/add/",
        views.add_recommendation,
        name="add_recommendation",
    ),
    path(
        "review-members/<int:pk>/remove/", views.take_off_review, name="take_off_review"
    ),
    # /recommendations/: those of every review, and what is done about one
    path("recommendations/", views.recommendations, name="recommendations"),
    path(
        "recommendations/<int:pk>/edit/",
        views.edit_recommendation,
        name="edit_recommendation",
    ),
    path(
        "recommendations/<int:pk>/answer/",
        views.answer_recommendation,
        name="answer_recommendation",
    ),
    path(
        "recommendations/<int:pk>/raise/",
        views.raise_for_recommendation,
        name="raise_for_recommendation",
    ),
    path(
        "recommendations/<int:pk>/link/",
        views.link_to_recommendation,
        name="link_to_recommendation",
    ),
    path(
        "recommendations/<int:pk>/unlink/<int:number>/",
        views.unlink_from_recommendation,
        name="unlink_from_recommendation",
    ),
    path(
        "recommendations/<int:pk>/implement/",
        views.implement_recommendation,
        name="implement_recommendation",
    ),
    path(
        "recommendations/<int:pk>/reopen/",
        views.reopen_recommendation,
        name="reopen_recommendation",
    ),
    # /scrutiny/: visits and sessions, and the questions asked there
    path("scrutiny/", views.scrutiny, name="scrutiny"),
    path("scrutiny/record/", views.record_session, name="record_session"),
    path("scrutiny/questions/", views.scrutiny_questions, name="scrutiny_questions"),
    path("scrutiny/excel/", views.scrutiny_excel, name="scrutiny_excel"),
    path("scrutiny/<int:pk>/", views.scrutiny_session, name="scrutiny_session"),
    path("scrutiny/<int:pk>/edit/", views.edit_session, name="edit_session"),
    path("scrutiny/<int:pk>/pdf/", views.session_pdf, name="session_pdf"),
    path("scrutiny/<int:pk>/questions/add/", views.add_question, name="add_question"),
    path(
        "scrutiny-questions/<int:pk>/edit/", views.edit_question, name="edit_question"
    ),
    path(
        "scrutiny-questions/<int:pk>/answer/",
        views.answer_question,
        name="answer_question",
    ),
    path(
        "scrutiny-questions/<int:pk>/raise/",
        views.raise_for_question,
        name="raise_for_question",
    ),
    path(
        "scrutiny-questions/<int:pk>/link/",
        views.link_to_question,
        name="link_to_question",
    ),
    path(
        "scrutiny-questions/<int:pk>/unlink/<int:number>/",
        views.unlink_from_question,
        name="unlink_from_question",
    ),
]
