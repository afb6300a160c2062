"""The forms of a party's own steps: whose word it is comes from the link he came in by, never from a field."""

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from cases import deadlines, performance, regimes
from cases.forms import after, choosing, closing, contacts, mediation
from cases.models import Consent, Instalment, PerformanceRecord, RiskReport
from portal import papers, progress, promises


class ForOneself(forms.Form):
    """A step's form without the question who speaks: `own_words` adds what follows from the person."""

    left_out = ()
    happens_earlier = False

    def __init__(self, *args, person, **kwargs):
        self.person = person
        super().__init__(*args, **kwargs)
        for name in self.left_out:
            del self.fields[name]

    def own_words(self):
        """Facts that the person does not choose."""
        return {"participation": self.person.participation}

    def facts(self):
        """The step's facts."""
        return super().facts() | self.own_words()

    def closed(self):
        """Sentences that say why there is nothing to fill in now; none when there is."""
        return []


class ConsentForm(ForOneself, mediation.RecordConsentForm):
    """Yes to mediation; a no is another page, because it ends the case (人民调解法第17条)."""

    left_out = ("participation", "purpose", "given", "channel")

    def own_words(self):
        return super().own_words() | {
            "purpose": Consent.Purpose.MEDIATION,
            "given": True,
            "channel": Consent.Channel.PORTAL,
        }


class ExtensionForm(ForOneself, mediation.RecordConsentForm):
    """Yes or no to a longer term (人民调解工作若干规定第33条)."""

    left_out = ("participation", "purpose", "channel")

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["given"].label = _("您愿意吗")
        self.term = regimes.running_term(self.case)
        if self.term is not None:
            later = deadlines.same_length_again(self.case, self.term)
            self.fields["given"].help_text = gettext("现在的期限到{now}，延长一般到{later}。").format(
                now=progress.short_day(self.term.ends_on), later=progress.short_day(later)
            )
        self.fields["given"].choices = [("yes", _("愿意延长")), ("no", _("不愿意"))]

    def own_words(self):
        return super().own_words() | {"purpose": Consent.Purpose.EXTENSION, "channel": Consent.Channel.PORTAL}

    def closed(self):
        if progress.ends_soon(self.term):
            return []
        return [gettext("离期满还早，现在不用说。快到期的时候会再问您。")]


class ChooseForm(ForOneself, choosing.ChooseMediatorForm):
    """Whom the side would like (人民调解法第19条): by name and what he knows; what ties him to others is not told."""

    left_out = ("participation",)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["mediator"].choices = [
            (pk, gettext("{name}（{skills}）").format(name=name, skills=gettext("，").join(skills)) if skills else name)
            for pk, name, skills in ((str(one.mediator.pk), one.mediator.name, one.skills) for one in self.free())
        ]

    def free(self):
        """The suggestions that nothing ties to anybody in the dispute; in an order that tells nothing of others' wishes."""
        found = [one for one in self.suggestions if not one.ties]
        return sorted(found, key=lambda one: (-len(one.skills), one.mediator.pk))

    def closed(self):
        return [] if self.free() else [gettext("现在没有可以选的调解员。请打电话问调委会。")]


# The office's words for them are its own (RiskReport.Kind).
DANGERS = [
    (RiskReport.Kind.VIOLENCE, _("有人打人，或者要打人")),
    (RiskReport.Kind.MINOR, _("孩子受了伤害，或者有危险")),
    (RiskReport.Kind.SELF_HARM, _("有人想不开")),
    (RiskReport.Kind.CROWD, _("叫了很多人来")),
    (RiskReport.Kind.CRIME, _("被偷、被骗、被威胁")),
    (RiskReport.Kind.OTHER, _("别的")),
]
HURRY = [
    (RiskReport.Level.RED, _("很急")),
    (RiskReport.Level.YELLOW, _("有点急")),
    (RiskReport.Level.BLUE, _("不急")),
]


class RiskForm(ForOneself, contacts.ReportRiskForm):
    """A danger (人民调解法第25条); that the police must be told is the committee's duty, not a condition to be heard."""

    left_out = ("told_at",)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["kind"].choices = DANGERS
        self.fields["level"].choices = HURRY
        self.fields["text"].label = _("出了什么事，或者您怕出什么事")
        self.fields["told_to"].label = _("您已经告诉谁了")
        self.fields["told_to"].help_text = _("例如：打过110，新港派出所来过。没有告诉谁的不用填。")

    def own_words(self):
        return {}


class RefuseForm(ForOneself, mediation.RefuseForm):
    """A clear no (人民调解法第17条)."""

    left_out = ("participation", "channel")

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["text"].label = _("想说的话")

    def own_words(self):
        return super().own_words() | {"channel": Consent.Channel.PORTAL}


class ObjectForm(ForOneself, choosing.ObjectToMediatorForm):
    """Another mediator is asked for; the one of now does not read why (人民调解法第23条)."""

    left_out = ("participation",)


class ComplaintForm(ForOneself, after.ComplainForm):
    """To the justice bureau; the mediation room does not see it (人民调解法第15条)."""

    left_out = ("participation",)


class EndForm(ForOneself, closing.EndMediationForm):
    """No reason is asked: none is needed (人民调解法第23条)."""

    left_out = ("participation",)


class WithdrawForm(ForOneself, closing.WithdrawForm):
    """The applicant takes the request back."""

    def own_words(self):
        return {}


class EvidenceForm(ForOneself, mediation.AddEvidenceForm):
    """One photo or file at a time."""

    left_out = ("given_by", "original_seen")
    field_order = ["upload", "name", "shows"]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["name"].label = _("这是什么")
        self.fields["shows"].label = _("说明什么")

    def own_words(self):
        return {"given_by": self.person.participation, "original_seen": False}


class ChoiceOfDues(forms.ModelChoiceField):
    """One due date of the agreement, said to this side."""

    def __init__(self, dues, **kwargs):
        self.dues = {due.part.pk: due for due in dues}
        super().__init__(
            queryset=Instalment.objects.filter(pk__in=self.dues).select_related("obligation__agreement"),
            label=_("哪一件"),
            empty_label=None,
            widget=forms.RadioSelect,
            **kwargs,
        )

    def label_from_instance(self, row):
        due = self.dues[row.pk]
        day = progress.short_day(due.part.due_on)
        return gettext("{day}前，{what}").format(day=day, what=due.what)


def dues_of(case, person):
    """The due dates that concern the person's side in the agreement in force."""
    agreement = papers.agreement_of(case)
    return promises.dues(promises.rows_of(agreement), person) if agreement else []


class PerformanceForm(ForOneself, closing.RecordPerformanceForm):
    """收到了, or: I did it."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        dues = [due for due in dues_of(self.case, self.person) if due.is_open]
        self.fields["instalment"] = ChoiceOfDues(dues)
        self.fields["amount"].label = _("多少元")
        self.fields["amount"].help_text = _("全部付清的不用填，只付了一部分的要填。")
        self.fields["upload"].label = _("收条、转账截图或照片")
        self.order_fields(["instalment", "kind", "amount", "happened_on", "paid_by", "upload", "note"])

    def clean(self):
        cleaned = super().clean()
        instalment = cleaned.get("instalment")
        if instalment is None or instalment.amount is None:
            cleaned["amount"] = None
        elif cleaned.get("kind") == PerformanceRecord.Kind.DONE and not cleaned.get("amount"):
            cleaned["amount"] = performance.left(instalment)
        elif not cleaned.get("amount") and "amount" not in self.errors:
            self.add_error("amount", _("请填付了多少元"))
        return cleaned

    def own_words(self):
        return {}


class ConfirmForm(ForOneself, closing.ConfirmPerformanceForm):
    """What the other side reported is true."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.dues = {due.claim.pk: due for due in dues_of(self.case, self.person) if due.claim is not None}
        field = self.fields["record"]
        field.queryset = field.queryset.filter(pk__in=self.dues)
        field.label_from_instance = lambda row: gettext("{what}：{said}").format(
            what=self.dues[row.pk].what, said=promises.said(row)
        )

    def own_words(self):
        return {}


class BreachForm(ForOneself, closing.ReportBreachForm):
    """It was not kept."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        dues = [due for due in dues_of(self.case, self.person) if due.can_be_denied]
        self.fields["instalment"] = ChoiceOfDues(dues)
        self.fields["happened_on"].label = _("哪一天看到没有做")
        self.fields["rights_told"].label = _("我知道了：可以请调委会督促，可以和对方一起申请法院确认，也可以向法院起诉")
        self.fields["rights_told"].error_messages["required"] = _("请先看这一句，再勾选")
        self.order_fields(["instalment", "happened_on", "note", "rights_told"])

    def own_words(self):
        return {}
