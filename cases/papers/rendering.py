"""Papers of a step: laid out before the lock, compared inside it, recorded with the step's own entry."""

from dataclasses import dataclass, field

from django.conf import settings
from django.utils import translation

from cases import standing
from documents import codes, issue
from encryption.keyring import blind_index


@dataclass(frozen=True)
class Draft:
    """One paper that a step will issue. key: what the step calls it; attachments: bytes that follow as the annex."""

    code: str
    facts: object
    key: str
    verify_code: str
    version: int = 1
    attachments: tuple = field(default=(), repr=False)


def verify_code_of(case, key, version=1):
    """The paper's verify code: keyed, so nobody guesses it, and the same each time the paper is drawn."""
    return codes.from_digest(blind_index(f"{case.uid}:{key}:{version}", context="documents.document.verify_code"))


def verify_address(code):
    """Where a printed QR leads: the public verify page with the code filled in."""
    return settings.VERIFY_ADDRESS.format(code=code)


def draft(case, code, facts, *, key=None, version=1, attachments=()):
    """A Draft with its code; `facts` may be a function of (verify code, verify address) for papers that print them."""
    key = key or code
    verify = verify_code_of(case, f"{key}", version)
    if callable(facts):
        facts = facts(verify, verify_address(verify))
    return Draft(code, facts, key, verify, version, tuple(attachments))


def prepare(spec, thing, by, facts, at):
    """Lay out what the step would issue; nothing for somebody who may not take it or while it is closed.

    at: when it happened, which a paper entered afterwards must say; papers find it in their facts
    """
    if spec.papers is None or thing.state not in spec.source or standing.role_for(by, spec.name, thing.case) is None:
        return ()
    facts = facts | {"at": at}
    if any(check(thing, by, facts) is not None for check in spec.requires):
        return ()
    return tuple(
        (
            one,
            issue.render(
                one.code,
                one.facts,
                attachments=one.attachments,
                verify_code=one.verify_code,
                verify_address=verify_address(one.verify_code),
            ),
        )
        for one in _drafts(spec, thing, by, facts)
    )


def _drafts(spec, thing, by, facts):
    """What the step would issue, in Chinese whatever the language of the page that it is taken from."""
    with translation.override(settings.LANGUAGE_CODE):
        return list(spec.papers(thing, by, facts))


def changed(spec, thing, by, facts, at, prepared):
    """Whether the facts moved between layout and lock."""
    if spec.papers is None:
        return False
    return _drafts(spec, thing, by, facts | {"at": at}) != [one for one, _rendered in prepared]


def record(prepared, *, case, by):
    """The rows of the prepared papers: {key: Document}; their bytes are in the vault already."""
    return {
        one.key: issue.record(
            rendered,
            dossier=case.uid,
            by=by,
            number=case.number,
            verify_code=one.verify_code,
            version=one.version,
            organization_name=case.organization.name,
        )
        for one, rendered in prepared
    }
