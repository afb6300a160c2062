"""What a user's pages lead to: the main navigation by role, and the roles themselves read once a request."""

from django.utils.functional import SimpleLazyObject
from django.utils.translation import gettext as _

from accounts.models import User
from accounts.roles import Role
from cases import scopes
from mediation.addresses import fixed
from organizations import roster

OFFICE = (Role.CLERK, Role.MEDIATOR, Role.HEAD)
MOST = 5
# Pages of the room of cases that are an item of their own.
APART = {"cases:workbench", "cases:complaints", "cases:complaint", "cases:errands", "cases:errand"}


def posts(request):
    """The user's posts in force, in order of entry; read once a request."""
    if not hasattr(request, "posts_read"):
        request.posts_read = roster.posts(request.user) if _serves(request.user) else []
    return request.posts_read


def memberships(request):
    """The same with their bodies whole, for the few pages that need more of a body than its name; read once a request."""
    if not hasattr(request, "memberships_read"):
        request.memberships_read = list(roster.memberships_in_force(request.user)) if _serves(request.user) else []
    return request.memberships_read


def _serves(user):
    return user.is_authenticated and user.is_active and user.kind == User.Kind.STAFF


def settles_on_the_spot(request):
    """Whether the user is a mediator anywhere who settles a quarrel where it broke out."""
    return any(post.settles_there for post in posts(request))


def scope(request):
    """The scope of this request's user."""
    return scopes.scope_of(request.user, frozenset((post.role, post.organization_id) for post in posts(request)))


def navigation(request):
    """Context processor: `nav_items`, read only when a template asks."""
    return {"nav_items": SimpleLazyObject(lambda: items(request))}


def items(request):
    """The items of the bar on top and of the phone's tab bar, at most five; none for who is not staff.

    An item with `phone` stands in the tab bar only: on a wide screen the bell says the same.
    """
    roles = {post.role for post in posts(request)}
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
            _item(request, _("要我帮的事"), "cases:errands", "map-pin", also=("cases:errand",)),
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
    match = request.resolver_match
    here = match.view_name if match else ""
    inside = bool(room and match and match.namespace == room and here not in APART)
    return {"label": label, "url": fixed(name), "icon": icon, "current": here in (name, *also) or inside}
