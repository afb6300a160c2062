"""Forms of what the practice of a room adds to the talks."""

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cases.clauses import day
from cases.forms.base import FormOfPerson, PersonChoice, StepForm
from cases.forms.intake import PlainForm, lines
from cases.forms.mediation import recorders
from cases.models import InvitedPerson, ProgressReport, Service
from documents.models import Document

# Papers of the office, which nobody serves on a party.
OFFICE_ONLY = (
    "investigation_record", "impartiality_declaration", "confidentiality_promise", "evidence_list", "service_receipt",
    "follow_up_record", "closing_report",
)  # fmt: skip


class RecordInvestigationForm(StepForm):
    happens_earlier = True
    participation = PersonChoice(label=_("问的是哪位当事人"), required=False)
    others = forms.CharField(
        label=_("问的是别人的，写姓名"),
        required=False,
        max_length=500,
        help_text=_("一行写一位，例如：楼下邻居何志强。不用开账号，在打印出来的纸上签名。"),
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    place = forms.CharField(label=_("在哪里"), max_length=120)
    attendees = forms.CharField(
        label=_("还有谁在场"),
        required=False,
        max_length=500,
        help_text=_("一行写一位，例如：网格员范小玲。"),
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    record = forms.CharField(
        label=_("问了什么，怎么答的"),
        max_length=20000,
        help_text=_("一行写一句，例如：问：哪天开始漏水的？答：十月初。"),
        widget=forms.Textarea(attrs={"rows": 10}),
    )
    recorder = forms.ModelChoiceField(label=_("记录人"), queryset=None, required=False, empty_label=_("就是我"))

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["participation"].among(self.case)
        self.fields["recorder"].queryset = recorders(self.case)

    def starting_values(self, case):
        return {"place": case.dispute.place or case.organization.place}

    def facts(self):
        return super().facts() | {
            "others": lines(self.cleaned_data["others"]),
            "attendees": lines(self.cleaned_data["attendees"]),
        }


class InviteHelperForm(StepForm):
    name = forms.CharField(label=_("请谁"), max_length=60)
    capacity = forms.ChoiceField(label=_("什么身份"), choices=InvitedPerson.Capacity.choices, widget=forms.RadioSelect)
    tie = forms.CharField(
        label=_("说明"), required=False, max_length=100, help_text=_("例如：陈玉兰的女儿；某某装修公司的工程师。")
    )


class ReportProgressForm(StepForm):
    addressee = forms.ChoiceField(
        label=_("向谁报告"), choices=ProgressReport.Addressee.choices, widget=forms.RadioSelect
    )
    text = forms.CharField(
        label=_("谈到哪里了"),
        max_length=1000,
        help_text=_("不写一方单独说的话，不写底线。"),
        widget=forms.Textarea(attrs={"rows": 4}),
    )
    layouts = {"addressee": "tiles"}

    def starting_values(self, case):
        return {"addressee": ProgressReport.Addressee.HEAD}


class RecordServiceForm(FormOfPerson):
    happens_earlier = True
    document = forms.ModelChoiceField(label=_("送的是哪一份"), queryset=Document.objects.none(), empty_label=None)
    participation = PersonChoice(label=_("送给谁"))
    way = forms.ChoiceField(label=_("怎么送的"), choices=Service.Way.choices, widget=forms.RadioSelect)
    place = forms.CharField(label=_("送到哪里"), max_length=200)
    receiver = forms.CharField(
        label=_("谁代收的"), required=False, max_length=60, help_text=_("本人收的不用写。例如：儿子陈建国。")
    )
    witness = forms.CharField(label=_("在场见证人"), required=False, max_length=60, help_text=_("留置送达的要写。"))
    reference = forms.CharField(label=_("邮件号码"), required=False, max_length=60, help_text=_("邮寄送达的要写。"))
    server = forms.CharField(
        label=_("谁送的"), required=False, max_length=60, help_text=_("您自己送的不用写。例如：网格员范小玲。")
    )
    layouts = {"way": "tiles tiles--2"}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        served = Document.objects.filter(dossier=self.case.uid, voided_at=None).exclude(paper__in=OFFICE_ONLY)
        self.fields["document"].queryset = served.order_by("-issued_at", "-pk")
        self.fields["document"].label_from_instance = lambda row: _("{title}（{day}）").format(
            title=row.title, day=day(timezone.localdate(row.issued_at))
        )


FORMS = {
    "record_investigation": RecordInvestigationForm,
    "invite_helper": InviteHelperForm,
    "report_progress": ReportProgressForm,
    "list_evidence": PlainForm,
    "record_service": RecordServiceForm,
}
