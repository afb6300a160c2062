"""Whether somebody may mediate a dispute: ties to a party, found before the assignment (人民调解法第3、15条)."""

from dataclasses import dataclass

from django.db.models import Count, Q
from django.utils.translation import gettext as _

from cases.models.case import Case
from cases.models.people import Mandate, Participation, Relation
from cases.states import RUNNING
from cases.step import Closed
from organizations import roster
from organizations.models import MediatorProfile
from parties.identity import IdentityError, check_phone
from parties.models import Party
from parties.registry import index_of_phone


@dataclass(frozen=True)
class Suggestion:
    """One mediator as the head sees him: reasons for, ties against, open cases now.

    skills: those of the reasons that are no secret, in the words of every language, for a party that chooses
    """

    mediator: object
    skills: tuple
    reasons: tuple
    ties: tuple
    load: int


def ties(user, dispute, people=None):
    """Every known tie between `user` and the people of a dispute, as Closed sentences; empty when impartial."""
    return ties_of([user], dispute, people)[user.pk]


def ties_of(users, dispute, people=None, *, reporting=True):
    """{user id: ties} of several users at once, in as many queries as for one.

    reporting: whether having reported the quarrel is one: it keeps from mediating, not from an errand
    """
    people = people if people is not None else people_of(dispute)
    employers = dict(MediatorProfile.objects.filter(user__in=users).values_list("user", "employer"))
    parties = set(dispute.participations.filter(user__in=users).values_list("user", flat=True))
    declared = {}
    for relation in Relation.objects.filter(dispute=dispute, user__in=users):
        declared.setdefault(relation.user_id, []).append(relation.text)
    phones = {user.pk: phone_index(user.phone) if user.phone else "" for user in users}
    met, spoke = _earlier_roles(set(phones.values()) - {""}, dispute, people)
    law = _("人民调解法第15条，应当回避")
    found = {}
    for user in users:
        own = phones[user.pk]
        sentences = _with_people(user, people, own, employers.get(user.pk, ""))
        if reporting and dispute.registered_by_id == user.pk and not dispute.on_the_spot:
            sentences.append(_("这起纠纷是{name}自己报的").format(name=user.name))
        if user.pk in parties:
            sentences.append(_("{name}就是本案当事人").format(name=user.name))
        sentences += [
            _("{name}以前和{party}打过交道，是另一起纠纷的当事人").format(name=user.name, party=party)
            for party in met.get(own, ())
        ]
        sentences += [
            _("{name}做过{party}的代理人").format(name=user.name, party=party) for party in spoke.get(own, ())
        ]
        sentences += [
            _("{name}和当事人有关系：{tie}").format(name=user.name, tie=text) for text in declared.get(user.pk, ())
        ]
        found[user.pk] = tuple(Closed(sentence, law=law) for sentence in sentences)
    return found


def _with_people(user, people, own_phone, employer):
    """Ties that the people's own data tell: the same telephone, the same firm."""
    found = []
    for person in people:
        if own_phone and person.phone_index == own_phone:
            found.append(_("{name}的电话和{party}的一样").format(name=user.name, party=person.name))
        if employer and employer in (person.name, person.employer):
            found.append(
                _("{name}在{employer}工作，和{party}有关").format(name=user.name, employer=employer, party=person.name)
            )
    return found


def _earlier_roles(phones, dispute, people):
    """Two dicts {phone index: names}: whom its holder met in another dispute, and whom he spoke for."""
    keys = [person.id_index for person in people if person.id_index]
    if not phones or not keys:
        return {}, {}
    disputes = {}
    theirs = Participation.objects.filter(party__phone_index__in=phones).exclude(dispute=dispute)
    for phone, pk in theirs.values_list("party__phone_index", "dispute"):
        disputes.setdefault(pk, set()).add(phone)
    met = {}
    rows = Participation.objects.filter(dispute__in=disputes, party__id_index__in=keys)
    for pk, phone, name in rows.values_list("dispute", "party__phone_index", "party__name"):
        for holder in disputes[pk] - {phone}:
            met.setdefault(holder, []).append(name)
    spoke = {}
    mandates = Mandate.objects.filter(person__phone_index__in=phones, participation__party__id_index__in=keys)
    for phone, name in mandates.values_list("person__phone_index", "participation__party__name"):
        spoke.setdefault(phone, []).append(name)
    return met, spoke


def phone_index(phone):
    """The blind index under which a party with this telephone would be found; "" for what is no telephone."""
    try:
        return index_of_phone(check_phone(phone))
    except IdentityError:
        return ""


def people_of(dispute):
    """The parties and those who speak for them, as Party rows."""
    return list(
        Party.objects.filter(Q(participation__dispute=dispute) | Q(mandate__participation__dispute=dispute)).distinct()
    )


def suggest(case):
    """The body's mediators in term, impartial ones first, with the reasons a head weighs (workflow § 2)."""
    people = people_of(case.dispute)
    mediators = list(roster.mediators(case.organization))
    profiles = {row.user_id: row for row in MediatorProfile.objects.filter(user__in=mediators)}
    loads = dict(
        Case.objects.filter(mediator__in=mediators, state__in=RUNNING)
        .values_list("mediator")
        .annotate(count=Count("id"))
    )
    tied = ties_of(mediators, case.dispute, people)
    wished = _wishes(case)
    found = []
    for mediator in mediators:
        profile, load = profiles.get(mediator.pk), loads.get(mediator.pk, 0)
        skills = _skills(case, people, profile, _("擅长这类纠纷"))
        busy = _("手上没有在办的案件") if not load else _("手上在办{count}件").format(count=load)
        known = _skills(case, people, profile, _("擅长{type}").format(type=case.dispute_type.name))
        reasons = (*wished.get(mediator.pk, ()), *known, busy)
        found.append(Suggestion(mediator, skills, reasons, tied[mediator.pk], load))
    return sorted(found, key=lambda one: (bool(one.ties), -len(one.reasons), one.load, one.mediator.pk))


def _wishes(case):
    """{mediator id: who asked for him}: the latest word of each side (人民调解法第19条)."""
    latest = {row.participation_id: row for row in case.mediator_choices.select_related("participation__party")}
    found = {}
    for row in latest.values():
        found.setdefault(row.mediator_id, []).append(_("{name}想请").format(name=row.participation.party.name))
    return found


def _skills(case, people, profile, fits):
    skills = []
    if profile is not None:
        if case.dispute_type.code in profile.specialities:
            skills.append(fits)
        if profile.is_silver:
            skills.append(_("银龄志愿者，时间充裕"))
        spoken = {person.language for person in people} & set(profile.languages) - {"zh"}
        if spoken:
            skills.append(_("会说当事人的语言"))
    return tuple(skills)
