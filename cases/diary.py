"""The diary: arranged meetings by day, and whether a room or somebody is wanted twice at a time."""

import datetime as dt

from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from cases.models.people import Participation
from cases.models.talks import Session
from cases.step import Closed

# What a meeting whose end nobody has noted counts as.
LENGTH = dt.timedelta(hours=1)


def room_and_people_are_free(case, by, facts):
    """One room and one person are in one place at a time; whoever knows better says so and arranges it anyway."""
    starts_at = facts.get("starts_at")
    if starts_at is None or facts.get("anyway") or starts_at <= timezone.now():
        return None
    near = (
        Session.objects.filter(
            case__organization=case.organization_id,
            recorded_at__isnull=True,
            starts_at__gt=starts_at - LENGTH,
            starts_at__lt=starts_at + LENGTH,
        )
        .select_related("case__mediator")
        .order_by("starts_at", "pk")
    )
    place = facts.get("place", "").strip()
    people = _people_of(case)
    taken = near.filter(
        Q(place=place) | Q(case__mediator=case.mediator_id) | Q(case=case) | Q(case__dispute__in=_disputes_of(people))
    ).first()
    return _said(taken, case, place) if taken else None


def _said(taken, case, place):
    when = timezone.localtime(taken.starts_at).strftime("%H:%M")
    if taken.case_id == case.pk:
        what = _("本案{when}已经约了第{ordinal}次调解").format(when=when, ordinal=taken.ordinal)
    elif taken.place == place:
        what = _("{place}{when}已经约了另一次调解").format(place=place, when=when)
    elif taken.case.mediator_id == case.mediator_id:
        what = _("{name}{when}已经约了另一次调解").format(name=case.mediator.name, when=when)
    else:
        what = _("有一位当事人{when}已经约了另一次调解").format(when=when)
    return Closed(_("{what}。请换个时间或地点；不冲突的，请勾选“知道有冲突，还是这样约”。").format(what=what))


def _people_of(case):
    rows = case.dispute.participations.filter(left_at__isnull=True).values_list("party__phone_index", flat=True)
    return {index for index in rows if index}


def _disputes_of(phones):
    return Participation.objects.filter(party__phone_index__in=phones, left_at__isnull=True).values("dispute")


def clashing(meetings):
    """The places in a list of meetings, in order of time, that want one room or one mediator at the same time."""
    found = set()
    for number, one in enumerate(meetings):
        for other, later in enumerate(meetings[number + 1 :], start=number + 1):
            if later.starts_at >= one.starts_at + LENGTH:
                break
            same_room = one.place == later.place and one.body == later.body
            if same_room or (one.mediator and one.mediator == later.mediator):
                found |= {number, other}
    return found
