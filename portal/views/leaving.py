"""Leaving at once: the session ends, the browser forgets, and a page without any connection to the matter stands there."""

from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST, require_safe

from accounts import entry


@csrf_exempt  # somebody else's page could only log the person out, and the button must never fail
@require_POST
def leave(request):
    """Ends the session; also for whoever is out already."""
    return entry.leave(request, redirect("portal:today"))


@never_cache
@require_safe
def today(request):
    """A page that says what day it is, and nothing else."""
    return render(request, "portal/today.html", {"now": timezone.localtime()})
