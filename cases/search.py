"""Finding cases by what somebody types: a number, the matter code, a telephone or ID number, a name, a title, a place."""

import re
import unicodedata
from dataclasses import dataclass

from django.utils.translation import gettext as _

from cases import finding, numbering, standing
from cases.condition import NEVER, Condition, among, any_of, fetch, marks
from parties import registry
from parties.identity import ID_KINDS, IdentityError, check_phone

LONGEST = 60
SHORTEST_ADDRESS = 5
SERIAL = re.compile(r"0*(\d{1,5})号?")


@dataclass(frozen=True)
class Reading:
    """One way to understand what was typed.

    condition: what it asks of a case; told: what it asks of a case of which the user sees title and state word only
    at: (ids of bodies) -> the condition among their cases alone, where the index knows the bodies
    reasons: (why a case is found, the condition of that alone) of each place, where one reading looks in several
    """

    label: str
    condition: Condition
    told: Condition = NEVER
    at: object = None
    reasons: tuple = ()

    def within(self, scope):
        """A function that makes the condition for a branch of the scope."""

        def asked(branch):
            if branch in scope.whole:
                near = self.at is not None and isinstance(branch, standing.AtBodies)
                return self.at(branch.bodies) if near else self.condition
            return self.told | (self.condition & any_of(scope.whole))

        return asked

    def why(self, rows):
        """The label of a page of these rows: only the places where something was found, in one query."""
        shown = [row.pk for row in rows if row.full]
        if not self.reasons or not shown:
            return self.label
        parts, params = [], []
        for place, (_label, condition) in enumerate(self.reasons):
            parts.append(f"SELECT {place} FROM cases_case WHERE cases_case.id IN ({marks(shown)}) AND {condition.sql}")
            params += [*shown, *condition.params]
        found = {place for (place,) in fetch(" UNION ".join(parts), params)}
        return _("、").join(label for place, (label, _condition) in enumerate(self.reasons) if place in found)


def asks_for_more(typed):
    """Whether it is a single Chinese character: half of all cases would answer to it."""
    typed = finding.characters(typed)
    return len(typed) == 1 and finding.is_han(typed[0])


def readings(typed):
    """The ways to understand `typed`, likeliest first; empty for nothing. The first that finds something counts."""
    text = " ".join(unicodedata.normalize("NFKC", typed).split())[:LONGEST]
    return [*_by_number(text), *_by_person(text), *_by_words(text)] if text else []


def _by_number(text):
    key = numbering.fold(text)
    serial = SERIAL.fullmatch(key)
    if serial:
        word = [[finding.serial(serial.group(1))]]
        yield Reading(_("案号"), finding.holds(word), at=lambda bodies: finding.holds(word, bodies=bodies))
    elif re.search(r"\(\d{4}\)", key):
        yield Reading(_("案号"), among("cases_case.number_key", (key, f"{key}号")))
    code = key.replace("-", "")
    if len(code) == 13 and code[:12].isalnum() and code.isascii() and _checks(code):
        matter = Condition("cases_case.dispute_id IN (SELECT id FROM cases_dispute WHERE matter_code = %s)", (code,))
        yield Reading(_("一案一码"), matter)


def _checks(code):
    try:
        return numbering.check_character(code[:12]) == code[12]
    except ValueError:
        return False


def _by_person(text):
    try:
        phone = check_phone(text)
    except IdentityError:
        phone = ""
    if phone:
        yield Reading(_("电话"), _has_person("phone_index", [registry.index_of_phone(phone)]))
    indexes = {registry.index_of_id(number) for kind in ID_KINDS.values() if (number := _number(kind, text))}
    if indexes:
        yield Reading(_("证件号"), _has_person("id_index", sorted(indexes)))
    if len(text) >= SHORTEST_ADDRESS:
        yield Reading(_("住址"), _has_person("address_index", [registry.index_of_address(text)]))


def _number(kind, text):
    """The number in its normal form if it is one of this kind; short ones are left to the search by words."""
    try:
        return kind.check(text) if re.search(r"\d{5}", text) else ""
    except IdentityError:
        return ""


def _has_person(column, indexes):
    """A condition on Case: a party, or who speaks for one, has one of these keyed indexes."""
    people = f"SELECT id FROM parties_party WHERE {column} IN ({marks(indexes)})"
    return Condition(
        "cases_case.dispute_id IN (SELECT dispute_id FROM cases_participation"
        f" WHERE left_at IS NULL AND party_id IN ({people})"
        " UNION ALL SELECT dispute_id FROM cases_participation JOIN cases_mandate"
        " ON cases_mandate.participation_id = cases_participation.id"
        f" WHERE left_at IS NULL AND ended_at IS NULL AND person_id IN ({people}))",
        (*indexes, *indexes),
    )


def _by_words(text):
    """Any part of a name, a title, a place or a number, and the beginning of a name's pinyin or its initials."""
    asked = {mark: finding.pairs(mark, text) for mark in (finding.NAME, finding.TITLE, finding.PLACE, finding.NUMBER)}
    if not asked[finding.NAME]:
        return
    sound = finding.sound(text)
    labels = {finding.TITLE: _("纠纷名称"), finding.PLACE: _("地点"), finding.NUMBER: _("案号")}
    reasons = [(_("姓名"), finding.holds([asked[finding.NAME]]))]
    reasons += [(label, finding.holds([asked[mark]])) for mark, label in labels.items()]
    if sound:
        reasons.append((_("姓名的拼音"), finding.holds([], sound)))
    yield Reading(
        _("姓名、纠纷名称和地点"),
        finding.holds(asked.values(), sound),
        told=finding.holds([asked[finding.TITLE]]),
        at=lambda bodies: finding.holds(asked.values(), sound, bodies),
        reasons=tuple(reasons),
    )
