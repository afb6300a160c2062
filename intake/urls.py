"""Addresses of the doors into the house."""

app_name = "intake"

urlpatterns = []
