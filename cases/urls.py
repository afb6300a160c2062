"""Addresses of the case pages; each module of views lists its own."""

from django.urls import path

from cases.views import steps

app_name = "cases"

urlpatterns = [
    path("cases/<uuid:uid>/steps/<slug:name>/", steps.step, name="step"),
]
