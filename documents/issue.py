"""Issuing a paper: frozen facts in, checked and laid out, bytes into the vault, then the row that says so."""

import dataclasses
import functools
import hashlib
import json
import types
import typing
from collections import OrderedDict
from collections.abc import Sequence
from datetime import date

from django.db.models import Q
from django.template import Context, Engine
from django.utils import timezone

from documents import annex, codes, fonts, pdf, pictures, vault
from documents.models import Document
from documents.papers import PAPERS, Paper

new_verify_code = codes.new_verify_code

# Papers laid out while somebody reads them before they are issued: the same page gives the same bytes.
MOST_AHEAD = 8
_ahead = OrderedDict()


@dataclasses.dataclass(frozen=True)
class Rendered:
    """A laid-out paper whose bytes are in the vault and which no row names yet."""

    paper: Paper
    pdf: bytes
    sha256: str
    pages: int
    facts: dict
    facts_sha256: str


@functools.cache
def _engine(*frames):
    """The papers' own template engine: only their folder, always escaping, nothing of the site's context.

    frames: folders in it whose sheet and parts stand in for the printed ones.
    """
    return Engine(
        dirs=[*(str(pdf.PAPERS_FOLDER / frame) for frame in frames), str(pdf.PAPERS_FOLDER)],
        libraries={"words": "documents.papers.words"},
        autoescape=True,
        string_if_invalid="",
    )


@functools.cache
def _template(code, *frames):
    """A paper's parsed template."""
    return _engine(*frames).get_template(f"{code}/template.html")


def freeze(facts):
    """A paper's facts as JSON-able data: tuples become lists, dates ISO text; `thaw` is the way back."""

    def plain(value):
        if dataclasses.is_dataclass(value):
            return {field.name: plain(getattr(value, field.name)) for field in dataclasses.fields(value)}
        if isinstance(value, (tuple, list)):
            return [plain(part) for part in value]
        return value.isoformat() if isinstance(value, date) else value

    return plain(facts)


def _thawed(value, kind):
    """One frozen value as the type its field declares."""
    if value is None:
        return None
    origin, arguments = typing.get_origin(kind), typing.get_args(kind)
    if origin in (typing.Union, types.UnionType):
        return _thawed(value, next(part for part in arguments if part is not type(None)))
    if origin is tuple:
        kinds = [arguments[0]] * len(value) if arguments[-1] is Ellipsis else arguments
        return tuple(_thawed(part, part_kind) for part, part_kind in zip(value, kinds, strict=True))
    if dataclasses.is_dataclass(kind):
        hints = typing.get_type_hints(kind)
        return kind(**{name: _thawed(part, hints[name]) for name, part in value.items()})
    return date.fromisoformat(value) if kind is date else value


def thaw(code, frozen):
    """The facts object of a paper from a document's frozen facts: for the next version with one thing changed."""
    return _thawed(frozen, PAPERS[code].facts)


def digest(frozen):
    """The sha256 of frozen facts in their one canonical spelling."""
    text = json.dumps(frozen, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()


def _texts(value):
    """Every text in frozen facts."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for part in value.values():
            yield from _texts(part)
    elif isinstance(value, list):
        for part in value:
            yield from _texts(part)


def _marks(value):
    """Every signature mark in frozen facts."""
    if isinstance(value, dict):
        if "image_sha256" in value:
            yield value
        for part in value.values():
            yield from _marks(part)
    elif isinstance(value, list):
        for part in value:
            yield from _marks(part)


def check(code, facts):
    """Raise what `render` raises before layout: fonts.MissingGlyphs, pdf.TooLong; TypeError for other facts."""
    if not isinstance(facts, PAPERS[code].facts):
        raise TypeError(f"{code} takes {PAPERS[code].facts.__module__}.Facts")
    texts = list(_texts(freeze(facts)))
    pdf.check_length(texts)
    fonts.check("".join(texts))


def page(code, facts, *, verify_code="", verify_address=""):
    """The paper's HTML page."""
    pictured = {
        mark["image_sha256"]: (pictures.seal if mark["way"] == "seal" else pictures.signature)(mark["image_sha256"])
        for mark in _marks(freeze(facts))
        if mark["image_sha256"]
    }
    address = getattr(facts, "verify_address", "") or verify_address
    context = {
        "paper": PAPERS[code],
        "facts": facts,
        "pictures": pictured,
        "verify_code": codes.fold(getattr(facts, "verify_code", "") or verify_code),
        "qr": pictures.qr(address) if address else "",
    }
    # Without localisation: a paper must not change with the language of the page it was asked from.
    return _template(code).render(Context(context, use_l10n=False))


def blank(code, body, **words):
    """The PDF of a paper's empty form, to be filled in by hand; `words` fill what the law itself says.

    body: the name over the title; it has no verify code and leaves neither row nor bytes behind
    """
    facts = dataclasses.replace(PAPERS[code].blank(body), **words)
    check(code, facts)
    return pdf.render(page(code, facts))[0]


def on_screen(code, facts):
    """The paper's words as HTML for a page: its own template in a frame without sheet, foot and handwriting.

    What a person reads before signing is thus what is printed, and grows with the size of type that was chosen.
    """
    context = {"paper": PAPERS[code], "facts": facts, "pictures": {}}
    return _template(code, "screen").render(Context(context, use_l10n=False))


def lay_out(code, facts, *, verify_code="", verify_address=""):
    """How many pages the paper will have; keeps the layout at hand for the next `render` and writes nothing.

    Raises fonts.MissingGlyphs, pdf.TooLong.
    """
    check(code, facts)
    html = page(code, facts, verify_code=verify_code, verify_address=verify_address)
    ready = _ahead.get(html) or pdf.render(html)
    _ahead[html] = ready
    while len(_ahead) > MOST_AHEAD:
        _ahead.popitem(last=False)
    return ready[1]


def render(code, facts, *, attachments: Sequence[bytes] = (), verify_code="", verify_address=""):
    """Lay out a paper, put it into the vault and return it as `Rendered`; writes no row.

    attachments: JPEG or PDF bytes that follow as the annex. verify_code and verify_address: what the foot shows on
    papers whose facts have no place for them (printed to be signed in ink). The same facts give the same bytes.
    Raises fonts.MissingGlyphs, pdf.TooLong, pictures.NotAPicture, annex.Unreadable, vault.Missing or vault.Damaged.
    """
    check(code, facts)
    html = page(code, facts, verify_code=verify_code, verify_address=verify_address)
    data, pages = _ahead.pop(html, None) or pdf.render(html)
    if attachments:
        data, pages = annex.append(data, attachments)
    frozen = freeze(facts)
    return Rendered(PAPERS[code], data, vault.put(data), pages, frozen, digest(frozen))


def record(rendered, *, dossier, by, number="", verify_code="", version=1, organization_name=""):
    """Write the row of a rendered paper; raises vault.Missing when its bytes are not in the vault."""
    if not vault.path(rendered.sha256).exists():
        raise vault.Missing(rendered.sha256)
    return Document.objects.create(
        paper=rendered.paper.code,
        title=rendered.paper.title,
        dossier=dossier,
        number=number or rendered.facts.get("number", ""),
        version=version,
        facts=rendered.facts,
        facts_sha256=rendered.facts_sha256,
        sha256=rendered.sha256,
        size=len(rendered.pdf),
        pages=rendered.pages,
        verify_code=codes.fold(verify_code) or None,
        organization_name=organization_name or rendered.facts.get("body", ""),
        issued_at=timezone.now(),
        issued_by=by,
    )


def void(document, *, reason):
    """Mark an issued paper as no longer in force; True when this call did it, False when it was void before."""
    changed = Document.objects.filter(Q(pk=document.pk), voided_at=None).update(
        voided_at=timezone.now(), void_reason=reason
    )
    return changed == 1
