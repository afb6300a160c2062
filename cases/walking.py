"""Walks along an index: the ids of one page of a view, and how many cases it has, counted no further than a lid.

Every branch of a scope is walked by itself and all of them in one query, so that a page costs the same however many
cases there are (performance reference § 2).
"""

import datetime as dt
from typing import NamedTuple

from cases.condition import ALWAYS, Condition, day, fetch, moment
from cases.scopes import NEWEST, VIEWS, Filters

LID = 1000


class Key(NamedTuple):
    """Where a page begins or ends: the sort value and id of its last row, and how many rows came before the page."""

    value: object
    pk: int
    before: int

    def token(self):
        """The key as a GET parameter."""
        value = self.value
        if isinstance(value, dt.datetime):
            return f"{int(value.timestamp() * 1_000_000)}-{self.pk}-{self.before}"
        return f"{value.toordinal()}-{self.pk}-{self.before}"


def read_key(token, view):
    """The Key of a GET parameter; None for anything that is none, which shows the first page."""
    try:
        value, pk, before = (int(part) for part in token.split("-"))
        if view.order == NEWEST:
            at = dt.datetime.fromtimestamp(value // 1_000_000, tz=dt.UTC).replace(microsecond=value % 1_000_000)
            return Key(at, pk, max(before, 0))
        return Key(dt.date.fromordinal(value), pk, max(before, 0))
    except (ValueError, OverflowError, OSError):
        return None


# --- one page ----------------------------------------------------------------


def walk(scope, views, *, wanted=ALWAYS, key=None, backwards=False):
    """[[(sort value, id)] of each view, at most its size, along its key]: all branches of all views in one query.

    views: [(View, size)]; wanted: a condition, or a function that makes one for a branch
    """
    parts, params = [], []
    for place, (view, size) in enumerate(views):
        column, down, beyond = _along(view, key, backwards)
        direction = "DESC" if down else "ASC"
        for branch in view.branches(scope):
            asked = branch & view.holds(scope) & beyond & (wanted(branch) if callable(wanted) else wanted)
            # The date and the moment of two views do not go into one column: each has its own.
            columns = (
                f"{column}, CAST(NULL AS date)" if view.order == NEWEST else f"CAST(NULL AS timestamptz), {column}"
            )
            parts.append(
                f"SELECT * FROM (SELECT {place}, {columns}, cases_case.id FROM cases_case WHERE {asked.sql}"
                f" ORDER BY {column} {direction}, cases_case.id {direction} LIMIT {int(size)}) AS branch{len(parts)}"
            )
            params += asked.params
    found = [[] for _view in views]
    for place, at, on, pk in fetch(" UNION ALL ".join(parts), params) if parts else ():
        found[place].append((moment(at) or day(on), pk))
    return [
        sorted(rows, reverse=_along(view, key, backwards)[1])[:size]
        for rows, (view, size) in zip(found, views, strict=True)
    ]


def _along(view, key, backwards):
    """The column, whether it goes down, and the condition of the walk along a view's key from `key` on (or back)."""
    name = view.order[0].lstrip("-")
    column, down = f"cases_case.{name}", (view.order[0] != name) != backwards
    if key is None:
        return column, down, ALWAYS
    than = "<" if down else ">"
    # The first condition is the index's, the second only sorts out the rows of the very same moment.
    return (
        column,
        down,
        Condition(
            f"({column} {than}= %s AND ({column} {than} %s OR cases_case.id {than} %s))", (key.value, key.value, key.pk)
        ),
    )


# --- counts ------------------------------------------------------------------


def counts(scope, views=None, *, filters=None, filtered=None, wanted=ALWAYS):
    """[count of each view …], and last the count of `filtered` with the filters, in one query; a count ends at LID + 1.

    filtered: the View that the filters and `wanted` narrow, or None; wanted: as in walk()
    """
    asked = [(view, ALWAYS) for view in (VIEWS.values() if views is None else views)]
    if filtered is not None:
        asked.append((filtered, (filters or Filters()).condition()))
    parts = {}
    for place, (view, extra) in enumerate(asked):
        narrowed = wanted if view is filtered and place == len(asked) - 1 else ALWAYS
        for branch in view.branches(scope):
            inside = branch & view.holds(scope) & extra & (narrowed(branch) if callable(narrowed) else narrowed)
            # Two views that ask the same are counted once.
            parts.setdefault(inside, []).append(place)
    totals = [0] * len(asked)
    if parts:
        columns = (
            f"(SELECT COUNT(*) FROM (SELECT 1 FROM cases_case WHERE {part.sql} LIMIT {LID + 1}) AS counted)"
            for part in parts
        )
        [row] = fetch(f"SELECT {', '.join(columns)}", [value for part in parts for value in part.params])
        for places, count in zip(parts.values(), row, strict=True):
            for place in places:
                totals[place] += count
    return [min(total, LID + 1) for total in totals]


def capped(count):
    """82, or 1000+ above the lid."""
    return str(count) if count <= LID else f"{LID}+"
