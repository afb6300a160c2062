"""Whether a paper is ours: by its code, which shows the public few facts, or by the file itself."""

import hashlib
import re
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from django.utils import timezone
from django.utils.translation import gettext as _

from documents import codes, pdf_inspection, vault
from documents.models import Document

SHOWN_OF_HASH = 16
MOST_COMPARED = 20  # papers of the same length
STRIP = 1024  # bytes
PRINTED = re.compile(r"[0-9A-Z]{4}\W?[0-9A-Z]{4}\W?[0-9A-Z]{3}", re.IGNORECASE)
DATE_FIELDS = ("dated", "terminated_on", "accepted_on")


class Status(StrEnum):
    """What a paper is worth today: a text without its seal must not pass for the agreement itself."""

    IN_FORCE = "in_force"  # of a kind that carries no seal
    SEALED = "sealed"
    UNSEALED = "unsealed"
    SUPERSEDED = "superseded"
    VOIDED = "voided"


class State(StrEnum):
    """What a file is to us."""

    GENUINE = "genuine"
    NOT_OURS = "not_ours"
    ALTERED = "altered"


@dataclass(frozen=True)
class Public:
    """All that the verify page tells a stranger about a paper."""

    number: str
    dated: date
    body: str
    sha256_prefix: str
    title: str
    status: Status

    @property
    def status_label(self):
        """The status in words."""
        return {
            Status.IN_FORCE: _("没有作废"),
            Status.SEALED: _("已盖章，没有作废"),
            Status.UNSEALED: _("这一份上没有盖章，盖了章的才作数"),
            Status.SUPERSEDED: _("已经由盖了章的一份代替"),
            Status.VOIDED: _("已作废"),
        }[self.status]


@dataclass(frozen=True)
class Verdict:
    """The answer about an uploaded file; `public` tells of our paper, when the file is or claims to be one."""

    state: State
    public: Public | None = None


def _status(document):
    """What a document is worth now; the sealed copy of an agreement names the text that was signed by its sum."""
    if document.voided_at:
        return Status.VOIDED
    seal = document.facts.get("seal")
    if seal is None:
        return Status.IN_FORCE
    if seal["way"]:
        return Status.SEALED
    copies = Document.objects.filter(dossier=document.dossier, facts__text_sha256=document.sha256, voided_at=None)
    return Status.SUPERSEDED if copies.exists() else Status.UNSEALED


def _public(document):
    """The few facts of a document that anybody may know."""
    dated = next((document.facts[name] for name in DATE_FIELDS if document.facts.get(name)), None)
    return Public(
        number=document.number,
        dated=date.fromisoformat(dated) if dated else timezone.localdate(document.issued_at),
        body=document.organization_name,
        sha256_prefix=document.sha256[:SHOWN_OF_HASH],
        title=document.title,
        status=_status(document),
    )


def by_code(code):
    """The paper with this verify code, however it was typed, or None; the caller limits how often it may be asked."""
    folded = codes.fold(code)
    if not codes.is_code(folded):
        return None
    document = Document.objects.filter(verify_code=folded).first()
    return _public(document) if document else None


def _claimed(data):
    """The paper of ours whose code stands in the file's metadata or text, or None."""
    if not data.startswith(b"%PDF-"):
        return None
    try:
        found = pdf_inspection.inspect(data, want_text=True)
    except pdf_inspection.Unopenable:
        return None
    shown = f"{found.keywords} {found.text}"
    # A printer driver may place each glyph by itself, so the text is also read without its gaps.
    printed = PRINTED.findall(shown) + PRINTED.findall("".join(shown.split()))
    candidates = {codes.fold(text) for text in printed}
    ours = [candidate for candidate in candidates if codes.is_code(candidate)]
    return Document.objects.filter(verify_code__in=ours[:50]).first() if ours else None


def _nearly(data):
    """The paper of ours that these bytes are but for a little: one flipped bit can make a file that nothing opens."""
    for document in Document.objects.filter(size=len(data)).order_by("-id")[:MOST_COMPARED]:
        try:
            ours = vault.read(document.sha256)
        except (vault.Missing, vault.Damaged):
            continue
        places = range(0, len(ours), STRIP)
        same = sum(data[place : place + STRIP] == ours[place : place + STRIP] for place in places)
        if 2 * same > len(places):
            return document
    return None


def by_file(data):
    """Whether a file is one of our papers to the byte, one of ours that was changed, or none of ours.

    The caller bounds its size by UPLOAD_LIMIT. A genuine paper may be voided meanwhile: `public.status` says so.
    """
    document = Document.objects.filter(sha256=hashlib.sha256(data).hexdigest()).order_by("-issued_at", "-id").first()
    if document:
        return Verdict(State.GENUINE, _public(document))
    claimed = _claimed(data) or _nearly(data)
    return Verdict(State.ALTERED, _public(claimed)) if claimed else Verdict(State.NOT_OURS)
