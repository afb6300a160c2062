"""Bodies that rename, merge and split: the old row keeps its name, number word and seal, and points to who follows."""

from datetime import timedelta

from django.db import transaction
from django.utils.translation import gettext as _

from organizations import tree
from organizations.models import Membership, Organization


class NotPossible(Exception):
    """The body has already ended or would follow itself; the text says so."""


def current(organization):
    """The body that works in its place today: follows `successor` to the end, one query a hop."""
    seen = {organization.pk}
    while organization.successor_id is not None and organization.successor_id not in seen:
        organization = organization.successor
        seen.add(organization.pk)
    return organization


def rename(organization, *, name, short_name, number_word, on):
    """A new body that takes everything over from the day `on`; returns it. Raises NotPossible.

    The old one ends the day before and keeps its papers, its seal and its closed number series; studios, grids,
    venues and the people's remaining service pass on. The new body needs a seal of its own.
    """
    with transaction.atomic():
        new = _sibling(organization, name=name, short_name=short_name, number_word=number_word, on=on)
        _pass_on_service(organization, new, on)
        end(organization, successor=new, on=on)
    return new


def merge(organizations, *, into, on):
    """Each of the bodies ends the day before `on`, and `into` takes over. Raises NotPossible.

    Service in them ends: who sits in the merged committee is elected (人民调解法第9条).
    """
    with transaction.atomic():
        for organization in organizations:
            end(organization, successor=into, on=on)


def split(organization, *, name, short_name, number_word, on):
    """A new body beside the old one, which goes on under its name; returns the new one.

    Grids and people do not move by themselves: who goes where is the residents' and the committee's decision.
    """
    with transaction.atomic():
        new = _sibling(organization, name=name, short_name=short_name, number_word=number_word, on=on)
        new.split_from = organization
        new.save(update_fields=["split_from"])
    return new


def end(organization, *, successor, on):
    """Ends the body, its seal and the service in it the day before `on`; what hangs under it passes to `successor`.

    Raises NotPossible.
    """
    with transaction.atomic():
        tree.lock()
        old = Organization.objects.get(pk=organization.pk)
        _check_end(old, successor, on)
        last_day = on - timedelta(days=1)
        old.valid_until, old.successor = last_day, successor
        old.save(update_fields=["valid_until", "successor"])
        for child in old.children.exclude(pk=successor.pk).exclude(valid_until__lt=on).order_by("pk"):
            tree.move(child, successor)
        old.memberships.filter(starts_on__gte=on).delete()
        old.memberships.exclude(ends_on__lt=on).update(ends_on=last_day)
        old.grids.update(organization=successor)
        old.venues.update(organization=successor)
        old.seals.in_force(last_day).update(valid_until=last_day)
    organization.refresh_from_db()


def _check_end(old, successor, on):
    if old.valid_until is not None or old.successor_id is not None:
        raise NotPossible(_("这个组织已经终止，不能再由别的组织承接。"))
    if current(successor).pk == old.pk or successor.valid_until is not None:
        raise NotPossible(_("承接的组织不能是它自己，也不能已经终止。请另选。"))
    if on <= old.valid_from:
        raise NotPossible(_("承接日期要晚于设立日期。请改日期。"))


def _sibling(organization, *, name, short_name, number_word, on):
    """A saved and placed body of the same kind in the same place."""
    new = Organization(
        kind=organization.kind,
        name=name,
        short_name=short_name,
        number_word=number_word,
        parent=organization.parent,
        dispute_types=organization.dispute_types,
        place=organization.place,
        phone=organization.phone,
        smaller_ethnic_groups=organization.smaller_ethnic_groups,
        valid_from=on,
    )
    tree.place(new)
    return new


def _pass_on_service(old, successor, on):
    """Service of the day `on` and later goes on in the successor, each to its own last day."""
    Membership.objects.bulk_create(
        Membership(
            user_id=service.user_id,
            organization=successor,
            role=service.role,
            title=service.title,
            is_deputy=service.is_deputy,
            starts_on=max(service.starts_on, on),
            ends_on=service.ends_on,
        )
        for service in old.memberships.exclude(ends_on__lt=on).order_by("pk")
    )
