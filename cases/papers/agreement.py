"""The agreement as paper (F06): the frozen text, and the sealed copy with the signatures in their places."""

from dataclasses import replace

from django.utils import timezone
from django.utils.translation import gettext as _

from cases import clauses, performance, signing
from cases.models.signature import SignatureRequest
from cases.papers import people
from cases.papers.rendering import draft
from cases.states import AgreementState
from cases.workflow.requirements import sides_of
from documents import issue, vault
from documents.papers import mediation_agreement as paper
from documents.papers import oral_agreement_register as register
from documents.papers import supplement_agreement as supplement
from documents.papers.people import SignatureMark

Signer = SignatureRequest.Signer


def signers(case, *, recorder=None, by_agent=()):
    """Everybody who signs an agreement in printing order: parties, the mediator, the recorder (人民调解法第29条)."""
    found = [*people.party_signers(case, by_agent=by_agent), people.staff_signer(case.mediator, "mediator")]
    if recorder is not None and recorder != case.mediator:
        found.append(people.staff_signer(recorder, "recorder"))
    return found


def frozen_agreement(case, by, facts):
    """The text that is signed: no signature, no seal, the verify code of this version."""
    return [text_of(case.agreements.get(state=AgreementState.DRAFT), case, facts)]


def text_of(agreement, case, facts):
    """The text of one version of a case's agreement; facts: the recorder, and the sides for whom an agent signs."""
    recorder = facts.get("recorder") or case.mediator
    agents = facts.get("by_agent", ())
    first = performance.in_force(case)
    return draft(
        case,
        "mediation_agreement" if first is None else "supplement_agreement",
        lambda code, address: _facts(case, agreement, first, agents, recorder, code, address),
        key="mediation_agreement",
        version=agreement.version,
    )


def _facts(case, agreement, first, agents, recorder, code, address):
    """first: the agreement that binds until this one takes effect, which is then a supplement to it; None without one."""
    rows = _rows(agreement)
    said, kept = _written(rows)
    today = timezone.localdate()
    sides = sides_of(case)
    parties = people.lettered(case, today)
    letters = {row.pk: party.role for row, party in zip(sides, parties, strict=True)}
    as_first = paper.Facts(
        body=case.organization.name,
        number=agreement_number(case, agreement),
        parties=parties,
        facts_and_issues=_lines(agreement.main_facts),
        responsibility=agreement.responsibility,
        clauses=said,
        performance=kept,
        # 人民调解法第29条: each party has one copy, the committee keeps one.
        copies=len(sides) + 1,
        copy_holders=_("当事人、人民调解委员会各持一份"),
        signatures=tuple(
            SignatureMark(
                role=letters[signer["participation"].pk],
                name=signer["user"].name,
                note="" if signer["signer"] == "party" else _for(signer["participation"]),
            )
            for signer in people.party_signers(case, by_agent=agents)
        ),
        mediators=(SignatureMark(role=_("人民调解员"), name=case.mediator.name),),
        recorder=SignatureMark(role=_("记录人"), name=recorder.name),
        seal=people.body_seal(case, used=False),
        dated=None,
        version=agreement.version,
        verify_code=code,
        verify_address=address,
    )
    return as_first if first is None else _supplement(case, first, rows, as_first)


def _supplement(case, first, rows, text):
    """The same agreement as a supplement: which clauses change or are new, which go on, what is done, what is dropped.

    rows: its own clauses with their due dates. A clause goes on when its sentence stands in both and something of it is
    still to be done; each keeps the number that it has in this agreement.
    """
    before, parts_before = _rows(first), performance.instalments(first)
    done = {clauses.promise_of(part.obligation, part) for part in parts_before if performance.is_done(part)}
    old = {clauses.clause(row, parts) for row, parts in before}
    over = {clauses.clause(row, parts) for row, parts in before if parts and not _open(row, parts, done)}
    numbered = [(line, f"{clauses.numeral(place)}、{line}") for place, line in enumerate(text.clauses, start=1)]
    performed, ended = _of_first(before, rows, done)
    return supplement.Facts(
        **{name: getattr(text, name) for name in text.__dataclass_fields__}
        | {
            "clauses": tuple(line for sentence, line in numbered if sentence not in old),
            "performance": tuple(
                line for row, parts in rows for line in clauses.performance(row, _open(row, parts, done))
            ),
        },
        first_number=agreement_number(case, first),
        first_dated=case.agreed_on,
        kept=tuple(line for sentence, line in numbered if sentence in old - over),
        performed=performed,
        ended=ended,
    )


def _open(row, parts, done):
    """The due dates of a clause that are still to be kept."""
    return [part for part in parts if clauses.promise_of(row, part) not in done]


def _of_first(before, rows, done):
    """(what of the first agreement is done, what the parties drop), as lines: a clause whole, or single due dates."""
    again = {clauses.promise_of(row, part) for row, parts in rows for part in parts}
    said = {clauses.clause(row, parts) for row, parts in rows}
    performed, ended = [], []
    for row, parts in before:
        left = _open(row, parts, done)
        performed += _lines_of(row, parts, [part for part in parts if part not in left])
        if clauses.clause(row, parts) in said:
            continue
        dropped = [part for part in left if clauses.promise_of(row, part) not in again]
        ended += _lines_of(row, parts, dropped) if parts else [_whole(row, parts)]
    return tuple(performed), tuple(ended)


def _lines_of(row, parts, some):
    """Some due dates of a clause of the first agreement as lines; the clause as it stands where these are all of them."""
    if some and len(some) == len(parts):
        return [_whole(row, parts)]
    return [_("原协议{line}").format(line=line) for line in clauses.performance(row, some)] if some else []


def _whole(row, parts):
    sentence = clauses.clause(row, parts)
    return _("原协议第{ordinal}条：{clause}").format(ordinal=clauses.numeral(row.position), clause=sentence)


def _rows(agreement):
    """Its clauses in order, each with its due dates."""
    found = agreement.obligations.select_related("obligor__party", "obligee__party").prefetch_related("instalments")
    return [(row, list(row.instalments.all())) for row in found]


def _written(rows):
    """The sentences of some clauses, and those of how and until when they are kept."""
    said = tuple(clauses.clause(row, parts) for row, parts in rows)
    return said, tuple(line for row, parts in rows for line in clauses.performance(row, parts))


def _lines(text):
    return tuple(line.strip() for line in text.splitlines() if line.strip())


def oral_register(case, by, facts):
    """F07: the same clauses, recorded by the mediator; how it was read and who was there stands with them."""
    agreement = case.agreements.get(state=AgreementState.DRAFT)
    said, kept = _written(_rows(agreement))
    on = timezone.localdate(facts["at"])
    recorder = facts.get("recorder") or case.mediator
    how = []
    if facts.get("read_aloud"):
        how.append(_("调解员已把以上内容念给各方听，各方确认无误。"))
    if facts.get("witness"):
        how.append(_("在场见证人：{name}。").format(name=facts["witness"]))
    if facts.get("interpreter"):
        how.append(_("翻译：{name}。").format(name=facts["interpreter"]))
    return [
        draft(
            case,
            "oral_agreement_register",
            register.Facts(
                body=case.organization.name,
                number=agreement_number(case, agreement),
                parties=people.lettered(case, on),
                facts_and_issues=_lines(agreement.main_facts),
                clauses=said,
                performance=kept,
                agreed=clauses.day(on),
                place=facts.get("place") or case.organization.place,
                how=tuple(how),
                mediators=(SignatureMark(role=_("人民调解员"), name=case.mediator.name),),
                recorder=SignatureMark(role=_("记录人"), name=recorder.name),
                seal=people.body_seal(case, used=False),
                dated=on,
            ),
            version=agreement.version,
        )
    ]


def ask_for_the_register(case, documents, at, recorder):
    """The mediator who recorded it signs the register, and the recorder where there is another."""
    for document in documents.values():
        asked = [people.staff_signer(case.mediator, "mediator")]
        if recorder is not None and recorder != case.mediator:
            asked.append(people.staff_signer(recorder, "recorder"))
        signing.ask(case, document, asked, at=at)


def _for(participation):
    return _("代{name}签").format(name=participation.party.name)


def agreement_number(case, agreement):
    """The agreement's number is the case's; a second version adds -2 (workflow reference § 1)."""
    return case.number if agreement.version == 1 else f"{case.number}-{agreement.version}"


def sealed_agreement(agreement, by, facts):
    """The frozen text again, with the signatures, the mediator's and the seal; ink signatures follow as scans."""
    case, frozen = agreement.case, agreement.document
    text = issue.thaw(frozen.paper, frozen.facts)
    requests = list(agreement.signature_requests.select_related("user", "participation__party", "sheet"))
    parties = [row for row in requests if row.signer not in (Signer.MEDIATOR, Signer.RECORDER)]
    mediators = [row for row in requests if row.signer == Signer.MEDIATOR]
    recorders = [row for row in requests if row.signer == Signer.RECORDER]
    sheets = dict.fromkeys(row.sheet.sha256 for row in requests if row.sheet_id)

    def sealed(code, address):
        values = {name: getattr(text, name) for name in text.__dataclass_fields__}
        return type(text)(
            **values
            | {
                # 甲方、乙方 as the frozen text calls them.
                "signatures": tuple(
                    replace(people.mark_of(row), role=place.role)
                    for row, place in zip(parties, text.signatures, strict=True)
                ),
                "mediators": tuple(people.mark_of(row) for row in mediators),
                "recorder": people.mark_of((recorders or mediators)[0]),
                "seal": people.body_seal(case, used=True),
                "dated": people._date(agreement.seal_used_at),
                "verify_code": code,
                "verify_address": address,
                "text_sha256": frozen.sha256,
            }
        )

    return [
        draft(
            case,
            frozen.paper,
            sealed,
            key="sealed_agreement",
            version=agreement.version,
            attachments=[vault.read(sha) for sha in sheets],
        )
    ]
