"""The counts of one's cases for a period: every figure is a link to the cases it counts."""

from urllib.parse import urlencode

from django import forms
from django.http import Http404
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from accounts.gates import staff_only
from cases import figures, navigation, scopes
from cases.forms.base import date_input
from mediation import days

# The columns of the table by type.
BY_TYPE = ("accepted", "settled", "failed", "running")


class PeriodForm(forms.Form):
    """Any two days."""

    use_required_attribute = False
    first = forms.DateField(label=_("从哪天"), widget=date_input(), error_messages={"required": _("请选从哪天起")})
    last = forms.DateField(label=_("到哪天"), widget=date_input(), error_messages={"required": _("请选到哪天止")})

    def clean(self):
        cleaned = super().clean()
        for name in ("first", "last"):
            if cleaned.get(name) and not days.is_possible(cleaned[name]):
                self.add_error(name, _("请把年份再看一下"))
        if cleaned.get("first") and cleaned.get("last") and cleaned["first"] > cleaned["last"]:
            self.add_error("last", _("“到哪天”不能早于“从哪天”，请改一下"))
        return cleaned

    @property
    def period(self):
        return figures.Period(self.cleaned_data["first"], self.cleaned_data["last"])


@staff_only
@require_safe
def counts(request):
    """GET: first and last, two days; without them this month."""
    scope = navigation.scope(request)
    if not scope.has(*navigation.OFFICE):
        raise Http404
    usual = figures.usual(timezone.localdate())
    period = usual["month"][1]
    asked = "first" in request.GET or "last" in request.GET
    form = PeriodForm(request.GET if asked else None, initial={"first": period.first, "last": period.last})
    right = asked and form.is_valid()
    period = form.period if right else period
    found = figures.count(scope, period)
    labels = scopes.types()
    return render(
        request,
        "cases/counts.html",
        {
            "form": form,
            "period": period,
            "shown": right or not asked,
            "usual": [{"label": label, "url": _here(one), "current": one == period} for label, one in usual.values()],
            "lines": [
                _cell(figure, period, sum(row[figure.code] for row in found.values()))
                for figure in figures.FIGURES.values()
            ],
            "columns": [figures.FIGURES[code].label for code in BY_TYPE],
            "rows": [
                {
                    "label": label,
                    "cells": [_cell(figures.FIGURES[code], period, found[pk][code], pk) for code in BY_TYPE],
                }
                for pk, label in labels.items()
                if pk in found and any(found[pk][code] for code in BY_TYPE)
            ],
            "bodies": sorted({post.body for post in navigation.posts(request)}),
        },
    )


def _cell(figure, period, number, kind=None):
    """A figure with the address of the list behind it; none behind nothing."""
    sent = {"view": "all", "figure": figure.code, "first": period.first.isoformat(), "last": period.last.isoformat()}
    sent |= {"type": kind} if kind else {}
    url = f"{reverse('cases:list')}?{urlencode(sent)}" if number else ""
    return {"label": figure.label, "now": figure.now, "number": number, "url": url}


def _here(period):
    return (
        f"{reverse('cases:counts')}?{urlencode({'first': period.first.isoformat(), 'last': period.last.isoformat()})}"
    )
