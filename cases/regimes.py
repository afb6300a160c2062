"""The legal basis a case runs under: one entry a regime, which decides clocks, papers and effect."""

from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from cases import deadlines


@dataclass(frozen=True)
class Regime:
    """term: the clock of the mediation itself; pauses: what rests during a suspension; needs_seal: the last event that makes an agreement effective; oral: no paper is needed."""

    code: str
    label: str
    basis: str
    term: str
    pauses: tuple
    needs_mediator_signature: bool
    needs_seal: bool
    confirmation: bool
    oral: bool
    exits: tuple


PEOPLE = Regime(
    code="people",
    label=_("人民调解"),
    basis=_("人民调解法"),
    term=deadlines.TERM,
    # No law fixes the term of people's mediation: while the talks rest it rests.
    pauses=(deadlines.TERM,),
    # 人民调解法第29条: parties sign, seal or fingerprint, the mediator signs, the committee's seal is set.
    needs_mediator_signature=True,
    needs_seal=True,
    confirmation=True,
    # 人民调解法第28条: without a paper, where the parties think none is needed.
    oral=True,
    # 人民调解法第26条: the other ways the parties are told of.
    exits=(
        _("可以向有管辖权的人民法院起诉"),
        _("属于劳动争议、农村土地承包纠纷的，可以依法申请仲裁"),
        _("属于行政机关处理的事项，可以请有关行政机关处理"),
        _("双方以后愿意调解的，可以再来申请，不收费"),
    ),
)

REGIMES = {regime.code: regime for regime in (PEOPLE,)}


def of(case):
    """The case's regime."""
    return REGIMES[case.regime]


def running_term(case):
    """The running or resting clock of the mediation itself, or None."""
    return case.deadlines.filter(code=of(case).term, status__in=("running", "paused")).first()
