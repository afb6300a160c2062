"""Papers about who speaks for whom: powers of attorney, who represents an organization, whom a large side elected."""

from django.utils import timezone
from django.utils.translation import gettext as _

from cases import filing, signing
from cases.clauses import day
from cases.models.people import APPOINTED, Mandate
from cases.papers import people
from cases.papers.rendering import draft
from documents.models import Document
from documents.papers import legal_representative_certificate as certificate_paper
from documents.papers import power_of_attorney as power_paper
from documents.papers import representatives_election as election_paper
from documents.papers.people import SignatureMark
from parties import registry


def _key(case, code):
    """A paper that a case may hold several of is counted in its key."""
    return f"{code}_{Document.objects.filter(dossier=case.uid, paper=code).count() + 1}"


def _own_signer(case, participation):
    """Who signs for one side himself (a guardian, a legal representative, the party), None for an interested person."""
    return next((row for row in people.party_signers(case) if row["participation"] == participation), None)


def _mark(case, participation, role):
    """The place for the hand of a party, or of who represents it by law."""
    signer = _own_signer(case, participation)
    party = participation.party
    name = signer["user"].name if signer else party.name
    note = "" if name == party.name else _("代{name}签").format(name=party.name)
    return SignatureMark(role=role, name=name, note=note)


def power_of_attorney(case, by, facts):
    """授权委托书 for an agent; guardians and legal representatives stand on the law, not on a paper of their client."""
    if facts["kind"] not in APPOINTED:
        return []
    participation, person = facts["participation"], registry.clean(**facts["person"])
    today = timezone.localdate(facts["at"])
    named = filing.powers_named(facts["kind"], facts.get("special_powers", False), facts.get("powers", ()))
    start, until = facts.get("valid_from") or today, facts.get("valid_until")
    end = _("至{day}止").format(day=day(until)) if until else _("至本案办结止")
    return [
        draft(
            case,
            "power_of_attorney",
            power_paper.Facts(
                body=case.organization.name,
                number=case.number,
                matter=case.dispute.title,
                principal=f"{participation.party.name}（{participation.get_side_display()}）",
                agent=person["name"],
                relation=facts.get("relation", ""),
                contact=people.APART if person.get("safe_contact") and person["phone"] else person["phone"],
                special=power_paper.powers(named),
                matters=facts.get("matters", ""),
                term=_("{day}起").format(day=day(start)) + end,
                principal_signature=_mark(case, participation, _("委托人")),
                agent_signature=SignatureMark(role=_("受托人"), name=person["name"]),
                dated=today,
            ),
            key=_key(case, "power_of_attorney"),
        )
    ]


def ask_for_the_power(case, documents, mandate, at):
    """The principal signs, and the agent beside him."""
    principal = _own_signer(case, mandate.participation)
    agent = {"signer": "agent", "participation": mandate.participation, "mandate": mandate, "user": mandate.user}
    for document in documents.values():
        signing.ask(case, document, [*([principal] if principal else ()), agent], at=at)


def representative_of(participation):
    """(name, post) of who represents an organization by law: the mandate on record, else what its own row says."""
    party = participation.party
    mandates = participation.mandates.filter(kind=Mandate.Kind.LEGAL_REPRESENTATIVE).select_related("person")
    current = next((row.person for row in mandates if row.in_force), None)
    if current is None:
        return party.legal_representative, party.legal_representative_title
    same = current.name == party.legal_representative
    return current.name, current.occupation or (party.legal_representative_title if same else "")


def certificate(case, by, facts):
    """法定代表人身份证明书, to be sealed by the organization."""
    participation = facts["participation"]
    party = participation.party
    name, post = representative_of(participation)
    return [
        draft(
            case,
            "legal_representative_certificate",
            certificate_paper.Facts(
                body=case.organization.name,
                number=case.number,
                matter=case.dispute.title,
                organization=party.name,
                credit_code=party.id_number,
                address=people.APART if party.safe_contact and party.address else party.address,
                representative=name,
                post=facts.get("post") or post,
                signature=SignatureMark(role=str(participation.get_side_display()), name=party.name),
                dated=timezone.localdate(facts["at"]),
            ),
            key=_key(case, "legal_representative_certificate"),
        )
    ]


def ask_for_the_seal(case, documents, participation, at):
    """Whoever represents the organization seals or signs it."""
    signer = _own_signer(case, participation)
    for document in documents.values():
        signing.ask(case, document, [signer] if signer else [], at=at)


def election(case, by, facts):
    """推选代表人决定书, with a place in its list for everybody who elects."""
    names = [row.party.name for row in facts["electors"]] + list(facts.get("others", ()))
    elected = list(facts["representatives"])
    return [
        draft(
            case,
            "representatives_election",
            election_paper.Facts(
                body=case.organization.name,
                number=case.number,
                matter=case.dispute.title,
                side=str(elected[0].get_side_display()),
                count=str(len(names)),
                representatives=tuple(row.party.name for row in elected),
                electors=tuple(names),
                dated=timezone.localdate(facts["at"]),
            ),
            key=_key(case, "representatives_election"),
        )
    ]


def ask_the_electors(case, documents, electors, at):
    """Everybody on record who elects is asked to sign; who is not signs in the list by hand."""
    keys = {row.pk for row in electors}
    signers = [row for row in people.party_signers(case) if row["participation"].pk in keys]
    for document in documents.values():
        signing.ask(case, document, signers, at=at)
