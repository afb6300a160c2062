"""Who comes to the parties' pages: a party with a link in force; for everybody else they are not there."""

from functools import wraps

from django.http import Http404
from django.shortcuts import redirect

from accounts.models import User
from portal.person import person_of


def party_only(view):
    """The view with `person` after the request; whoever is out learns how to come back, staff find no such page."""

    @wraps(view)
    def guarded(request, *args, **kwargs):
        if not request.user.is_authenticated:
            return redirect("accounts:left")
        person = person_of(request.user) if request.user.kind == User.Kind.PARTY else None
        if person is None:
            raise Http404
        return view(request, person, *args, **kwargs)

    return guarded
