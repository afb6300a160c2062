"""The list of cases: saved views with counts, filters by GET, pages by key, a search over the same scope."""

from functools import lru_cache
from urllib.parse import urlencode

from django.shortcuts import redirect, render
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from accounts.gates import staff_only
from accounts.roles import Role
from cases import figures, navigation, queries, saved, scopes, search, together, walking
from cases.clauses import near
from cases.condition import ALWAYS, NEVER
from mediation import days
from mediation.addresses import fixed

MONTHS_BACK = 12


@staff_only
@require_safe
def cases(request):
    """GET: view, type, state, month (each any number of times), q, and after or before, the key of a page."""
    scope = navigation.scope(request)
    typed = request.GET.get("q", "").strip()
    handles = scope.has(*navigation.OFFICE, Role.BUREAU)
    if not (handles or typed):
        # Whoever only reports has a list of his own, in plain words.
        return redirect("intake:my_reports" if scope.has(Role.GRID_WORKER) else "cases:workbench")
    labels = scopes.types()
    filters = read_filters(request.GET, labels) if handles else scopes.Filters()
    view = scopes.VIEWS.get(request.GET.get("view", "") if handles else "", scopes.VIEWS["all" if typed else "mine"])
    if filters.figure:
        view = scopes.COUNTED
    short = search.asks_for_more(typed)
    reading, page = _found(scope, view, filters, labels, typed, request.GET)
    wanted = reading.within(scope) if reading else NEVER if short else ALWAYS
    *totals, total = walking.counts(scope, filters=filters, filtered=view, wanted=wanted)
    return render(
        request,
        "cases/list.html",
        {
            "rows": page.rows,
            "typed": typed,
            "short": short,
            "found_by": reading.why(page.rows) if reading else "",
            "view": view,
            "views": _views(view, totals, typed, navigation.posts(request), scope) if handles else [],
            "handles": handles,
            "filter_url": fixed("cases:list"),
            **_panels(filters, tuple(labels.items()), timezone.localdate(), get_language(), handles),
            **(_saved(request.user, view, filters) if handles else {}),
            "filter_chips": _chips(filters, labels, request.GET),
            "clear_url": _address(view=view.code, q=typed),
            "kept": [pair for pair in (("view", view.code), ("q", typed), *_of_figure(filters)) if pair[1]],
            "first": page.before + 1 if page.rows else 0,
            "last": page.before + len(page.rows),
            "total": walking.capped(total),
            "next_url": _turned(request.GET, after=page.next_key),
            "previous_url": _turned(request.GET, before=page.previous_key),
            "registers": scope.has(*navigation.OFFICE),
            "together": together.offered(scope.roles),
        },
    )


def _found(scope, view, filters, labels, typed, sent):
    """(the reading that found something or None, its page): every way to read what was typed, until one finds."""
    keys = {name: _key(sent.get(name), view) for name in ("after", "before")}
    if search.asks_for_more(typed):
        return None, queries.NO_PAGE
    readings = search.readings(typed)
    if not readings:
        return None, queries.page(scope, view, filters=filters, labels=labels, **keys)
    for reading in readings:
        page = queries.page(scope, view, filters=filters, labels=labels, wanted=reading.within(scope), **keys)
        if page.rows:
            break
    return reading, page


def _key(token, view):
    """The key of a page, None without one."""
    return walking.read_key(token, view) if token else None


def read_filters(sent, labels):
    """The filters of a GET; what is no filter of ours is left out."""
    months = filter(None, (days.asked(f"{text}-01") for text in sent.getlist("month")))
    return scopes.Filters(
        types=tuple(int(text) for text in sent.getlist("type") if text.isdecimal() and int(text) in labels),
        stages=tuple(code for code in sent.getlist("state") if code in scopes.STAGE_FILTER),
        months=tuple((first.year, first.month) for first in months),
        figure=_read_figure(sent),
    )


def _read_figure(sent):
    code, first, last = sent.get("figure"), days.asked(sent.get("first", "")), days.asked(sent.get("last", ""))
    return (code, figures.Period(first, last)) if code in figures.FIGURES and first and last else ()


def _of_figure(filters):
    """The parameters that name a figure and its period."""
    if not filters.figure:
        return []
    code, period = filters.figure
    return [("figure", code), ("first", period.first.isoformat()), ("last", period.last.isoformat())]


def _views(current, totals, typed, posts, scope):
    """The views of the head of the page with their counts; while searching, the search goes along."""
    body = posts[0].body if posts and scope.keeps_office else ""
    labels = {"all": _("{body}全部").format(body=body) if body else _("全部案件")}
    return [
        {
            "label": labels.get(view.code, view.label),
            "count": walking.capped(count),
            "url": _address(view=view.code),
            "current": view is current and not typed,
        }
        for view, count in zip(scopes.VIEWS.values(), totals, strict=True)
    ]


@lru_cache(maxsize=64)
def _panels(filters, labels, today, _language, handles):
    """The boxes of the filters, for wide screens and for telephones: the same for everybody all day long."""
    groups = {"filter_groups": _groups(filters, dict(labels), today) if handles else []}
    return {
        f"filter_{part}": render_to_string(f"components/filter_{part}.html", groups) for part in ("menus", "fields")
    }


def _groups(filters, labels, today):
    months = [divmod(today.year * 12 + today.month - 1 - back, 12) for back in range(MONTHS_BACK)]
    return [
        {
            "label": _("类型"),
            "name": "type",
            "options": [{"value": pk, "label": name, "on": pk in filters.types} for pk, name in labels.items()],
        },
        {
            "label": _("办到哪步"),
            "name": "state",
            "options": [
                {"value": code, "label": label, "on": code in filters.stages}
                for code, (label, _states) in scopes.STAGE_FILTER.items()
            ],
        },
        {
            "label": _("登记月份"),
            "name": "month",
            "options": [
                {
                    "value": f"{year}-{month + 1:02}",
                    "label": _month(year, month + 1),
                    "on": (year, month + 1) in filters.months,
                }
                for year, month in months
            ],
        },
    ]


def _saved(user, view, filters):
    """The reader's own views, and whether what he sees is one of them."""
    own, query = saved.of(user), "" if filters.figure else saved.query_of(view, filters)
    return {"saved": own, "saved_query": query, "saved_now": next((one for one in own if one.query == query), None)}


def _month(year, month):
    if year == timezone.localdate().year:
        return _("{month}月登记").format(month=month)
    return _("{year}年{month}月登记").format(year=year, month=month)


def _chips(filters, labels, sent):
    """One chip a filter, whose address is this list without it."""
    chosen = [("type", str(pk), labels[pk]) for pk in filters.types]
    chosen += [("state", code, scopes.STAGE_FILTER[code][0]) for code in filters.stages]
    chosen += [("month", f"{year}-{month:02}", _month(year, month)) for year, month in filters.months]
    chips = []
    for name, value, label in chosen:
        left = [pair for pair in _pairs(sent) if pair != (name, value)]
        chips.append({"label": label, "url": f"{fixed('cases:list')}?{urlencode(left)}"})
    if filters.figure:
        code, period = filters.figure
        figure, apart = figures.FIGURES[code], _of_figure(filters)
        label = _("{figure}（{first}到{last}）").format(
            figure=figure.label, first=near(period.first), last=near(period.last)
        )
        left = [pair for pair in _pairs(sent) if pair not in apart]
        chips.append(
            {"label": figure.label if figure.now else label, "url": f"{fixed('cases:list')}?{urlencode(left)}"}
        )
    return chips


def _pairs(sent):
    """The parameters of this list but for the page."""
    return [
        (name, value) for name, values in sent.lists() if name not in ("after", "before") for value in values if value
    ]


def _turned(sent, **key):
    """The address of another page of the same list, "" when there is none."""
    [(name, token)] = key.items()
    return f"{fixed('cases:list')}?{urlencode([*_pairs(sent), (name, token)])}" if token else ""


def _address(**parameters):
    return f"{fixed('cases:list')}?{urlencode({name: value for name, value in parameters.items() if value})}"
