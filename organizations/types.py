"""Kinds of body and of venue, and the languages mediators speak: one entry each; code asks the entry, never a kind."""

from dataclasses import dataclass
from enum import StrEnum

from django.utils.translation import gettext_lazy as _


class Level(StrEnum):
    """How high a kind stands in 市 → 区 → 大社区 → 社区(村) → 工作室; ANY follows the body it hangs under."""

    CITY = "city"
    DISTRICT = "district"
    BIG_COMMUNITY = "big_community"
    COMMUNITY = "community"
    STUDIO = "studio"
    ANY = ""


@dataclass(frozen=True)
class CompositionRule:
    """How a committee must be made up (人民调解法第8条、第9条)."""

    fewest: int = 3
    most: int = 9
    needs_a_woman: bool = True
    term_years: int = 3


@dataclass(frozen=True)
class BodyKind:
    """One kind of body; a new kind is one more entry in KINDS and nothing else."""

    code: str
    label: str
    level: Level
    works_cases: bool = False  # opens and mediates cases of its own
    numbers_cases: bool = False  # has its own yearly number series
    seals: bool = False  # has a seal of its own
    charges: bool = False  # 人民调解法第4条: people's mediation never does
    serves_parent: bool = False  # works under its committee, whose head, numbers and seal apply
    sends_disputes: bool = False  # passes disputes on and hears back: hotline, command centre, court
    guides: bool = False  # guides and counts, edits nothing (人民调解法第5条)
    is_place: bool = False  # a place that other bodies look after; nobody works there
    is_offered: bool = True  # may be chosen for a new body
    anchors: str = ""  # the ancestor column that this body fills for everything under it
    composition: CompositionRule | None = None
    never_takes: tuple[str, ...] = ()  # codes of dispute types closed to the whole kind


def _committee(code, label, level, **more):
    """A people's mediation committee: works, numbers and seals its own cases and charges nothing."""
    return BodyKind(code, label, level, works_cases=True, numbers_cases=True, seals=True, **more)


_ELECTED = CompositionRule()

_ALL = (
    _committee("city_committee", _("市人民调解委员会"), Level.CITY, anchors="city", composition=_ELECTED),
    _committee("district_committee", _("区人民调解委员会"), Level.DISTRICT, anchors="district", composition=_ELECTED),
    _committee("big_community_committee", _("大社区人民调解委员会"), Level.BIG_COMMUNITY, composition=_ELECTED),
    _committee("community_committee", _("社区（居民）人民调解委员会"), Level.COMMUNITY, composition=_ELECTED),
    _committee("village_committee", _("村人民调解委员会"), Level.COMMUNITY, composition=_ELECTED),
    _committee("industry_committee", _("行业性专业性人民调解委员会"), Level.ANY, composition=_ELECTED),
    # 商会调委会 is people's mediation all the same, so it is free (domain reference § 0, trap 7).
    _committee("chamber_committee", _("商会人民调解委员会"), Level.ANY, composition=_ELECTED),
    BodyKind("studio", _("调解工作室"), Level.STUDIO, works_cases=True, serves_parent=True),
    # 商事调解条例: licensed apart, may charge, with papers and an effect rule of its own; hidden until those exist.
    BodyKind(
        "commercial",
        _("商事调解组织"),
        Level.ANY,
        works_cases=True,
        numbers_cases=True,
        seals=True,
        charges=True,
        is_offered=False,
        never_takes=("marriage_family", "labour", "wage_arrears", "consumer", "land_acquisition"),
    ),
    BodyKind("court_centre", _("诉前调解中心"), Level.ANY, sends_disputes=True),
    BodyKind("justice_bureau", _("司法局"), Level.ANY, guides=True),
    BodyKind("justice_office", _("司法所"), Level.ANY, guides=True),
    BodyKind("command_centre", _("指挥中心"), Level.ANY, sends_disputes=True),
    BodyKind("hotline", _("政务服务热线"), Level.ANY, sends_disputes=True),
    BodyKind("functional_area", _("功能区管理机构"), Level.ANY, is_place=True),
    BodyKind("residential_quarter", _("小区"), Level.ANY, is_place=True),
)

KINDS: dict[str, BodyKind] = {kind.code: kind for kind in _ALL}


def codes_where(flag):
    """Codes of the kinds whose entry has `flag` set, for queries."""
    return [kind.code for kind in _ALL if getattr(kind, flag)]


def kind_choices():
    """(code, label) of every kind; the model keeps old kinds readable."""
    return [(kind.code, kind.label) for kind in _ALL]


def offered_kind_choices():
    """(code, label) of the kinds that a new body may have."""
    return [(kind.code, kind.label) for kind in _ALL if kind.is_offered]


@dataclass(frozen=True)
class VenueKind:
    """One kind of place or channel where people talk or file."""

    code: str
    label: str
    can_be_booked: bool  # a session can be held there
    takes_filings: bool  # a dispute can be handed in there
    is_online: bool = False


_VENUES = (
    VenueKind("room", _("调解室"), can_be_booked=True, takes_filings=True),
    VenueKind("filing_point", _("收件点"), can_be_booked=False, takes_filings=True),
    VenueKind("deliberation", _("议事场所"), can_be_booked=True, takes_filings=True),
    VenueKind("mobile", _("流动调解点"), can_be_booked=True, takes_filings=True),
    VenueKind("online", _("线上渠道"), can_be_booked=False, takes_filings=True, is_online=True),
)

VENUE_KINDS: dict[str, VenueKind] = {kind.code: kind for kind in _VENUES}


def venue_kind_choices():
    """(code, label) of every kind of venue."""
    return [(kind.code, kind.label) for kind in _VENUES]


# ISO 639 codes: what is spoken at a session; papers are written in Chinese.
LANGUAGES: dict[str, str] = {
    "zh": _("普通话"),
    "hnm": _("海南话"),
    "lic": _("黎语"),
    "hmn": _("苗语"),
    "huq": _("回辉话"),
    "yue": _("粤语"),
    "en": _("英语"),
    "ru": _("俄语"),
}
