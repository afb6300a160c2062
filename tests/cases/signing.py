"""What people do on the signing pages, made short for their tests."""

from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone

from cases.models import SignatureRequest
from tests import factories
from tests.forms import form_of, send

Status = SignatureRequest.Status
WITNESS = "范小玲"


def text(response):
    return response.content.decode()


def parties(case):
    """The two parties' requests on the case's agreement."""
    return factories.requests_of(factories.agreement_of(case), signer="party")


def signature_page(request):
    return reverse("cases:sign", args=[request.case.uid, request.uid])


def progress(case):
    return reverse("cases:signing", args=[case.uid, factories.agreement_of(case).document.uid])


def give_tablet(client, request, *, witness=WITNESS, seen=True):
    """The colleague's page before the tablet changes hands."""
    typed = {"witness": witness} | ({"identity_checked": "on"} if seen else {})
    return send(client, signature_page(request), client.get(signature_page(request)), "witness", **typed)


def read(client, request, *, consent=True):
    """The signer's reading page."""
    typed = {"consent": "on"} if consent else {}
    response = client.get(signature_page(request))
    form = form_of(response, "stage")
    return client.post(form.action, form.values | typed)


def write(client, request, *, strokes=None, **changed):
    """The pad, with a name on it."""
    response = client.get(signature_page(request))
    return send(client, signature_page(request), response, "sha256", strokes=strokes or factories.pad(), **changed)


def sign(client, request, seed=0):
    """All three pages."""
    give_tablet(client, request)
    read(client, request)
    return write(client, request, strokes=factories.pad(seed))


def confirm_password(client):
    """As accounts.entry.confirm leaves it in the session."""
    session = client.session
    session["confirmed_at"] = timezone.now().timestamp()
    session.save()


def photo():
    return SimpleUploadedFile("签名页.jpg", factories.scan().data, "image/jpeg")
