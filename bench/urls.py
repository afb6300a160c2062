"""The site's addresses, and one view that does nothing but ask the database for 1."""

from django.db import connection
from django.http import HttpResponse
from django.urls import include, path


def select_one(request):
    """The least a page of this site can cost: the whole middleware and one query."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
        cursor.fetchone()
    return HttpResponse("1")


urlpatterns = [path("select-1/", select_one), path("", include("mediation.urls"))]
