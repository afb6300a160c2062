"""Forms from registration to acceptance."""

from django import forms
from django.utils.translation import gettext_lazy as _

from cases import regimes
from cases.forms.base import PersonChoice, PhotosField, StepForm, date_input
from cases.forms.drawn import DrawnText
from cases.forms.person import SIDES, AmendedFields, PersonFields
from cases.models import CaseSource, DisputeType, Mandate, Reason
from parties.models import Party


def reasons(kind):
    """Tick boxes of the typed reasons in use for one purpose."""
    return forms.ModelMultipleChoiceField(
        label=_("原因"),
        queryset=Reason.objects.filter(kind=kind, valid_until__isnull=True),
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("请至少选一个原因")},
    )


def lines(text):
    """A text as its non-empty lines."""
    return [line.strip() for line in text.splitlines() if line.strip()]


class RecordPartyForm(AmendedFields, StepForm):
    """Add a party, or correct one (`participation` in the query)."""

    side = forms.ChoiceField(label=_("是哪一方"), choices=SIDES, widget=forms.RadioSelect(attrs={"class": "tiles"}))
    field_order = [
        "side",
        "kind",
        "name",
        "id_kind",
        "id_number",
        "sex",
        "birth_date",
        "ethnicity",
        "occupation",
        "employer",
        "phone",
    ]

    def __init__(self, *args, participation=None, **kwargs):
        self.participation = participation
        super().__init__(*args, **kwargs)
        if participation is not None:
            self.initial["side"] = participation.side
            self.cover(participation.party)
        if not self.fields["forget"].choices:
            del self.fields["forget"]

    def facts(self):
        return {"side": self.cleaned_data["side"], "person": self.person(), "participation": self.participation}


class DescribeDisputeForm(DrawnText, StepForm):
    title = forms.CharField(label=_("纠纷名称"), max_length=120, help_text=_("例如：楼上漏水纠纷"))
    summary = forms.CharField(label=_("纠纷经过"), max_length=5000, widget=forms.Textarea(attrs={"rows": 6}))
    place = forms.CharField(label=_("发生地点"), max_length=200)
    dispute_type = forms.ModelChoiceField(
        label=_("纠纷类型"), queryset=DisputeType.objects.filter(valid_until__isnull=True), empty_label=None
    )
    source = forms.ModelChoiceField(
        label=_("案件来源"), queryset=CaseSource.objects.filter(valid_until__isnull=True), empty_label=None
    )
    requests = forms.CharField(
        label=_("申请事项"),
        required=False,
        max_length=2000,
        help_text=_("一行写一项。"),
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    danger = forms.BooleanField(label=_("可能打起来，或者有人受伤、想不开"), required=False)

    def starting_values(self, case):
        dispute = case.dispute
        return {
            "title": dispute.title,
            "summary": dispute.summary,
            "place": dispute.place,
            "danger": dispute.danger,
            "requests": "\n".join(dispute.requests),
            "dispute_type": case.dispute_type_id,
            "source": case.source_id,
        }

    def facts(self):
        return super().facts() | {"requests": lines(self.cleaned_data["requests"])}


class CheckIdentityForm(StepForm):
    participation = PersonChoice()
    how = forms.ChoiceField(label=_("怎样核对的"), choices=Party.IdentityCheck.choices, widget=forms.RadioSelect)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["participation"].among(self.case)


class RecordMandateForm(PersonFields, StepForm):
    participation = PersonChoice(label=_("代表谁"))
    mandate_kind = forms.ChoiceField(label=_("以什么身份"), choices=Mandate.Kind.choices, widget=forms.RadioSelect)
    relation = forms.CharField(label=_("和当事人的关系"), max_length=60, required=False)
    powers = forms.MultipleChoiceField(
        label=_("特别授权，一项一项勾"),
        choices=Mandate.Power.choices,
        required=False,
        help_text=_("委托代理人才要勾。一项都没有勾的，是一般授权，只能参加调解、说明情况、收文书。"),
        widget=forms.CheckboxSelectMultiple,
    )
    matters = forms.CharField(
        label=_("其他委托事项"), required=False, max_length=1000, widget=forms.Textarea(attrs={"rows": 3})
    )
    valid_from = forms.DateField(label=_("从哪天起"), required=False, widget=date_input())
    valid_until = forms.DateField(label=_("到哪天止"), required=False, widget=date_input())
    field_order = [
        "participation",
        "mandate_kind",
        "relation",
        "powers",
        "matters",
        "valid_from",
        "valid_until",
    ]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["participation"].among(self.case)

    def facts(self):
        names = ("participation", "relation", "powers", "matters", "valid_from", "valid_until")
        return {name: self.cleaned_data[name] for name in names} | {
            "kind": self.cleaned_data["mandate_kind"],
            "person": self.person(),
        }


class PlainForm(StepForm):
    """A step that asks nothing but yes."""


class AddToReportForm(DrawnText, StepForm):
    text = forms.CharField(
        label=_("又听说了什么，看到了什么"),
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("只有调委会的人能看。"),
    )
    photos = PhotosField(label=_("照片"), required=False)


class DropDraftForm(StepForm):
    reason = forms.CharField(label=_("为什么不用办了"), max_length=200)


class SendBackForm(StepForm):
    reasons = reasons(Reason.Kind.SEND_BACK)
    text = forms.CharField(
        label=_("要补什么"), required=False, max_length=500, widget=forms.Textarea(attrs={"rows": 3})
    )


class AcceptForm(StepForm):
    dispute_type = DescribeDisputeForm.base_fields["dispute_type"]
    source = DescribeDisputeForm.base_fields["source"]
    people_count = forms.IntegerField(
        label=_("涉及人数"), min_value=1, max_value=100000, widget=forms.NumberInput(attrs={"class": "short"})
    )
    amount = forms.DecimalField(
        label=_("涉及金额（元）"),
        required=False,
        min_value=0,
        max_digits=14,
        decimal_places=2,
        widget=forms.NumberInput(attrs={"class": "short"}),
    )
    is_complex = forms.BooleanField(label=_("疑难复杂"), required=False)

    def starting_values(self, case):
        return {
            "dispute_type": case.dispute_type_id,
            "source": case.source_id,
            "people_count": max(2, case.dispute.participations.count()),
        }


class DeclineForm(StepForm):
    reasons = reasons(Reason.Kind.DECLINE)
    text = forms.CharField(
        label=_("告诉当事人还有哪些办法"),
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("人民调解法第3条：不得因调解而阻止当事人依法通过仲裁、行政、司法等途径维护权利。"),
    )

    def starting_values(self, case):
        return {"text": "\n".join(f"{way}。" for way in regimes.of(case).exits)}


FORMS = {
    "record_party": RecordPartyForm,
    "describe_dispute": DescribeDisputeForm,
    "check_identity": CheckIdentityForm,
    "record_mandate": RecordMandateForm,
    "add_to_report": AddToReportForm,
    "submit": PlainForm,
    "drop_draft": DropDraftForm,
    "send_back": SendBackForm,
    "accept": AcceptForm,
    "decline": DeclineForm,
}
