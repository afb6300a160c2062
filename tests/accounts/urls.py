"""The site's addresses, and two pages that show who the session is: one private, one in the portal."""

from django.http import HttpResponse
from django.urls import path

from mediation.urls import handler400, handler403, handler404, handler500
from mediation.urls import urlpatterns as site

__all__ = ["handler400", "handler403", "handler404", "handler500"]


def who(request):
    return HttpResponse(request.user.username or "nobody")


urlpatterns = [path("who/", who), path("p/who/", who), *site]
