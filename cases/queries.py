"""What lists of cases show: rows of just the shown columns, one page of a view, its first rows, the day's meetings."""

import datetime as dt
import uuid
from typing import NamedTuple

from django.utils import timezone
from django.utils.translation import gettext as _

from cases import deadlines, titles, turns
from cases.condition import ALWAYS, any_of, fetch, marks, moment
from cases.scopes import Filters, types
from cases.states import CaseState
from cases.titles import APPLICANT, RESPONDENT, Heading
from cases.walking import Key, walk

PAGE = 25


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


class Found(NamedTuple):
    """The columns of one case that its row is made of; `full` and `compares` are what the reader is to it."""

    pk: int
    uid: object
    number: str
    state: str
    outcome: str
    type: int
    due_on: dt.date | None
    turn: str
    turn_until: dt.date | None
    created_at: dt.datetime
    dispute: int
    title: str
    full: bool
    compares: bool


COLUMNS = (
    "cases_case.id, cases_case.uid, cases_case.number, cases_case.state, cases_case.outcome, cases_case.dispute_type_id,"
    " cases_case.due_on, cases_case.turn, cases_case.turn_until, cases_case.created_at, cases_case.dispute_id,"
    " cases_dispute.title"
)


def _found(scope, pks, *, whole):
    """The cases of a page as Found rows. Asked of few cases, each look aside is one along an index; asked in the walk
    itself, PostgreSQL reads whole tables beforehand.

    whole: all of them are seen in full
    """
    full = ALWAYS if whole or scope.branches == scope.whole else any_of(scope.whole)
    compares = turns.has_a_sheet_to_compare(scope.user)
    rows = fetch(
        f"SELECT {COLUMNS}, CASE WHEN {full.sql} THEN 1 ELSE 0 END, CASE WHEN {compares.sql} THEN 1 ELSE 0 END"
        f" FROM cases_case JOIN cases_dispute ON cases_dispute.id = cases_case.dispute_id"
        f" WHERE cases_case.id IN ({marks(pks)})",
        (*full.params, *compares.params, *pks),
    )
    for row in map(Found._make, rows):
        yield row._replace(uid=uuid.UUID(str(row.uid)), created_at=moment(row.created_at))


def _shown(scope, pks, labels, *, whole):
    """{id: Row} of these cases, one query a kind of row."""
    if not pks:
        return {}
    found = list(_found(scope, pks, whole=whole))
    full = [row for row in found if row.full]
    names, details = sides([row.dispute for row in full]), turns.details(full)
    rows = {row.pk: _row(row, labels, names.get(row.dispute, {}), _next(row, details)) for row in full}
    return rows | {row.pk: _closed_row(row) for row in found if not row.full}


def sides(disputes):
    """{dispute id: {side: its names in order}} of the people of these disputes, in one query."""
    found = {}
    disputes = sorted(set(disputes))
    if not disputes:
        return found
    for dispute, side, name in fetch(
        "SELECT people.dispute_id, people.side, parties_party.name FROM cases_participation people"
        " JOIN parties_party ON parties_party.id = people.party_id"
        f" WHERE people.dispute_id IN ({marks(disputes)}) AND people.left_at IS NULL AND people.side IN (%s, %s)"
        " ORDER BY people.position",
        (*disputes, APPLICANT, RESPONDENT),
    ):
        found.setdefault(dispute, {}).setdefault(side, []).append(name)
    return found


def _row(found, labels, names, words):
    return Row(
        pk=found.pk,
        uid=found.uid,
        heading=titles.of_sides(names, found.title),
        number=found.number,
        type=labels.get(found.type, ""),
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
        heading=Heading("", "", found.title),
        number="",
        type="",
        stage=turns.stage(found.state),
        next="",
        due_on=None,
        created_at=found.created_at,
        full=False,
    )


def _next(found, details):
    """下一步, with the sheet in front that the reader may compare as the second person."""
    words = turns.words(found, details.get(found.pk, turns.NOTHING))
    if not found.compares:
        return words
    compare = _("核对签好的纸")
    return compare if found.turn == "compare" or not words else _("{first}；{then}").format(first=compare, then=words)


# --- pages and tops ----------------------------------------------------------


class Page(NamedTuple):
    """One page of a list; `before` rows come before it, `next_key` and `previous_key` are tokens or ""."""

    rows: list
    before: int
    next_key: str
    previous_key: str


NO_PAGE = Page([], 0, "", "")


def page(scope, view, *, filters=None, wanted=ALWAYS, after=None, before=None, labels=None, size=PAGE):
    """One page of a view as Rows: one query for the ids, one for what the rows show, one for their people.

    filters: Filters; wanted: as walking.walk() takes it; after, before: Keys
    labels: names of the dispute types by id, else read
    """
    back = before is not None
    narrowed = (filters or Filters()).condition()
    asked = (lambda branch: narrowed & wanted(branch)) if callable(wanted) else narrowed & wanted
    [found] = walk(scope, [(view, size + 1)], wanted=asked, key=before if back else after, backwards=back)
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
    """The first rows of several views, one list a view; one query for their ids and one for all their rows.

    sizes: [(View, how many)]
    """
    found = walk(scope, sizes)
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


# --- the day -----------------------------------------------------------------


class Meeting(NamedTuple):
    """One session; `mine` when the reader presides. body, mediator: ids."""

    uid: object
    heading: Heading
    starts_at: dt.datetime
    place: str
    ordinal: int
    recorded: bool
    mine: bool
    body: int
    mediator: int | None
    mediator_name: str


def meetings(scope, first, last):
    """The sessions from one Shanghai day to another on the cases seen in full, in order; two queries."""
    start = timezone.make_aware(dt.datetime.combine(first, dt.time.min))
    end = deadlines.end_of_day(last)
    inside = any_of(scope.whole)
    found = fetch(
        "SELECT cases_case.uid, cases_session.starts_at, cases_session.place, cases_session.ordinal,"
        " cases_session.recorded_at, cases_case.dispute_id, cases_dispute.title, cases_case.mediator_id,"
        " cases_case.organization_id, accounts_user.name"
        " FROM cases_session JOIN cases_case ON cases_case.id = cases_session.case_id"
        " JOIN cases_dispute ON cases_dispute.id = cases_case.dispute_id"
        " LEFT JOIN accounts_user ON accounts_user.id = cases_case.mediator_id"
        # A meeting that was arranged and never held is of no interest once the talks are over.
        f" WHERE (cases_case.state = %s OR cases_session.recorded_at IS NOT NULL) AND cases_session.starts_at BETWEEN %s AND %s AND {inside.sql}",
        (CaseState.MEDIATING, start, end, *inside.params),
    )
    names = sides([row[5] for row in found])
    held = [
        Meeting(
            uid=uuid.UUID(str(uid)),
            heading=titles.of_sides(names.get(dispute, {}), title),
            starts_at=moment(starts_at),
            place=place,
            ordinal=ordinal,
            recorded=recorded_at is not None,
            mine=mediator == scope.user.pk,
            body=body,
            mediator=mediator,
            mediator_name=name or "",
        )
        for uid, starts_at, place, ordinal, recorded_at, dispute, title, mediator, body, name in found
    ]
    return sorted(held, key=lambda meeting: (meeting.starts_at, meeting.ordinal))
