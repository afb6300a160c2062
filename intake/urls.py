"""Addresses of the doors into the house."""

from django.urls import path

from intake.views import counter, following, phone, sheet, spot

app_name = "intake"

urlpatterns = [
    path("register/", counter.register, name="register"),
    path("register/hints/", counter.hints, name="register_hints"),
    path("import/", sheet.upload, name="import"),
    path("import/check/", sheet.check, name="import_check"),
    path("import/template.xlsx", sheet.template, name="import_template"),
    path("import/refused.xlsx", sheet.refused, name="import_refused"),
    path("spot/", spot.settle, name="spot"),
    path("report/", phone.report, name="report"),
    path("report/<int:page>/", phone.report_page, name="report_page"),
    path("report/photos/<str:sha256>.jpg", phone.photo, name="report_photo"),
    path("report/done/<uuid:uid>/", following.reported, name="reported"),
    path("reports/", following.my_reports, name="my_reports"),
    path("reports/<uuid:uid>/", following.my_report, name="my_report"),
    path("reports/<uuid:uid>/drop/", following.drop, name="drop_report"),
    path("reports/<uuid:uid>/photos/<int:evidence>.jpg", following.my_photo, name="my_photo"),
]
