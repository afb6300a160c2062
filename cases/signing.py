"""Asking for signatures and counting them; a signature moves by one conditional UPDATE and never twice."""

from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cases.models.signature import SignatureRequest
from documents import strokes as ink
from documents import uploads, vault
from organizations import roster

Status, Way, Signer = SignatureRequest.Status, SignatureRequest.Way, SignatureRequest.Signer

# What a signer at the tablet agrees to; its text is kept with the signature (电子签名法第13条第2款).
CONSENT = _("我已看清内容，自愿签名，同意在平板上当面手写签名，并认可这样签名的效力。")


class NotCounted(Exception):
    """The conditional UPDATE found the request no longer waiting for this very text."""


def ask(case, document, signers, *, at, agreement=None):
    """One request a signer; signers: dicts of signer, user, participation, mandate in printing order."""
    rows = [
        SignatureRequest(
            case=case,
            agreement=agreement,
            document=document,
            version=document.version,
            sha256=document.sha256,
            position=position,
            created_at=at,
            **signer,
        )
        for position, signer in enumerate(signers, start=1)
    ]
    return SignatureRequest.objects.bulk_create(rows)


def sign_on_tablet(request, *, by, sha256, strokes, pad, witness, identity_checked):
    """Count one tablet signature; raises NotCounted when it was signed, voided or reworded meanwhile."""
    image = vault.put(ink.to_jpeg(strokes))
    changed = SignatureRequest.objects.filter(
        pk=request.pk, status=Status.WAITING, version=request.version, sha256=sha256
    ).update(
        status=Status.SIGNED,
        way=Way.TABLET,
        identity_level=3 if identity_checked or request.user_id == by.pk else 1,
        identity_checked_by=by,
        witness=witness,
        consent_text=str(CONSENT),
        strokes=strokes,
        pad=pad,
        image_sha256=image,
        signed_at=timezone.now(),
    )
    if changed != 1:
        raise NotCounted(str(request.uid))


def attach_sheet(case, requests, upload, *, by):
    """File the scan of a sheet for everybody who signed on it; a newer scan replaces an unconfirmed one."""
    stored = uploads.store(upload, dossier=case.uid, by=by, purpose="signed_sheet")
    keys = [request.pk for request in requests]
    changed = SignatureRequest.objects.filter(pk__in=keys, status__in=[Status.WAITING, Status.SHEET_ATTACHED]).update(
        status=Status.SHEET_ATTACHED, way=Way.INK, sheet=stored, sheet_attached_by=by
    )
    if changed != len(keys):
        raise NotCounted("sheet")
    return stored


def confirm_sheet(requests, *, by, at):
    """A second person found the sheet to be the frozen text with these people's hands on it."""
    keys = [request.pk for request in requests]
    changed = SignatureRequest.objects.filter(pk__in=keys, status=Status.SHEET_ATTACHED).update(
        status=Status.SIGNED, identity_level=3, sheet_confirmed_by=by, signed_at=at
    )
    if changed != len(keys):
        raise NotCounted("sheet")


def refuse(request, *, reason):
    """One signer says no; raises NotCounted when he has signed already."""
    changed = SignatureRequest.objects.filter(pk=request.pk, status__in=[Status.WAITING, Status.SHEET_ATTACHED]).update(
        status=Status.REFUSED, refused_reason=reason
    )
    if changed != 1:
        raise NotCounted(str(request.uid))


def void(agreement):
    """A version that is void takes its signatures with it; what was written stays as evidence."""
    agreement.signature_requests.exclude(status=Status.REFUSED).update(status=Status.VOIDED)


def withdraw(case, mandate):
    """Nobody waits any more for who spoke by a mandate, nor for the paper that gave it; an agreement is frozen anew."""
    asked = case.signature_requests.filter(agreement=None, status=Status.WAITING)
    given = case.signature_requests.filter(mandate=mandate, document__paper="power_of_attorney")
    papers = list(given.values_list("document", flat=True))
    asked.filter(Q(mandate=mandate) | Q(document__in=papers)).update(status=Status.VOIDED)


def waiting(agreement):
    """Requests of an agreement that still wait, the mediator's own left out."""
    return agreement.signature_requests.exclude(signer=Signer.MEDIATOR).exclude(status=Status.SIGNED)


def works_alone(user, organization):
    """Whether nobody else keeps papers or mediates in this body: in a committee of one, one person does it all."""
    people = {person.pk for person in [*roster.office(organization), *roster.mediators(organization)]}
    return people <= {user.pk}
