"""Addresses of the parties' window, of the staff page that lets a party in, and of the public verification."""

from django.urls import path

from portal.views import cases, entering, inviting, leaving, steps, verifying

app_name = "portal"

urlpatterns = [
    path("p/<str:token>/", entering.enter, name="enter"),
    path("p/<str:token>/code/", entering.code, name="code"),
    path("my/", cases.home, name="home"),
    path("my/leave/", leaving.leave, name="leave"),
    path("my/<uuid:uid>/", cases.case, name="case"),
    path("my/<uuid:uid>/log/", cases.log, name="log"),
    path("my/<uuid:uid>/documents/<uuid:document>/", cases.read, name="read"),
    path("my/<uuid:uid>/documents/<uuid:document>.pdf", cases.document, name="document"),
    path("my/<uuid:uid>/sessions/<int:session>.ics", cases.appointment, name="appointment"),
    path("my/<uuid:uid>/steps/<slug:name>/", steps.step, name="step"),
    path("today/", leaving.today, name="today"),
    path("cases/<uuid:uid>/invite/<int:participation>/", inviting.invite, name="invite"),
    path("verify/", verifying.ask, name="verify"),
    path("verify/<str:code>/", verifying.code, name="verify_code"),
]
