"""The public pages: what mediation is, how it goes, privacy, accessibility. Anyone may read them."""

from django.conf import settings
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe


@require_safe
def home(request):
    """What mediation is, for people without a login; staff go on to where their login leads."""
    if request.user.is_authenticated and request.user.kind == request.user.Kind.STAFF:
        return redirect(settings.LOGIN_REDIRECT_URL)
    return render(request, "public/home.html")


@require_safe
def guide(request):
    """What is mediated and what is not, what to bring, how long, what it costs, and what comes after."""
    return render(request, "public/guide.html")


@require_safe
def privacy(request):
    """What is kept about people, who sees it, and their rights."""
    return render(request, "public/privacy.html")


@require_safe
def accessibility(request):
    """How the pages serve everybody, and the ways without pages."""
    return render(request, "public/accessibility.html")
