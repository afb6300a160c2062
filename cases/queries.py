"""Lists of cases: rows, pages by key, counts with a lid, the meetings of a day.

Each scope of standing.branches() is asked by itself, so that every page is a walk along one index however many cases
there are (performance reference § 2); a row is a tuple of just what a list shows.
"""

import datetime as dt
from typing import NamedTuple

from django.db.models import BooleanField, IntegerField, Q, Subquery, Value, When
from django.db.models import Case as Choice
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import User
from cases import deadlines, titles, turns
from cases.models import Case, Participation
from cases.scopes import NEWEST, VIEWS, Filters, types
from cases.states import CaseState
from cases.titles import APPLICANT, RESPONDENT, Heading

PAGE = 25
LID = 1000


# --- rows --------------------------------------------------------------------


class Row(NamedTuple):
    """One line of a list. `full` is False for a case whose user may see the state word and the title only."""

    pk: int
    uid: object
    heading: Heading
    number: str
    type: str
    stage: str
    next: str
    due_on: dt.date | None
    created_at: dt.datetime
    full: bool


SHOWN = ("pk", "uid", "number", "state", "outcome", "dispute_type_id", "due_on", "turn", "turn_until", "created_at")
SHOWN += ("dispute_id", "dispute__title")


def _shown(scope, pks, labels, *, whole):
    """{id: Row} of these cases, one query a kind of row. Asked of the few cases of a page, each look aside is one along
    an index; asked in the walk itself, PostgreSQL reads whole tables beforehand.

    whole: all of them are seen in full
    """
    if not pks:
        return {}
    cases, columns = Case.objects.filter(pk__in=pks), SHOWN
    if not whole:
        branches = [When(branch, then=Value(True)) for branch in scope.whole]
        cases = cases.annotate(full=Choice(*branches, default=Value(False), output_field=BooleanField()))
        columns += ("full",)
    found = list(cases.values_list(*columns, named=True))
    full = [row for row in found if whole or row.full]
    names, details = sides({row.dispute_id for row in full}), turns.details(full)
    sheets = _sheets(scope.user, [row.pk for row in full])
    rows = {
        row.pk: _row(row, labels, names.get(row.dispute_id, {}), _next(row, details, row.pk in sheets)) for row in full
    }
    return rows | {row.pk: _closed_row(row) for row in found if row.pk not in rows}


def sides(disputes):
    """{dispute id: {side: its names in order}} of the people of these disputes, in one query."""
    found = {}
    people = Participation.objects.filter(dispute__in=disputes, side__in=(APPLICANT, RESPONDENT), left_at__isnull=True)
    for dispute, side, name in people.order_by("position").values_list("dispute", "side", "party__name"):
        found.setdefault(dispute, {}).setdefault(side, []).append(name)
    return found


def _sheets(user, pks):
    """Those of these cases that hold a sheet which this user may compare as the second person."""
    return set(turns.sheets_to_compare(user).filter(case__in=pks).values_list("case", flat=True))


def _row(found, labels, names, words):
    return Row(
        pk=found.pk,
        uid=found.uid,
        heading=titles.of_sides(names, found.dispute__title),
        number=found.number,
        type=labels.get(found.dispute_type_id, ""),
        stage=turns.stage(found.state, found.outcome),
        next=words,
        due_on=found.due_on,
        created_at=found.created_at,
        full=True,
    )


def _closed_row(found):
    """A case of which its user may see the state word and the title only."""
    return Row(
        pk=found.pk,
        uid=found.uid,
        heading=Heading("", "", found.dispute__title),
        number="",
        type="",
        stage=turns.stage(found.state),
        next="",
        due_on=None,
        created_at=found.created_at,
        full=False,
    )


def _next(found, details, compares):
    """下一步, with the sheet in front that the reader may compare as the second person."""
    words = turns.words(found, details.get(found.pk, turns.NOTHING))
    if not compares:
        return words
    compare = _("核对签好的纸")
    return compare if found.turn == "compare" or not words else _("{first}；{then}").format(first=compare, then=words)


# --- pages by key ------------------------------------------------------------


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
            moment = dt.datetime.fromtimestamp(value // 1_000_000, tz=dt.UTC).replace(microsecond=value % 1_000_000)
            return Key(moment, pk, max(before, 0))
        return Key(dt.date.fromordinal(value), pk, max(before, 0))
    except (ValueError, OverflowError, OSError):
        return None


class Page(NamedTuple):
    """One page of a list; `before` rows come before it, `next_key` and `previous_key` are tokens or ""."""

    rows: list
    before: int
    next_key: str
    previous_key: str


def _along(view, key, backwards):
    """Order and condition of the walk along a view's key, from `key` on (or back from it)."""
    column = view.order[0].lstrip("-")
    down = (view.order[0] != column) != backwards
    order = [f"-{column}", "-id"] if down else [column, "id"]
    if key is None:
        return order, Q()
    step = "lt" if down else "gt"
    # The first condition is the index's, the second only sorts out the rows of the very same moment.
    at, beyond = (
        Q(**{f"{column}__{step}e": key.value}),
        Q(**{f"{column}__{step}": key.value}) | Q(**{f"id__{step}": key.pk}),
    )
    return order, at & beyond


def _walk(scope, view, size, wanted=None, key=None, backwards=False):
    """[(sort value, id)] of at most `size` cases of a view along its key; one query a branch."""
    order, beyond = _along(view, key, backwards)
    column = order[0].lstrip("-")
    wanted = view.holds(scope) & beyond & (wanted or Q())
    found = []
    for branch in view.branches(scope):
        found += Case.objects.filter(branch).filter(wanted).order_by(*order).values_list(column, "pk")[:size]
    return sorted(found, reverse=order[0] != column)[:size]


def page(scope, view, *, filters=None, found_by=None, after=None, before=None, labels=None, size=PAGE):
    """One page of a view as Rows: one query a branch for the ids, one for what the rows show (and one for the type
    names unless `labels` are given).

    filters: Filters; found_by: a condition of search.readings; after, before: Keys
    """
    back = before is not None
    wanted = (found_by or Q()) & (filters.condition() if filters else Q())
    found = _walk(scope, view, size + 1, wanted, before if back else after, back)
    more, found = len(found) > size, found[:size]
    if back:
        found.reverse()
    start = _start(after, before, len(found))
    first, last = (found[0], found[-1]) if found else (None, None)
    ahead, behind = (True, more) if back else (more, after is not None)
    return Page(
        rows=_in_order(
            found,
            _shown(scope, [pk for _value, pk in found], types() if labels is None else labels, whole=view.whole),
        ),
        before=start,
        next_key=Key(*last, start + len(found)).token() if last and ahead else "",
        previous_key=Key(*first, start).token() if first and behind else "",
    )


def tops(scope, sizes, *, labels):
    """The first rows of several views, one list a view; one query a branch of each, and one for all their rows.

    sizes: [(View, how many)]
    """
    found = [_walk(scope, view, size) for view, size in sizes]
    whole = all(view.whole for view, _size in sizes)
    shown = _shown(scope, sorted({pk for part in found for _value, pk in part}), labels, whole=whole)
    return [_in_order(part, shown) for part in found]


def _in_order(found, shown):
    """The rows of the found ids; a case that ended between the two queries is left out."""
    return [shown[pk] for _value, pk in found if pk in shown]


def _start(after, before, count):
    if before is not None:
        return max(before.before - count, 0)
    return after.before if after is not None else 0


# --- counts ------------------------------------------------------------------


class Lid(Subquery):
    """How many rows a query has, counted no further than its limit."""

    template = "(SELECT COUNT(*) FROM (%(subquery)s) AS counted)"
    output_field = IntegerField()


def counts(scope, views=None, *, filters=None, filtered=None, found_by=None):
    """[count of each view …], and last the count of `filtered` with the filters, in one query; a count ends at LID + 1.

    filtered: the View that the filters and `found_by` narrow, or None
    """
    asked = [(view, Q()) for view in (VIEWS.values() if views is None else views)]
    if filtered is not None:
        asked.append((filtered, (filters or Filters()).condition() & (found_by or Q())))
    columns = [
        (place, _counted(view, scope, branch, extra))
        for place, (view, extra) in enumerate(asked)
        for branch in view.branches(scope)
    ]
    totals = [0] * len(asked)
    if columns:
        row = User.objects.filter(pk=scope.user.pk).values_list(*(column for _place, column in columns))[0]
        for (place, _column), count in zip(columns, row, strict=True):
            totals[place] += count
    return [min(total, LID + 1) for total in totals]


def _counted(view, scope, branch, extra):
    return Lid(Case.objects.filter(branch).filter(view.holds(scope) & extra).order_by().values("pk")[: LID + 1])


def capped(count):
    """82, or 1000+ above the lid."""
    return str(count) if count <= LID else f"{LID}+"


# --- the day -----------------------------------------------------------------


class Meeting(NamedTuple):
    """One session of the day; `mine` when the reader presides."""

    uid: object
    heading: Heading
    starts_at: dt.datetime
    place: str
    ordinal: int
    recorded: bool
    mine: bool


def meetings(scope, day):
    """The sessions of a Shanghai day on the cases seen in full, in order; one query a branch."""
    start = timezone.make_aware(dt.datetime.combine(day, dt.time.min))
    end = deadlines.end_of_day(day)
    found = []
    for branch in scope.whole:
        cases = Case.objects.filter(branch, state=CaseState.MEDIATING, sessions__starts_at__range=(start, end))
        found += cases.values_list(
            "uid", "sessions__starts_at", "sessions__place", "sessions__ordinal", "sessions__recorded_at",
            "dispute_id", "dispute__title", "mediator_id", named=True,
        )[:PAGE]  # fmt: skip
    names = sides({row.dispute_id for row in found}) if found else {}
    return sorted(
        (
            Meeting(
                row.uid,
                titles.of_sides(names.get(row.dispute_id, {}), row.dispute__title),
                row.sessions__starts_at,
                row.sessions__place,
                row.sessions__ordinal,
                row.sessions__recorded_at is not None,
                row.mediator_id == scope.user.pk,
            )
            for row in found
        ),
        key=lambda meeting: (meeting.starts_at, meeting.ordinal),
    )
