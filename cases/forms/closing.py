"""Forms at the end of the road."""

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from cases import deadlines, dossier, performance, regimes, standing
from cases.clauses import day, numeral
from cases.forms.base import PersonChoice, StepForm, UploadField, date_input
from cases.forms.intake import reasons
from cases.models import Instalment, Obligation, PerformanceRecord, Reason, Visit
from organizations import roster


class InstalmentChoice(forms.ModelChoiceField):
    """A due date of the agreement in force, said in words."""

    def __init__(self, **kwargs):
        super().__init__(
            queryset=Instalment.objects.none(), label=_("哪一条"), empty_label=None, widget=forms.RadioSelect, **kwargs
        )

    def among(self, case):
        """Offer the due dates of the case's sealed agreement that are not done."""
        agreement = performance.in_force(case)
        self.parts = {}
        if agreement is not None:
            self.parts = {part.pk: part for part in performance.instalments(agreement) if not performance.is_done(part)}
        self.queryset = Instalment.objects.filter(pk__in=self.parts)
        return self

    def part(self, key):
        """The due date of this key among those offered, or None."""
        return self.parts.get(int(key)) if str(key or "").isdecimal() else None

    def label_from_instance(self, row):
        part = self.parts[row.pk]
        what = (
            _("付{figures}元").format(figures=performance.figures(performance.left(part)))
            if part.amount is not None
            else part.obligation.text
        )
        return _("第{clause}条：{who}{what}，{until}前").format(
            clause=numeral(part.obligation.position),
            who=part.obligation.obligor.party.name,
            what=what,
            until=day(part.due_on),
        )


class RecordPerformanceForm(StepForm):
    instalment = InstalmentChoice()
    kind = forms.ChoiceField(
        label=_("做到了没有"),
        choices=[
            (PerformanceRecord.Kind.DONE, PerformanceRecord.Kind.DONE.label),
            (PerformanceRecord.Kind.PARTIAL, PerformanceRecord.Kind.PARTIAL.label),
        ],
        widget=forms.RadioSelect,
    )
    amount = forms.DecimalField(
        label=_("收到多少元"),
        required=False,
        max_digits=14,
        decimal_places=2,
        help_text=_("付钱的才填。"),
        widget=forms.NumberInput(attrs={"class": "short"}),
    )
    happened_on = forms.DateField(label=_("哪一天"), widget=date_input())
    paid_by = forms.ChoiceField(label=_("怎么付的"), choices=Obligation.Method.choices, required=False)
    note = forms.CharField(label=_("说明"), required=False, max_length=300)
    upload = UploadField(label=_("收条、转账截图或照片"), purpose="performance_proof", required=False)
    layouts = {"kind": "tiles tiles--2"}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        chosen = self.fields["instalment"].among(self.case).part(self.initial.get("instalment"))
        if chosen is not None and chosen.amount is not None:
            # Most times the whole rest is paid, in the way that was agreed.
            self.initial.setdefault("amount", performance.figures(performance.left(chosen)))
            self.initial.setdefault("paid_by", chosen.obligation.method)

    def starting_values(self, case):
        return {"happened_on": timezone.localdate()}

    def clean_happened_on(self):
        return not_ahead(self.cleaned_data["happened_on"])


def not_ahead(date):
    """A day that has come; raises ValidationError for one ahead."""
    if date > timezone.localdate():
        raise forms.ValidationError(_("这一天还没有到，请改一下。"))
    return date


class ConfirmPerformanceForm(StepForm):
    record = forms.ModelChoiceField(
        label=_("哪一条"), queryset=PerformanceRecord.objects.none(), empty_label=None, widget=forms.RadioSelect
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["record"].queryset = (
            PerformanceRecord.objects.filter(
                instalment__obligation__agreement=performance.in_force(self.case), confirmed_at__isnull=True
            )
            .exclude(kind=PerformanceRecord.Kind.BREACH)
            .select_related("instalment__obligation")
        )
        self.fields["record"].label_from_instance = lambda row: (
            _("第{clause}条，{when}，{kind}").format(
                clause=numeral(row.instalment.obligation.position),
                when=day(row.happened_on),
                kind=row.get_kind_display(),
            )
            + (_("，{figures}元").format(figures=performance.figures(row.amount)) if row.amount else "")
        )


class ReportBreachForm(StepForm):
    instalment = InstalmentChoice()
    happened_on = forms.DateField(label=_("哪一天看到没有做"), widget=date_input())
    note = forms.CharField(label=_("情况"), required=False, max_length=300)
    rights_told = forms.BooleanField(
        label=_("已告知：可以请调委会督促，可以在30天内一起申请司法确认，也可以向法院起诉"),
        error_messages={"required": _("请先告知这些权利，再勾选")},
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["instalment"].among(self.case)

    @property
    def confirmation_until(self):
        """The last day to ask the court together for confirmation, or None when it is past (民事诉讼法第205条)."""
        running = self.case.deadlines.filter(code=deadlines.CONFIRMATION, ends_on__gte=timezone.localdate())
        return running.values_list("ends_on", flat=True).first()

    def starting_values(self, case):
        return {"happened_on": timezone.localdate()}

    def clean_happened_on(self):
        return not_ahead(self.cleaned_data["happened_on"])


class KeepingForm(StepForm):
    """A form that looks back on what was promised."""

    @property
    def promises(self):
        """Every due date of the agreement in force with what became of it."""
        agreement = performance.in_force(self.case)
        return [
            {"part": part, "done": performance.is_done(part), "broken": performance.is_breached(part)}
            for part in (performance.instalments(agreement) if agreement else [])
        ]


class RecordVisitForm(KeepingForm):
    happens_earlier = True
    performance = forms.CharField(
        label=_("协议履行得怎么样"), max_length=1000, widget=forms.Textarea(attrs={"rows": 3})
    )
    satisfaction = forms.ChoiceField(
        label=_("当事人满意吗"), choices=Visit.Satisfaction.choices, widget=forms.RadioSelect
    )
    sued = forms.CharField(label=_("有没有起诉，结果怎样"), required=False, max_length=200)
    remaining_danger = forms.CharField(label=_("还有没有激化可能"), required=False, max_length=200)
    measures = forms.CharField(label=_("采取了什么措施"), required=False, max_length=300)
    layouts = {"satisfaction": "tiles"}


class EndingForm(StepForm):
    """A form that ends the mediation without an agreement."""

    @property
    def ways(self):
        """The other ways that the parties are told of (人民调解法第3、26条)."""
        return regimes.of(self.case).exits


class TerminateForm(EndingForm):
    reasons = reasons(Reason.Kind.TERMINATE)
    text = forms.CharField(label=_("说明"), required=False, max_length=500, widget=forms.Textarea(attrs={"rows": 3}))


class WithdrawForm(EndingForm):
    reasons = reasons(Reason.Kind.WITHDRAW)
    text = forms.CharField(label=_("说明"), required=False, max_length=500, widget=forms.Textarea(attrs={"rows": 3}))


class EndMediationForm(EndingForm):
    participation = PersonChoice(label=_("谁要结束"))
    text = forms.CharField(
        label=_("想说的话"), required=False, max_length=500, widget=forms.Textarea(attrs={"rows": 3})
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["participation"].among(self.case)


class CloseForm(KeepingForm):
    text = forms.CharField(
        label=_("结案说明"), required=False, max_length=500, widget=forms.Textarea(attrs={"rows": 3})
    )


class ArchiveForm(StepForm):
    checked_by = forms.ModelChoiceField(
        label=_("检查人"), queryset=None, empty_label=None, help_text=_("立卷人是您，检查人请选另一位同事。")
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        people = standing.free(self.case, roster.office(self.case.organization))
        self.fields["checked_by"].queryset = User.objects.filter(pk__in=[person.pk for person in people])
        if len(people) > 1:
            self.fields["checked_by"].queryset = self.fields["checked_by"].queryset.exclude(pk=self.user.pk)

    @property
    def items(self):
        """The dossier as it will be closed."""
        return dossier.checklist(self.case)


FORMS = {
    "record_performance": RecordPerformanceForm,
    "confirm_performance": ConfirmPerformanceForm,
    "report_breach": ReportBreachForm,
    "record_visit": RecordVisitForm,
    "terminate": TerminateForm,
    "withdraw": WithdrawForm,
    "end_mediation": EndMediationForm,
    "close": CloseForm,
    "archive": ArchiveForm,
}
