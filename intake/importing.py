"""An older register carried over: every line checked like the register's page, each good one registered by itself.

A line is known again by its words (`key_of`), so a file sent twice, or sent by a colleague, makes nothing twice.
"""

import json
import uuid
from dataclasses import dataclass, field
from datetime import timedelta

from django.urls import reverse
from django.utils.translation import gettext as _

from accounts.roles import Role
from cases.models import SubmittedForm
from encryption import keyring
from intake import columns, counter, duplicates
from intake.forms import counter as register
from intake.forms import sheet as forms
from intake.kept import Shelf
from intake.workbook import Row
from notices import outbox
from organizations import roster

SHELF = Shelf("import", "intake.import", timedelta(days=3))
PORTION = 50  # lines registered at one press: a page must not keep anybody waiting for a minute


@dataclass
class Sheet:
    """A file on its way into the register. body: its id; refused: {line: why the engine did not take it}

    alike: the lines that somebody looked at and wants registered although they look like another case
    """

    key: str = ""
    name: str = ""
    body: int = 0
    rows: list = field(default_factory=list)
    refused: dict = field(default_factory=dict)
    alike: list = field(default_factory=list)

    @property
    def lines(self):
        return [Row(number, cells, tuple(lost)) for number, cells, lost in self.rows]


@dataclass(frozen=True)
class Around:
    """What a line's form needs to know: the one body, and no grids."""

    user: object
    bodies: list
    grids: tuple = ()


@dataclass
class Line:
    """One line as the check page shows it. case: what it has become; flaws: [(heading, sentence)]; found: what it looks like"""

    row: Row
    once: uuid.UUID
    entry: counter.Entry | None
    flaws: list
    case: object = None
    found: duplicates.Found = duplicates.Found()
    insisted: bool = False

    @property
    def number(self):
        return self.row.number

    @property
    def names(self):
        """The two sides as they were written."""
        return [name for name in (self.row.cells.get(str(column.heading)) for column in NAMES) if name]

    @property
    def is_ready(self):
        """Whether it is registered at the next press."""
        return self.case is None and not self.flaws and (self.insisted or not self.found)

    @property
    def is_alike(self):
        """Whether somebody has to say first that it is not the same."""
        return self.case is None and not self.flaws and bool(self.found)

    @property
    def why(self):
        """What is wrong with it, in one cell."""
        return "；".join(f"{heading}：{text}" if heading else text for heading, text in self.flaws)


NAMES = [column for column in columns.COLUMNS if column.name == "name"]


# --- what is kept ------------------------------------------------------------


def keep(user, body, name, rows):
    """Keep the lines of a file for the one who sent it, in place of an earlier file."""
    sheet = Sheet(str(uuid.uuid4()), name[:100], body.pk, [[row.number, row.cells, list(row.lost)] for row in rows])
    with SHELF.changing(user) as page:
        page.text = _written(sheet)


def load(user):
    """The Sheet that the user is carrying over, an empty one without any."""
    return _read(SHELF.read(user))


def drop(user):
    """Forget it: what became cases is there, the rest is in the file on somebody's desk."""
    SHELF.drop(user)


def _read(text):
    try:
        return Sheet(**json.loads(text)) if text else Sheet()
    except (TypeError, ValueError):
        return Sheet()


def _written(sheet):
    return json.dumps(vars(sheet), ensure_ascii=False)


# --- checking ----------------------------------------------------------------


def check(sheet, body, user):
    """The sheet's Lines; as many queries for five hundred as for one."""
    known, around = columns.words(), Around(user, [body])
    found = [_line(row, around, known) for row in sheet.lines]
    done = {
        form.key: form.case
        for form in SubmittedForm.objects.filter(key__in=[line.once for line in found], case__organization=body)
        .select_related("case")
        .only("key", "case__uid", "case__dispute")
    }
    first = {}
    for line in found:
        line.case = done.get(line.once)
        if line.once in first:
            line.flaws.append(("", _("和第{number}行一样，不另外登记。").format(number=first[line.once])))
        first.setdefault(line.once, line.number)
        if line.case is None and str(line.number) in sheet.refused:
            line.flaws += [("", text) for text in sheet.refused[str(line.number)]]
        line.insisted = line.number in sheet.alike
    _look_for_others(found, body, user, {case.dispute_id for case in done.values()})
    return found


def _look_for_others(lines, body, user, ours):
    open_lines = [line for line in lines if line.entry is not None and line.case is None and not line.flaws]
    asked = [([person for _side, person in line.entry.people], line.entry.place) for line in open_lines]
    for line, found in zip(open_lines, duplicates.look_through(user, body, asked, but=ours), strict=True):
        line.found = found


def _line(row, around, known):
    once = key_of(row, around.bodies[0])
    matter, people = forms.forms_of(row, around, known, once)
    right = all([form.is_valid() for form in (matter, *people)]) and not row.lost
    found = forms.flaws(row, matter, people)
    if right and not register.can_be_reached(people):
        found.append((str(columns.heading_of(columns.APPLICANT, "phone")), register.NOBODY_TO_REACH))
    if right and matter.asks_for_nothing:
        found.append((str(columns.heading_of(columns.MATTER, "requests")), register.NOTHING_ASKED))
    return Line(row, once, _entry(matter, people, around.bodies[0]) if right else None, found)


def _entry(matter, people, body):
    data = matter.cleaned_data
    return counter.Entry(
        body=body,
        grid=None,
        dispute_type=data["dispute_type"],
        source=data["source"],
        title="",
        summary=data["summary"],
        place=data["place"],
        requests=matter.request_lines(),
        danger=data["danger"],
        people=tuple((form.cleaned_data["side"], form.person()) for form in people),
        happened_at=data["reported_at"],
        origin_reference=data["origin_reference"],
        carried_over=True,
    )


def key_of(row, body):
    """The key under which a line counts once at its body, whoever sends it and wherever in a file it stands."""
    words = json.dumps([str(body.pk), sorted(row.cells.items())], ensure_ascii=False)
    return uuid.UUID(keyring.blind_index(words, context="intake.import.line")[:32])


# --- registering -------------------------------------------------------------


def register_some(user, body, key, alike, carry_out):
    """Register the next portion of the good lines, each by itself; (how many became cases, how many are left).

    key: of the sheet as it was shown; another one by now registers nothing and gives None
    alike: the numbers of lines that look like another case and are registered all the same
    carry_out: takes what registers one line, gives (its case, []) or (None, why not), as every door has it
    """
    with SHELF.changing(user) as page:
        sheet = _read(page.text)
        if sheet.key != key or sheet.body != body.pk:
            return None
        sheet.alike = sorted({*sheet.alike, *alike})
        page.text = _written(sheet)
    ready = [line for line in check(sheet, body, user) if line.is_ready]
    refused, made = {}, 0
    for line in ready[:PORTION]:
        case, problems = carry_out(lambda line=line: _register(line, user))
        made += case is not None
        if case is None:
            refused[str(line.number)] = problems
    with SHELF.changing(user) as page:
        sheet = _read(page.text)
        if sheet.key == key:
            sheet.refused |= refused
            page.text = _written(sheet)
    if made:
        _tell_heads(body, user, made, ready[0].once)
    return made, len(ready[PORTION:])


def _register(line, user):
    return counter.register(line.entry, by=user, once=line.once, hand_over=True)


def _tell_heads(body, by, count, first):
    """One message for all of them."""
    for head in roster.members(body, Role.HEAD):
        if head.pk == by.pk:
            continue
        outbox.post(
            key=f"import:{first}:{head.pk}",
            kind="import_cases",
            channel="in_app",
            user=head,
            subject=_("补录了{count}件").format(count=count),
            body=_("{name}补录了{count}件，等您受理。").format(name=by.name, count=count),
            link=f"{reverse('cases:list')}?view=all&state=intake",
        )
