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
    # /priorities/: one of them
    path("priorities/<int:pk>/", views.priority, name="priority"),
    path("priorities/<int:pk>/edit/", views.edit_priority, name="edit_priority"),
    path(
        "priorities/<int:pk>/objectives/add/", views.add_objective, name="add_objective"
    ),
    path("priorities/<int:pk>/actions/add/", views.add_action, name="add_action"),
    # /actions/: the register
    path("actions/", views.register, name="register"),
    path("actions/raise/", views.raise_action, name="raise_action"),
    # /actions/1/: one action, and what can be done to it
    path("actions/<int:pk>/", views.action, name="action"),
    path("actions/<int:pk>/edit/", views.edit_action, name="edit_action"),
    path("actions/<int:pk>/update/", views.update_action, name="update_action"),
    path("actions/<int:pk>/date/", views.change_due, name="change_due"),
    path("actions/<int:pk>/complete/", views.complete_action, name="complete_action"),
    path("actions/<int:pk>/check/", views.check_action, name="check_action"),
    path("actions/<int:pk>/steps/add/", views.add_steps, name="add_steps"),
    path("actions/<int:pk>/withdraw/", views.withdraw_action, name="withdraw_action"),
    path("actions/<int:pk>/reopen/", views.reopen_action, name="reopen_action"),
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
