"""The shapes of the rows that a network is written in."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True)
class Body:
    """One row of Organization; `under` and `split_from` are codes of rows that stand before it."""

    code: str
    kind: str
    name: str
    short_name: str
    under: str = ""
    number_word: str = ""
    place: str = ""
    since: date = date(2011, 1, 1)  # 人民调解法 in force: used where nothing nearer is known
    dispute_types: tuple[str, ...] = ()
    smaller_ethnic_groups: tuple[str, ...] = ()
    split_from: str = ""
    is_invented: bool = False
    note: str = ""


@dataclass(frozen=True)
class Square:
    """One row of Grid."""

    code: str
    body: str
    name: str
    is_invented: bool = False


@dataclass(frozen=True)
class Spot:
    """One row of Venue."""

    code: str
    body: str
    kind: str
    name: str
    address: str = ""
    is_invented: bool = False
    note: str = ""


@dataclass(frozen=True)
class Mediates:
    """What the file of a mediator says."""

    standing_kind: str = "member"
    engagement: str = "part_time"
    is_silver: bool = False
    specialities: tuple[str, ...] = ()
    languages: tuple[str, ...] = ("zh",)
    active_months: tuple[int, ...] = ()
    employer: str = ""


@dataclass(frozen=True)
class Service:
    """One row of Membership."""

    body: str
    role: str
    title: str = ""
    is_deputy: bool = False


@dataclass(frozen=True)
class Person:
    """One invented account with its service; `elected` is the first day of the committee's first term."""

    username: str
    name: str
    sex: str
    services: tuple[Service, ...]
    ethnicity: str = "汉族"
    elected: date = date(2024, 5, 20)
    mediates: Mediates | None = None
    grids: tuple[str, ...] = ()
    enters_admin: bool = False


@dataclass(frozen=True)
class Network:
    """Everything of one city, in the order in which it is loaded."""

    title: str
    bodies: tuple[Body, ...]
    grids: tuple[Square, ...] = ()
    venues: tuple[Spot, ...] = ()
    people: tuple[Person, ...] = ()
