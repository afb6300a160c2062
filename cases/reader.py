"""The reading size somebody begins with: 大字版 for grid workers, until they choose another (ux reference § 4.1)."""

from functools import wraps

from accounts.context import SIZE_COOKIE, keep_size
from accounts.roles import Role
from cases import navigation

LARGE = "large"


def large_here(view):
    """Whoever has not chosen a size reads this page large; on the other pages nothing changes. Below `staff_only`."""

    @wraps(view)
    def inner(request, *args, **kwargs):
        request.COOKIES.setdefault(SIZE_COOKIE, LARGE)
        return view(request, *args, **kwargs)

    return inner


def large_first(view):
    """A grid worker's first visit to this page sets the size; stands below `staff_only`."""

    @wraps(view)
    def inner(request, *args, **kwargs):
        first = SIZE_COOKIE not in request.COOKIES and any(
            post.role == Role.GRID_WORKER for post in navigation.posts(request)
        )
        if first:
            request.COOKIES[SIZE_COOKIE] = LARGE
        response = view(request, *args, **kwargs)
        if first:
            keep_size(response, LARGE)
        return response

    return inner
