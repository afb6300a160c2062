"""Papers, files and appointments of a case as bytes: a paper taken away leaves an entry, a file handed in is shown in a
sandbox."""

import logging

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from accounts.gates import staff_only
from cases import appointments, engine
from cases.getting import get_case, get_document, get_file, get_session, may
from documents import vault
from notices import ics

log = logging.getLogger(__name__)

# What of an uploaded file may run or load anything: nothing (it came from outside, however well it was cleaned).
SANDBOX = "sandbox; default-src 'none'"
IMAGE = "image/jpeg"


@staff_only
@require_GET
def document(request, uid, document):
    """An issued paper from the vault; `?view=1` opens it in the browser. Each time is an entry of its own."""
    case = get_case(request.user, uid, look="download_document")
    found = get_document(case, document)
    try:
        data = vault.read(found.sha256)
    except (vault.Missing, vault.Damaged):
        log.exception("document %s cannot be read", found.uid)
        messages.error(request, _("这份文书现在打不开，请告诉系统管理员。"))
        return redirect("cases:papers", uid=uid)
    try:
        engine.take(case, "download_document", by=request.user, document=found)
    except engine.NotYours as stranger:
        raise Http404 from stranger
    response = HttpResponse(data, content_type="application/pdf")
    name = f"{found.title}{found.number and ' '}{found.number}.pdf"
    response["Content-Disposition"] = content_disposition_header(not request.GET.get("view"), name)
    response["X-Content-Type-Options"] = "nosniff"
    return response


@staff_only
@require_GET
def file(request, uid, file):
    """A file handed in: pictures are shown, everything else is only saved."""
    case = get_case(request.user, uid, look="view_full_case")
    found = get_file(case, file)
    if not may(case, "view_evidence"):
        raise Http404
    try:
        data = vault.read(found.sha256)
    except (vault.Missing, vault.Damaged):
        log.exception("file %s cannot be read", found.uid)
        messages.error(request, _("这个文件现在打不开，请告诉系统管理员。"))
        return redirect("cases:evidence", uid=uid)
    response = HttpResponse(data, content_type=found.mime)
    response["Content-Disposition"] = content_disposition_header(found.mime != IMAGE, found.name)
    response["Content-Security-Policy"] = SANDBOX
    response["X-Content-Type-Options"] = "nosniff"
    return response


@staff_only
@require_GET
def appointment(request, uid, session):
    """One meeting for one's own calendar."""
    case = get_case(request.user, uid, look="view_full_case")
    return calendar_answer(appointments.calendar_file(case, get_session(case, session)))


def calendar_answer(text):
    """A calendar file to save or to open in the calendar."""
    response = HttpResponse(text, content_type=ics.CONTENT_TYPE)
    response["Content-Disposition"] = content_disposition_header(True, ics.FILE_NAME)
    return response
