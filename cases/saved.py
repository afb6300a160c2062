"""Views of the list that somebody saved under a name of his own, for himself alone."""

from typing import NamedTuple
from urllib.parse import urlencode

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from cases.condition import fetch
from cases.models import SavedView

MOST = 8
PARTS = ("view", "type", "state", "month")


class Saved(NamedTuple):
    """One saved view: its id, its name, and its parameters as a query string in the order of PARTS."""

    pk: int
    name: str
    query: str


def of(user):
    """His own, in the order in which they were saved; one query."""
    return [
        Saved(*row)
        for row in fetch("SELECT id, name, query FROM cases_savedview WHERE user_id = %s ORDER BY id", [user.pk])
    ]


def query_of(view, filters):
    """The query string of a view with its filters; "" without any filter, for then it has a place of its own already."""
    pairs = [("type", pk) for pk in sorted(filters.types)]
    pairs += [("state", code) for code in sorted(filters.stages)]
    pairs += [("month", f"{year}-{month:02}") for year, month in sorted(filters.months)]
    return urlencode([("view", view.code), *pairs]) if pairs else ""


def keep(user, name, query):
    """Save it; a sentence that says why not, "" when it is saved."""
    name = " ".join(name.split())
    if not name:
        return _("请给它起个名字，比如“在办的邻里纠纷”。")
    if len(name) > SavedView._meta.get_field("name").max_length:
        return _("名字请写12个字以内。")
    if len(query) > SavedView._meta.get_field("query").max_length:
        return _("条件太多了，请少选几个再存。")
    if SavedView.objects.filter(user=user).count() >= MOST:
        return _("最多存{most}个，请先去掉一个不用的。").format(most=MOST)
    try:
        with transaction.atomic():
            SavedView.objects.create(user=user, name=name, query=query)
    except IntegrityError:
        return _("这个名字或者这些条件已经存过了。")
    return ""


def drop(user, pk):
    """Forget one of his own; the name of what was forgotten, "" when there is no such one."""
    found = SavedView.objects.filter(user=user, pk=pk).first()
    if found is None:
        return ""
    found.delete()
    return found.name
