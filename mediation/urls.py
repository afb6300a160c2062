"""Every address of the site: public pages, then each room's own, then the Django admin."""

from django.contrib import admin
from django.urls import include, path

from mediation import pages

handler400 = "mediation.errors.bad_request"
handler403 = "mediation.errors.forbidden"
handler404 = "mediation.errors.not_found"
handler500 = "mediation.errors.broken"

urlpatterns = [
    path("", pages.home, name="home"),
    path("guide/", pages.guide, name="guide"),
    path("privacy/", pages.privacy, name="privacy"),
    path("accessibility/", pages.accessibility, name="accessibility"),
    path("", include("accounts.urls")),
    path("", include("cases.urls")),
    path("", include("intake.urls")),
    path("", include("portal.urls")),
    path("admin/", admin.site.urls),
]
