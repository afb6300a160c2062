"""My cases, one case, what happened in it, and a paper or an appointment of it to take away."""

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_GET, require_safe

from cases import appointments, engine
from cases.getting import get_session
from cases.views.files import calendar_answer
from documents import vault
from portal import papers, window
from portal.gates import party_only
from portal.getting import my_case, my_cases, my_paper


@party_only
@require_safe
def home(request, person):
    """The cases of the person's dispute; a single one is opened at once."""
    found = my_cases(person)
    if not found:
        raise Http404
    if len(found) == 1:
        return redirect("portal:case", uid=found[0].uid)
    facts = window.frame(request, found[0], person) | {"cards": window.cards(found)}
    return render(request, "portal/home.html", facts)


@party_only
@require_safe
def case(request, person, uid):
    """Where it stands, what the person is asked to do, the papers, the other ways."""
    found = my_case(person, uid)
    return render(request, "portal/case.html", window.of(request, found, person))


@party_only
@require_safe
def log(request, person, uid):
    """What happened, what the person handed in, what is on file about him."""
    found = my_case(person, uid)
    return render(request, "portal/log.html", window.log(request, found, person))


@party_only
@require_safe
def read(request, person, uid, document):
    """One paper on the screen, to be read in any size of type or aloud; looking at one's own paper leaves no entry."""
    found = my_case(person, uid)
    return render(request, "portal/read.html", window.paper(request, found, person, my_paper(found, person, document)))


@party_only
@require_GET
def document(request, person, uid, document):
    """The bytes of one paper; the entry that says who took it is written before they leave."""
    found = my_case(person, uid)
    paper = my_paper(found, person, document)
    data = vault.read(paper.sha256)
    engine.take(found, "download_document", by=person.user, document=paper)
    answer = HttpResponse(data, content_type="application/pdf")
    answer["Content-Disposition"] = content_disposition_header(True, papers.file_name(paper))
    return answer


@party_only
@require_GET
def appointment(request, person, uid, session):
    """One meeting for the person's own calendar; that of a protected person says nothing to who else reads it."""
    found = my_case(person, uid)
    protected = person.party.safe_contact or person.participation.party.safe_contact
    return calendar_answer(appointments.calendar_file(found, get_session(found, session), protected=protected))
