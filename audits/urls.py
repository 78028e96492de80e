"""The site map of this app."""

app_name = "audits"
urlpatterns = []
