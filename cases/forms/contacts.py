"""Forms of what happens between the sessions."""

from django import forms
from django.utils.translation import gettext_lazy as _

from cases.forms.base import FormOfPerson, PersonChoice, StepForm, moment_input
from cases.models import Absence, Call, RiskReport, Session


class RecordCallForm(FormOfPerson):
    happens_earlier = True
    participation = PersonChoice(label=_("打给谁"))
    answer = forms.ChoiceField(label=_("打通了没有"), choices=Call.Answer.choices, widget=forms.RadioSelect)
    text = forms.CharField(
        label=_("说了什么"), required=False, max_length=2000, widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("只有调解员能看。"),
    )  # fmt: skip
    layouts = {"answer": "tiles"}


class RecordAbsenceForm(FormOfPerson):
    session = forms.ModelChoiceField(label=_("哪一次"), queryset=Session.objects.none(), empty_label=None)
    participation = PersonChoice(label=_("谁没有来"))
    excuse = forms.ChoiceField(label=_("为什么没来"), choices=Absence.Excuse.choices, widget=forms.RadioSelect)
    text = forms.CharField(label=_("说明"), required=False, max_length=200)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["session"].queryset = self.case.sessions.order_by("-ordinal")
        self.fields["session"].label_from_instance = lambda row: _("第{ordinal}次").format(ordinal=row.ordinal)


class ReportRiskForm(StepForm):
    happens_earlier = True
    kind = forms.ChoiceField(label=_("是什么危险"), choices=RiskReport.Kind.choices, widget=forms.RadioSelect)
    level = forms.ChoiceField(label=_("急不急"), choices=RiskReport.Level.choices, widget=forms.RadioSelect)
    text = forms.CharField(label=_("看到或听到了什么"), max_length=2000, widget=forms.Textarea(attrs={"rows": 4}))
    told_to = forms.CharField(
        label=_("报告给了谁"), required=False, max_length=100,
        help_text=_("例如：新港派出所值班民警。有人正在受伤的，先打110、120。"),
    )  # fmt: skip
    told_at = forms.DateTimeField(label=_("什么时候报告的"), required=False, widget=moment_input())
    layouts = {"level": "tiles"}


class AnswerRiskForm(StepForm):
    happens_earlier = True
    risk = forms.ModelChoiceField(
        label=_("哪一次报告"), queryset=RiskReport.objects.none(), empty_label=None, widget=forms.RadioSelect
    )
    text = forms.CharField(
        label=_("后来怎么处理的"), max_length=2000, widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("例如：派出所出了警，写了告诫书，孩子送到了奶奶家。"),
    )  # fmt: skip
    told_to = forms.CharField(
        label=_("报告给了谁"), required=False, max_length=100,
        help_text=_("当初已经报告过的不用填。例如：新港派出所值班民警。"),
    )  # fmt: skip

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        waiting = self.case.risks.filter(answered_at__isnull=True)
        self.fields["risk"].queryset = waiting
        self.fields["risk"].label_from_instance = lambda row: (
            f"{row.get_kind_display()}（{row.told_to or _('还没有报告给谁')}）"
        )
        self.initial.setdefault("risk", waiting.values_list("pk", flat=True).first())


FORMS = {
    "answer_risk": AnswerRiskForm,
    "record_call": RecordCallForm,
    "record_absence": RecordAbsenceForm,
    "report_risk": ReportRiskForm,
}
