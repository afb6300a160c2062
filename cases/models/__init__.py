"""Every table of the dispute and its road, one module a topic."""

from cases.models.agreement import Agreement
from cases.models.case import Case, Dispute
from cases.models.clock import CalendarDay, Deadline, Period
from cases.models.dictionary import CaseSource, DisputeType, Reason, Retention
from cases.models.entry import Entry, SubmittedForm
from cases.models.grant import CaseGrant
from cases.models.number import NumberSeries
from cases.models.obligation import Instalment, Obligation, PerformanceRecord
from cases.models.people import Assignment, Consent, Mandate, Participation, Relation
from cases.models.signature import SignatureRequest
from cases.models.talks import Evidence, Note, Offer, Report, Session
from cases.models.visit import Visit

__all__ = [
    "Agreement",
    "Assignment",
    "CalendarDay",
    "Case",
    "CaseGrant",
    "CaseSource",
    "Consent",
    "Deadline",
    "Dispute",
    "DisputeType",
    "Entry",
    "Evidence",
    "Instalment",
    "Mandate",
    "Note",
    "NumberSeries",
    "Obligation",
    "Offer",
    "Participation",
    "PerformanceRecord",
    "Period",
    "Reason",
    "Relation",
    "Report",
    "Retention",
    "Session",
    "SignatureRequest",
    "SubmittedForm",
    "Visit",
]
