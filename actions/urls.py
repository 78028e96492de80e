"""The site map of plans and actions."""

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
    # /actions/report/: an owner's letter opens it, without signing in
    path("actions/report/thanks/", views.update_received, name="update_received"),
    path("actions/report/<str:token>/", views.update_by_link, name="update_by_link"),
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
]
