"""The tree of bodies: placing a body under another and moving it, with the ancestor columns below kept right."""

from django.db import transaction
from django.utils.translation import gettext as _

from organizations.models import Organization


class WrongPlace(Exception):
    """A body cannot stand there; the text says what to do."""


def place(organization):
    """Saves the body and fills its ancestor columns, and those of everything under it, from its parent.

    Returns the ids of the bodies whose columns changed. Raises WrongPlace for a loop, or for a parent under which
    the kind cannot stand.
    """
    with transaction.atomic():
        lock()
        parent = Organization.objects.get(pk=organization.parent_id) if organization.parent_id else None
        check_place(organization, parent)
        organization.save()
        return _fill_columns(organization, parent)


def move(organization, parent):
    """Puts the body, with everything under it, under `parent` (None: the top).

    Returns the ids of the bodies whose columns changed, for those who keep copies of these columns.
    Raises WrongPlace.
    """
    with transaction.atomic():
        lock()
        organization.refresh_from_db()
        if parent is not None:
            parent = Organization.objects.get(pk=parent.pk)
        check_place(organization, parent)
        organization.parent = parent
        organization.save(update_fields=["parent"])
        return _fill_columns(organization, parent)


def ancestors(organization):
    """The bodies above, nearest first; one query."""
    above = [pk for pk in ids_on_path(organization) if pk != organization.pk]
    rows = Organization.objects.in_bulk(above)
    return [rows[pk] for pk in reversed(above)]


def subtree(organization):
    """The body and everything under it, as a queryset."""
    return Organization.objects.filter(path__startswith=organization.path)


def ids_on_path(organization):
    """Ids from the top of the tree down to the body itself."""
    return [int(pk) for pk in organization.path.split("/") if pk]


def committee_of(organization):
    """The body whose head, numbers and seal apply: a studio's committee, everybody else's own self."""
    return organization.parent if organization.body_kind.serves_parent else organization


def lock():
    """Takes every row of the tree until the transaction ends: moves are rare, and two at a time could close a loop.

    `no_key` leaves others free to point at a body meanwhile.
    """
    list(Organization.objects.select_for_update(no_key=True).order_by("pk").values_list("pk", flat=True))


def check_place(organization, parent):
    """Raises WrongPlace when the body cannot stand under `parent` (None: the top)."""
    if organization.body_kind.serves_parent and (parent is None or not parent.body_kind.numbers_cases):
        raise WrongPlace(_("调解工作室要设在一个调解委员会之下。请先选它所属的调委会。"))
    above = parent
    while above is not None:
        if above.pk == organization.pk:
            raise WrongPlace(_("不能把一个组织放到它自己或者它的下级之下。请另选上级。"))
        above = above.parent


def _columns(organization, parent):
    """(path, district_id, city_id) of a body under `parent`."""
    columns = {"district": None, "city": None}
    if parent is not None:
        columns = {"district": parent.district_id, "city": parent.city_id}
    if organization.body_kind.anchors:
        columns[organization.body_kind.anchors] = organization.pk
    path = f"{parent.path if parent else '/'}{organization.pk}/"
    return path, columns["district"], columns["city"]


def _fill_columns(organization, parent):
    """Works down the children, so that it is right also for rows that never had a path."""
    changed = []
    layer = [(organization, parent)]
    while layer:
        for body, above in layer:
            path, district, city = _columns(body, above)
            if (body.path, body.district_id, body.city_id) != (path, district, city):
                body.path, body.district_id, body.city_id = path, district, city
                changed.append(body)
        above_by_id = {body.pk: body for body, _above in layer}
        children = Organization.objects.filter(parent_id__in=above_by_id).order_by("pk")
        layer = [(child, above_by_id[child.parent_id]) for child in children]
    Organization.objects.bulk_update(changed, ["path", "district", "city"], batch_size=200)
    return [body.pk for body in changed]
