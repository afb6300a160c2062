"""Every table of the dispute and its road, one module a topic."""

from cases.models.after import Complaint, Supplement
from cases.models.agreement import Agreement
from cases.models.case import Case, Dispute
from cases.models.clock import CalendarDay, Deadline, Extension, Pause, Period
from cases.models.contacts import Absence, Call, RiskReport
from cases.models.dictionary import CaseSource, DisputeType, Reason, Retention
from cases.models.entry import Entry, SubmittedForm
from cases.models.errand import Errand
from cases.models.grant import CaseGrant
from cases.models.number import NumberSeries
from cases.models.obligation import Instalment, Obligation, PerformanceRecord
from cases.models.people import (
    Assignment,
    Consent,
    Election,
    Mandate,
    MediatorChoice,
    Objection,
    Participation,
    Relation,
)
from cases.models.practice import Investigation, InvitedPerson, ProgressReport, Service
from cases.models.saved import SavedView
from cases.models.search import CaseSearch
from cases.models.signature import SignatureRequest
from cases.models.talks import Evidence, Note, Offer, Report, Session
from cases.models.texts import QuietHours, Wording
from cases.models.visit import Visit
from cases.models.writing import OpenPage

__all__ = [
    "Absence",
    "Agreement",
    "Assignment",
    "CalendarDay",
    "Call",
    "Case",
    "CaseGrant",
    "CaseSearch",
    "CaseSource",
    "Complaint",
    "Consent",
    "Deadline",
    "Dispute",
    "DisputeType",
    "Election",
    "Entry",
    "Errand",
    "Evidence",
    "Extension",
    "Instalment",
    "Investigation",
    "InvitedPerson",
    "Mandate",
    "MediatorChoice",
    "Note",
    "NumberSeries",
    "Objection",
    "Obligation",
    "Offer",
    "OpenPage",
    "Participation",
    "Pause",
    "PerformanceRecord",
    "Period",
    "ProgressReport",
    "QuietHours",
    "Reason",
    "Relation",
    "Report",
    "Retention",
    "RiskReport",
    "SavedView",
    "Service",
    "Session",
    "SignatureRequest",
    "SubmittedForm",
    "Supplement",
    "Visit",
    "Wording",
]
