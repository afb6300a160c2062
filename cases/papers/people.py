"""People as the papers print them, and their places to sign."""

from django.utils.translation import gettext as _

from cases.clauses import numeral
from cases.models.people import Mandate, Participation
from cases.models.signature import SignatureRequest
from cases.workflow.requirements import sides_of
from documents import vault
from documents.papers.people import PartyFacts, SignatureMark
from organizations.seals import seal_in_force

LETTERS = "甲乙丙丁戊己庚辛壬癸"
APART = _("另附")


def party_facts(participation, role, on):
    """One party with the six fields of the forms; protected people's contacts are kept on a sheet apart."""
    party = participation.party
    agents = [
        f"{mandate.person.name}（{mandate.get_kind_display()}）"
        for mandate in participation.mandates.all()
        if mandate.ended_at is None
    ]
    apart = party.safe_contact
    return PartyFacts(
        role=str(role),
        name=party.name,
        sex=party.get_sex_display(),
        ethnicity=party.ethnicity,
        age=party.age_on(on),
        occupation=party.occupation or party.employer,
        contact=APART if apart and party.phone else (party.phone or party.contact_phone),
        address=APART if apart and party.address else party.address,
        is_organization=party.is_organization,
        legal_representative=party.legal_representative,
        legal_representative_title=party.legal_representative_title,
        agents=tuple(agents),
    )


def parties_of(case, on):
    """Both sides, 申请人 and 被申请人."""
    return tuple(party_facts(row, row.get_side_display(), on) for row in sides_of(case))


def lettered(case, on):
    """Both sides as an agreement calls them: 甲方、乙方……, and from the eleventh on 第十一方."""
    return tuple(party_facts(row, _letter(place), on) for place, row in enumerate(sides_of(case)))


def _letter(place):
    if place < len(LETTERS):
        return _("{letter}方").format(letter=LETTERS[place])
    return _("第{ordinal}方").format(ordinal=numeral(place + 1))


def empty_marks(case, side=None):
    """A place to sign for every party (of one side)."""
    return tuple(
        SignatureMark(role=row.get_side_display(), name=row.party.name)
        for row in sides_of(case)
        if side is None or row.side == side
    )


def party_signers(case, *, by_agent=(), side=None):
    """Who signs for each party, in printing order: the person, a guardian, a legal representative, or a full agent.

    民法典第19–23条 (guardians act for those without capacity), 民事诉讼法第62条 (special powers to settle).
    """
    found = []
    for row in sides_of(case):
        if side is not None and row.side != side:
            continue
        mandates = [m for m in row.mandates.select_related("user").order_by("pk") if m.in_force]
        guardian = next((m for m in mandates if m.kind == Mandate.Kind.GUARDIAN), None)
        agent = next((m for m in mandates if m.kind == Mandate.Kind.AGENT and m.may_settle), None)
        legal = next((m for m in mandates if m.kind == Mandate.Kind.LEGAL_REPRESENTATIVE), None)
        if guardian is not None:
            found.append(_signer("guardian", row, guardian))
        elif agent is not None and row in by_agent:
            found.append(_signer("agent", row, agent))
        elif row.party.is_organization:
            found.append(_signer("legal_representative", row, legal))
        else:
            found.append(_signer("party", row, None))
    return found


def _signer(signer, participation, mandate):
    user = mandate.user if mandate else participation.user
    return {"signer": signer, "participation": participation, "mandate": mandate, "user": user}


def staff_signer(user, signer):
    """A mediator or recorder as a signer."""
    return {"signer": signer, "participation": None, "mandate": None, "user": user}


def mark_of(request):
    """A signature as it stands in the paper; an organization's and an agent's line says for whom."""
    name = request.user.name
    note = ""
    if request.participation_id and request.signer != SignatureRequest.Signer.PARTY:
        note = _("代{name}签").format(name=request.participation.party.name)
    role = request.participation.get_side_display() if request.participation_id else request.get_signer_display()
    if request.status != SignatureRequest.Status.SIGNED:
        return SignatureMark(role=role, name=name, note=note)
    return SignatureMark(
        role=role,
        name=name,
        way=request.way,
        image_sha256=request.image_sha256,
        signed_on=_date(request.signed_at),
        note=note,
    )


def _date(moment):
    from cases.deadlines import local_date

    return local_date(moment)


def body_seal(case, *, used):
    """The committee's seal over the date, or the empty place for it."""
    role = _("人民调解委员会印")
    seal = seal_in_force(case.organization) if used else None
    if seal is None:
        return SignatureMark(role=role, name=case.organization.name)
    return SignatureMark(role=role, name=case.organization.name, way="seal", image_sha256=vault.put(bytes(seal.image)))


__all__ = ["Participation"]
