"""What the practice of a room adds to the talks: asking about the facts, inviting, reporting, listing evidence, serving papers."""

from django.utils import timezone
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from cases import filing
from cases.models.people import Consent
from cases.models.practice import Service
from cases.papers import practice as papers
from cases.states import CaseState
from cases.step import OFFICE, Closed, step
from cases.workflow import requirements as must

S = CaseState


def somebody_was_asked(case, by, facts):
    """An investigation names whom it asked: a party, or others."""
    if not facts or facts.get("participation") or facts.get("others"):
        return None
    return Closed(_now("请选被调查的当事人，或者写上被调查人的姓名。"))


def each_side_consents_to_this_helper(case, by, facts):
    """人民调解法第20条: whoever is invited is invited with the parties' consent, given anew for each."""
    words = must.consents_of(case, Consent.Purpose.HELPER)
    used = set(case.invited_people.values_list("consents", flat=True)) if words else set()
    words = {key: row.given for key, row in words.items() if row.pk not in used}
    for row in must.sides_of(case):
        if not words.get(row.pk):
            missing = (
                _now("{name}不同意请人参加，不能邀请。")
                if row.pk in words
                else _now("还没有问{name}同不同意请人参加调解，请先问一问并记下来。")
            )
            return Closed(missing.format(name=row.party.name), _now("人民调解法第20条"))
    return None


def there_is_evidence(case, by, facts):
    if must.evidence_count(case):
        return None
    return Closed(_now("还没有证据材料，请先加上再列清单。"))


def the_paper_is_of_this_case(case, by, facts):
    """What was served is a paper of this very case that still stands."""
    document = facts.get("document")
    if document is None or (document.dossier == case.uid and document.voided_at is None):
        return None
    return Closed(_now("这份文书不是本案的，或者已经作废，请重新选。"))


def the_way_is_shown(case, by, facts):
    """Where nobody signs for it, a witness or the number of the mail shows that it was served."""
    asked = {
        "witness": _now("留置送达要有人见证，请写上见证人的姓名。"),
        "reference": _now("邮寄送达的，请写上邮件号码。"),
    }
    wanted = Service.SHOWN_BY.get(facts.get("way"))
    return None if wanted is None or facts.get(wanted) else Closed(asked[wanted])


class Practice:
    """Papers beside the talks, each made when what it says happens."""

    @step(
        source=S.MEDIATING,
        target=None,
        button=_("记调查笔录"),
        log=_("向{investigation}调查"),
        audience=OFFICE,
        requires=[must.the_mediator_has_declared, must.it_is_one_of_its_people, somebody_was_asked],
        papers=papers.investigation_record,
        hint=_("一问一答地记。对方当事人看不到，归档时放进卷宗。"),
    )
    def record_investigation(
        self, *, by, at, documents, place, record, participation=None, others=(), attendees=(), recorder=None
    ):
        """Somebody was asked about the facts (F03); who is no party has no account and signs on the paper."""
        row = self.investigations.create(
            ordinal=self.investigations.count() + 1,
            participation=participation,
            others=list(others),
            place=place,
            attendees=list(attendees),
            record=record,
            recorded_by=recorder or by,
            asked_at=at,
            entered_at=timezone.now(),
        )
        papers.ask_about_the_investigation(self, documents, at, participation=participation, recorder=recorder or by)
        return {"investigation": row.pk}

    @step(
        source=S.MEDIATING,
        target=None,
        button=_("邀请参加人"),
        log=_("邀请{invited}参加调解（{capacity}）"),
        requires=[must.the_mediator_has_declared, each_side_consents_to_this_helper],
        papers=papers.confidentiality_promise,
        hint=_("每请一位，都要各方先同意。请来的人不用开账号，先在保密承诺书上签名。"),
    )
    def invite_helper(self, *, by, at, documents, name, capacity, tie=""):
        """人民调解法第20条: a relative, a neighbour, an expert … gets a seat by name and promises to keep silent."""
        row = self.invited_people.create(
            name=name, capacity=capacity, tie=tie, invited_by=by, invited_at=timezone.now()
        )
        row.consents.set(must.consents_of(self, Consent.Purpose.HELPER).values())
        papers.ask_for_the_promise(self, documents, at)
        return {"invited": row.pk, "capacity": capacity}

    @step(
        source=S.MEDIATING,
        target=None,
        button=_("报告进展"),
        log=_("向{addressee}报告了进展"),
        audience=OFFICE,
        tells=["heads"],
        hint=_("写一两句谈到哪里了。主任马上看得到；要报给机关的，请按机关的要求另外送去。"),
    )
    def report_progress(self, *, by, at, documents, addressee, text):
        """A few words on how the talks stand; what one side said in confidence does not belong here."""
        row = self.progress_reports.create(addressee=addressee, text=text, reported_by=by, reported_at=at)
        return {"progress": row.pk, "addressee": addressee, "text_sha256": filing.digest(text)}

    @step(
        source=(S.ACCEPTED, S.ASSIGNED, S.MEDIATING, S.SUSPENDED, S.AGREEING, S.EFFECTIVE, S.CLOSED),
        target=None,
        button=_("列证据清单"),
        log=_("列了证据材料清单"),
        audience=OFFICE,
        requires=[there_is_evidence],
        papers=papers.evidence_list,
        hint=_("清单写上到现在为止收到的全部材料。后来又加了材料的，再列一次。"),
    )
    def list_evidence(self, *, by, at, documents):
        """人民调解法第27条: what was handed in, on one sheet (F04)."""
        papers.ask_who_gave_it(self, documents, by, at)

    @step(
        source=(S.ACCEPTED, S.ASSIGNED, S.MEDIATING, S.SUSPENDED, S.AGREEING, S.EFFECTIVE, S.CLOSED),
        target=None,
        button=_("记送达"),
        log=_("{document}送达{participation}（{way}）"),
        audience=OFFICE,
        requires=[must.it_is_one_of_its_people, the_paper_is_of_this_case, the_way_is_shown],
        papers=papers.service_receipt,
        hint=_("对方没有手机，或者要留下送达凭证的，把文书送到本人手上，再记在这里。"),
    )
    def record_service(
        self,
        *,
        by,
        at,
        documents,
        document,
        participation,
        way,
        place,
        receiver="",
        witness="",
        reference="",
        server="",
    ):
        """A paper went to a party by hand, was left, posted, or brought by the grid worker."""
        row = self.services.create(
            document=document,
            participation=participation,
            way=way,
            place=place,
            receiver=receiver,
            witness=witness,
            reference=reference,
            server=server or by.name,
            served_at=at,
            recorded_by=by,
            entered_at=timezone.now(),
        )
        papers.ask_for_the_receipt(self, documents, row, by, at)
        return {"document": document.pk, "participation": participation.pk, "way": way, "service": row.pk}
