"""The site map of home, the scorecard and the yearly report."""

from django.urls import path

from scorecard import views

app_name = "scorecard"

urlpatterns = [
    # What needs me; for those not signed in, what is published.
    path("", views.home, name="home"),
    # Measures and their figures.
    path("scorecard/", views.measures, name="measures"),
    path("scorecard/add/", views.add_measure, name="add_measure"),
    path("scorecard/<int:pk>/", views.measure, name="measure"),
    path("scorecard/<int:pk>/change/", views.change_measure, name="change_measure"),
    path("scorecard/<int:pk>/record/", views.record_figure, name="record_figure"),
    path("scorecard/figures/<int:pk>/", views.correct_figure, name="correct_figure"),
    # The yearly report: its editions, narrative, coverage.
    path("yearly-report/", views.editions, name="editions"),
    path("yearly-report/open/", views.open_edition, name="open_edition"),
    path("yearly-report/<int:pk>/", views.edition, name="edition"),
    path("yearly-report/<int:pk>/read/", views.yearly_report, name="yearly_report"),
    path("yearly-report/<int:pk>/review/", views.review, name="review"),
    path("yearly-report/<int:pk>/draft/", views.draft, name="draft"),
    path("yearly-report/chapters/<int:pk>/", views.chapter, name="chapter"),
    path("yearly-report/points/<int:pk>/", views.explain, name="explain"),
    # Its PDF: asked for, watched, fetched.
    path("yearly-report/<int:pk>/pdf/", views.ask_for_report, name="ask_for_report"),
    path("yearly-report/pdf/<int:pk>/", views.build, name="build"),
    path("yearly-report/pdf/<int:pk>/file/", views.download, name="download"),
]
