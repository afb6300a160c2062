"""The timeline as people read it: entries somebody may see, their sentences, and the words under each."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from accounts.models import User
from accounts.roles import Role
from cases import clauses, standing, titles
from cases.models.after import Complaint
from cases.models.agreement import Agreement
from cases.models.case import Case
from cases.models.clock import Pause
from cases.models.contacts import Absence, Call, RiskReport
from cases.models.dictionary import Reason
from cases.models.entry import Entry
from cases.models.errand import Errand
from cases.models.obligation import PerformanceRecord
from cases.models.people import Assignment, Consent, Mandate, Objection, Participation
from cases.models.practice import Investigation, InvitedPerson, ProgressReport, Service
from cases.models.talks import Note, Offer, Report, Session
from cases.models.visit import Visit
from cases.states import Outcome
from cases.step import steps_of
from documents.models import Document
from mediation import days

MACHINES = {model._meta.model_name: model for model in (Case, Agreement)}

# Which placeholder of a log sentence is an id of what; everything else is printed as it is.
PEOPLE = {"mediator", "former", "recused", "sealer", "signer", "checked_by", "asked_of"}
LABELS = {
    "channel": Consent.Channel,
    "basis": Assignment.Basis,
    "result": Session.Result,
    "satisfaction": Visit.Satisfaction,
    "outcome": Outcome,
    "kind": PerformanceRecord.Kind,
    "entered": Participation.Entered,
    "answer": Call.Answer,
    "excuse": Absence.Excuse,
    "danger": RiskReport.Kind,
    "level": RiskReport.Level,
    "about": Complaint.About,
    "ruling": Objection.Ruling,
    "way": Service.Way,
    "capacity": InvitedPerson.Capacity,
    "addressee": ProgressReport.Addressee,
    "side": Participation.Side,
    "what": Errand.What,
    "dropped_why": Errand.Dropped,
}


@dataclass(frozen=True)
class Line:
    """One entry as it stands on a page. private: kept out of everything that prints."""

    entry: Entry
    sentence: str
    actor: str
    audience: str
    private: bool
    late: bool
    text: str
    document: object
    by_system: bool


def entries_for(case, user, held=None):
    """The entries of a case that a user may read, newest first (a party sees what everybody sees)."""
    held = held if held is not None else standing.pairs(user, case)
    audiences = []
    if standing.role_among(held, "read_shared_record"):
        audiences.append(Entry.Audience.EVERYBODY)
    if standing.role_among(held, "view_full_case") in (Role.CLERK, Role.HEAD, Role.MEDIATOR, Role.BUREAU):
        audiences.append(Entry.Audience.OFFICE)
    if standing.role_among(held, "read_private_talk"):
        audiences.append(Entry.Audience.MEDIATOR)
    found = case.entries.filter(audience__in=audiences)
    if standing.role_among(held, "read_private_talk"):
        found = found | case.entries.filter(audience=Entry.Audience.AUTHOR, actor=user)
    return found.select_related("actor").order_by("-place")


def lines(case, user, held=None, limit=None, known=(), **narrower):
    """The page's lines: a constant number of queries whatever their number.

    user: the reader; None with `held` for the office's own log
    known: rows the page has read already, so that they are not read again; narrower: lookups on Entry
    """
    entries = list(entries_for(case, user, held).filter(**narrower)[:limit])
    book = _Book(entries, known, office=user is None or user.kind == User.Kind.STAFF)
    return [book.line(entry) for entry in entries]


def since(case, user, version, held=None):
    """The lines a user may read of what happened after the case had moved `version` times, newest first."""
    moved, place = 0, 0
    for at, machine, name in case.entries.order_by("place").values_list("place", "machine", "step"):
        if moved == version:
            break
        place = at
        moved += steps_of(MACHINES[machine])[name].target is not None
    return lines(case, user, held, place__gt=place)


def said(case, user, step):
    """What the newest entry of a step says, "" when this user may not read it."""
    found = lines(case, user, limit=1, step=step)
    return found[0].sentence if found else ""


def sentences(case):
    """Every entry of a case as a sentence, oldest first (for tests, the walk and the office's own log)."""
    entries = list(case.entries.select_related("actor").order_by("place"))
    book = _Book(entries)
    return [book.line(entry).sentence for entry in entries]


class _Book:
    """What the sentences of some entries need, fetched once a table."""

    def __init__(self, entries, known=(), *, office=False):
        self.rows, self.office = {}, office
        for row in known:
            self.rows.setdefault(type(row), {})[row.pk] = row
        wanted = {}
        for entry in entries:
            for name, value in entry.facts.items():
                table = self._table(name)
                if table and value is not None:
                    wanted.setdefault(table, set()).update(value if isinstance(value, list) else [value])
        for table, keys in wanted.items():
            missing = keys - self.rows.get(table, {}).keys()
            if missing:
                self.rows.setdefault(table, {}).update(self._fetch(table, missing))

    @staticmethod
    def _table(name):
        if name in PEOPLE:
            return User
        if name.startswith("document"):
            return Document
        return {
            "participation": Participation,
            "elected": Participation,
            "mandate": Mandate,
            "reasons": Reason,
            "note": Note,
            "session": Session,
            "offer": Offer,
            "report": Report,
            "call": Call,
            "risk": RiskReport,
            "investigation": Investigation,
            "invited": InvitedPerson,
            "progress": ProgressReport,
            "answered_risk": RiskReport,
            "answered_errand": Errand,
            "pause": Pause,
        }.get(name)

    @staticmethod
    def _fetch(table, keys):
        rows = table.objects.filter(pk__in=keys)
        if table is Participation:
            rows = rows.select_related("party")
        if table is Mandate:
            rows = rows.select_related("person")
        if table in (Note, Investigation):
            rows = rows.select_related("participation__party")
        return {row.pk: row for row in rows}

    def _word(self, name, value, facts):
        if name == "purpose":
            label = Consent.Purpose(value).label
            return label if facts.get("given", True) else _("不{label}").format(label=label)
        if name in LABELS and value in LABELS[name].values:
            return LABELS[name](value).label
        table = self._table(name)
        if table is None:
            return self._plain(value)
        if isinstance(value, list):
            return _("、").join(str(self.rows[table].get(key, "")) for key in value)
        row = self.rows.get(table, {}).get(value)
        return (
            _("《{title}》").format(title=titles.of_paper(row.title)) if isinstance(row, Document) else str(row or "")
        )

    @staticmethod
    def _plain(value):
        import datetime as dt

        if isinstance(value, str) and len(value) == 10 and value[4:5] == "-" and value[7:8] == "-":
            return days.full(dt.date.fromisoformat(value))
        return value

    def line(self, entry):
        spec = steps_of(MACHINES[entry.machine])[entry.step]
        words = {name: self._word(name, value, entry.facts) for name, value in entry.facts.items()}
        document = next(
            (
                self.rows[Document].get(value)
                for name, value in entry.facts.items()
                if name.startswith("document") and not isinstance(value, list) and Document in self.rows
            ),
            None,
        )
        return Line(
            entry=entry,
            sentence=self._talk(entry) or str(spec.log).format(**words),
            actor=entry.actor.name,
            audience=entry.get_audience_display(),
            private=entry.audience in (Entry.Audience.MEDIATOR, Entry.Audience.AUTHOR),
            late=(entry.entered_at - entry.event_at).total_seconds() > 24 * 3600,
            text=self._text(entry),
            document=document,
            by_system=entry.actor.kind == User.Kind.SYSTEM,
        )

    def _talk(self, entry):
        """A talk with one side alone is named by whom it was with; its audience keeps the line to the mediator."""
        note = self.rows.get(Note, {}).get(entry.facts.get("note"))
        if note is None or note.participation is None:
            return ""
        return _("单独谈话：{name}").format(name=note.participation.party.name)

    def _text(self, entry):
        """The words under the sentence: a note's text, a session's record."""
        note = self.rows.get(Note, {}).get(entry.facts.get("note"))
        if note is not None:
            return note.text
        session = self.rows.get(Session, {}).get(entry.facts.get("session"))
        if session is not None and entry.step == "record_session":
            return session.record
        asked = self.rows.get(Investigation, {}).get(entry.facts.get("investigation"))
        if asked is not None:
            return asked.record
        pause = self.rows.get(Pause, {}).get(entry.facts.get("pause"))
        if pause is not None:
            # Whoever is suspected of a sham reads the log too: the reason is the office's.
            return f"{self._word('reasons', entry.facts['reasons'], {})}。{pause.text}" if self.office else ""
        answered = self.rows.get(RiskReport, {}).get(entry.facts.get("answered_risk"))
        if answered is not None:
            return answered.answer
        run = self.rows.get(Errand, {}).get(entry.facts.get("answered_errand"))
        if run is not None:
            return run.answer
        for table, name in ((Call, "call"), (RiskReport, "risk"), (ProgressReport, "progress")):
            row = self.rows.get(table, {}).get(entry.facts.get(name))
            if row is not None:
                return row.text
        report = self.rows.get(Report, {}).get(entry.facts.get("report"))
        if report is not None:
            return report.text
        offer = self.rows.get(Offer, {}).get(entry.facts.get("offer"))
        if offer is not None:
            return _("{amount}元 {terms}").format(amount=clauses.figures(offer.amount), terms=offer.terms).strip()
        return ""
