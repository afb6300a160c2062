"""Who may come to a page at all: staff pages for staff, party pages for parties; for the other kind it is not there."""

from functools import wraps

from django.contrib.auth.decorators import login_required
from django.http import Http404

from accounts.models import User


def _only(kind):
    def decorate(view):
        @login_required
        @wraps(view)
        def guarded(request, *args, **kwargs):
            if request.user.kind != kind:
                raise Http404
            return view(request, *args, **kwargs)

        return guarded

    return decorate


staff_only = _only(User.Kind.STAFF)
