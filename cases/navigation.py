"""What a user's pages lead to: the main navigation by role, and the roles themselves read once a request."""

from django.urls import NoReverseMatch, reverse
from django.utils.functional import SimpleLazyObject
from django.utils.translation import gettext as _

from accounts.models import User
from accounts.roles import Role
from cases import scopes
from organizations import roster

OFFICE = (Role.CLERK, Role.MEDIATOR, Role.HEAD)
MOST = 5
# Pages of the room of cases that are an item of their own.
APART = {"cases:workbench", "cases:complaints", "cases:complaint"}


def memberships(request):
    """The user's memberships in force with their bodies, in order of entry; read once a request."""
    if not hasattr(request, "memberships_read"):
        user = request.user
        serving = user.is_authenticated and user.is_active and user.kind == User.Kind.STAFF
        request.memberships_read = list(roster.memberships_in_force(user)) if serving else []
    return request.memberships_read


def settles_there(membership):
    """Whether it makes its holder a mediator of a body that lets him settle a quarrel where it broke out."""
    return membership.role == Role.MEDIATOR and membership.organization.settles_on_the_spot


def settles_on_the_spot(request):
    """Whether the user is such a mediator anywhere."""
    return any(map(settles_there, memberships(request)))


def scope(request):
    """The scope of this request's user."""
    return scopes.scope_of(
        request.user, frozenset((Role(row.role), row.organization_id) for row in memberships(request))
    )


def navigation(request):
    """Context processor: `nav_items`, read only when a template asks."""
    return {"nav_items": SimpleLazyObject(lambda: items(request))}


def items(request):
    """The items of the bar on top and of the phone's tab bar, at most five; none for who is not staff.

    An item with `phone` stands in the tab bar only: on a wide screen the bell says the same.
    """
    roles = {row.role for row in memberships(request)}
    found = []
    if roles & {*OFFICE, Role.BUREAU}:
        found += [
            _item(request, _("工作台"), "cases:workbench", "layout-dashboard"),
            _item(request, _("案件"), "cases:list", "folder", "cases"),
        ]
    if Role.GRID_WORKER in roles:
        found += [
            _item(request, _("报纠纷"), "intake:report", "plus", also=("intake:report_page", "intake:reported")),
            _item(request, _("我报的"), "intake:my_reports", "clipboard-list", also=("intake:my_report",)),
        ]
    if Role.BUREAU in roles:
        found.append(_item(request, _("投诉"), "cases:complaints", "message", also=("cases:complaint",)))
    if found:
        found.append(_item(request, _("提醒"), "accounts:inbox", "bell") | {"phone": True})
    if Role.ADMIN in roles and request.user.is_staff:
        found.append(_item(request, _("管理"), "admin:index", "building-community"))
    return [item for item in found if item["url"]][:MOST]


def _item(request, label, name, icon, room="", also=()):
    """One item; current on its own page, on those named in `also`, and on any other page of `room`."""
    try:
        url = reverse(name)
    except NoReverseMatch:
        # A part of the site (a test of one room) without the others' pages.
        url = ""
    match = request.resolver_match
    here = match.view_name if match else ""
    inside = bool(room and match and match.namespace == room and here not in APART)
    return {"label": label, "url": url, "icon": icon, "current": here in (name, *also) or inside}
