"""Addresses of the case pages; each module of views lists its own."""

from django.urls import path

from cases.views import (
    agreement,
    blanks,
    complaints,
    deliveries,
    files,
    lists,
    overview,
    reveal,
    sealing,
    sheets,
    signing,
    steps,
    stuck,
    tablet,
    tabs,
    workbench,
)

app_name = "cases"

urlpatterns = [
    path("workbench/", workbench.workbench, name="workbench"),
    path("cases/", lists.cases, name="list"),
    path("cases/<uuid:uid>/", overview.case, name="case"),
    path("cases/stuck/", stuck.stuck, name="stuck"),
    path("cases/undelivered/", deliveries.undelivered, name="undelivered"),
    path("forms/", blanks.blanks, name="blanks"),
    path("forms/<slug:form>.pdf", blanks.blank, name="blank"),
    path("complaints/", complaints.complaints, name="complaints"),
    path("complaints/<int:complaint>/", complaints.answer, name="complaint"),
    path("cases/<uuid:uid>/people/", tabs.people, name="people"),
    path("cases/<uuid:uid>/records/", tabs.records, name="records"),
    path("cases/<uuid:uid>/papers/", tabs.papers, name="papers"),
    path("cases/<uuid:uid>/evidence/", tabs.evidence, name="evidence"),
    path("cases/<uuid:uid>/performance/", tabs.keeping, name="performance"),
    path("cases/<uuid:uid>/log/", tabs.log, name="log"),
    path("cases/<uuid:uid>/deliveries/", deliveries.of_case, name="deliveries"),
    path("cases/<uuid:uid>/deliveries/<int:message>/again/", deliveries.resend, name="resend"),
    path("cases/<uuid:uid>/documents/<uuid:document>.pdf", files.document, name="document"),
    path("cases/<uuid:uid>/files/<uuid:file>", files.file, name="file"),
    path("cases/<uuid:uid>/sessions/<int:session>.ics", files.appointment, name="appointment"),
    path("cases/<uuid:uid>/reveal/<int:participation>/", reveal.reveal, name="reveal"),
    path("cases/<uuid:uid>/agreement/", agreement.editor, name="agreement"),
    path("cases/<uuid:uid>/agreement/check/", agreement.check, name="check"),
    path("cases/<uuid:uid>/signing/<uuid:document>/", signing.progress, name="signing"),
    path("cases/<uuid:uid>/sign/<uuid:signature>/", tablet.sign, name="sign"),
    path("cases/<uuid:uid>/sign/<uuid:signature>/refuse/", tablet.refuse, name="refuse_to_sign"),
    path("cases/<uuid:uid>/sheet/<uuid:document>/", sheets.sheet, name="sheet"),
    path("cases/<uuid:uid>/sheet/<uuid:document>/confirm/", sheets.confirm, name="confirm_sheet"),
    path("cases/<uuid:uid>/sealing/", sealing.sealing, name="sealing"),
    # Before the page of all other steps: these two ask for more than a form.
    path("cases/<uuid:uid>/steps/mediator_sign/", sealing.mediator_sign, name="mediator_sign"),
    path("cases/<uuid:uid>/steps/seal/", sealing.seal, name="seal"),
    path("cases/<uuid:uid>/steps/<slug:name>/", steps.step, name="step"),
]
