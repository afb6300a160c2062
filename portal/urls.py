"""Addresses of the parties' window and of the public verification."""

app_name = "portal"

urlpatterns = []
