"""Forms around the agreement (the editor itself has its own page)."""

import json

from django import forms
from django.utils.translation import gettext_lazy as _

from cases import drafting, signing, turns
from cases.forms.base import StepForm, UploadField
from cases.forms.mediation import recorders
from cases.models import Mandate, SignatureRequest
from cases.workflow.settling import unsigned_power


class FreezeAgreementForm(StepForm):
    recorder = forms.ModelChoiceField(
        label=_("记录人"),
        queryset=None,
        required=False,
        empty_label=_("没有别人，由调解员兼"),
        help_text=_("记录人也要在协议上签名。"),
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["recorder"].queryset = recorders(self.case)
        agents = Mandate.objects.filter(
            participation__dispute=self.case.dispute,
            kind=Mandate.Kind.AGENT,
            special_powers=True,
            ended_at__isnull=True,
        ).select_related("participation__party", "person")
        # One a side: the first of those who may sign, as the paper names him (cases.papers.people.party_signers).
        standing = sorted((row for row in agents.order_by("-pk") if row.in_force), key=lambda row: row.may_settle)
        self.agents = list({row.participation_id: row for row in standing}.values())
        if self.agents:
            self.fields["by_agent"] = forms.MultipleChoiceField(
                label=_("由代理人签名的"),
                required=False,
                choices=[
                    (
                        str(row.participation_id),
                        _("{agent}代{party}签").format(agent=row.person.name, party=row.participation.party.name),
                    )
                    for row in self.agents
                ],
                widget=forms.CheckboxSelectMultiple,
                help_text="".join(unsigned_power(row) for row in self.agents if not row.may_settle),
            )

    def facts(self):
        chosen = set(self.cleaned_data.get("by_agent", ()))
        agents = [row.participation for row in self.agents if str(row.participation_id) in chosen]
        return {"recorder": self.cleaned_data["recorder"], "by_agent": agents}


class ReopenTalksForm(StepForm):
    reason = forms.CharField(label=_("为什么要再谈"), max_length=200)

    @property
    def signed(self):
        """Names of those whose signatures end with this version."""
        rows = SignatureRequest.objects.filter(
            case=self.case,
            agreement__state__in=drafting.UNDERWAY,
            status__in=[SignatureRequest.Status.SIGNED, SignatureRequest.Status.SHEET_ATTACHED],
        )
        return list(rows.values_list("user__name", flat=True))


class StrokesField(forms.CharField):
    """What static/sign.js sends: the box and the strokes; cleaned to {"strokes": signature_pad's own, "pad": the box}."""

    widget = forms.HiddenInput

    def clean(self, value):
        text = super().clean(value)
        try:
            sent = json.loads(text)
            strokes = [
                {"points": [{"x": x, "y": y, "time": time, "pressure": pressure} for x, y, time, pressure in line]}
                for line in sent["strokes"]
            ]
            pad = {name: sent.get(name) for name in ("width", "height", "started", "ended", "turned", "pointer")}
        except (TypeError, ValueError, KeyError, AttributeError) as broken:
            raise forms.ValidationError(_("没有收到笔迹，请再签一次。")) from broken
        return {"strokes": strokes, "pad": pad}


class PadForm(StepForm):
    """A form with the pad on it."""

    strokes = StrokesField(max_length=600000, error_messages={"required": _("还没有写名字，请先在上面写。")})
    sha256 = forms.CharField(widget=forms.HiddenInput, max_length=64)

    def facts(self):
        return super().facts() | self.cleaned_data["strokes"]


class MediatorSignForm(PadForm):
    """The mediator's own signature, last of all; in_ink: it stands on a sheet that was compared, so no pad."""

    def __init__(self, *args, in_ink=False, **kwargs):
        super().__init__(*args, **kwargs)
        if in_ink:
            del self.fields["strokes"]

    def facts(self):
        return super().facts() if "strokes" in self.fields else {"sha256": self.cleaned_data["sha256"]}


class SealForm(StepForm):
    reason = forms.CharField(
        label=_("代为盖章的原因"),
        required=False,
        max_length=200,
        help_text=_("只有上一级调委会代为盖章时才要写。"),
    )


class SheetForm(StepForm):
    """A scan of a sheet signed in ink, with the people who signed on it; it happened when they signed."""

    happens_earlier = True
    requests = forms.ModelMultipleChoiceField(
        label=_("这张纸上谁签了名"),
        queryset=SignatureRequest.objects.none(),
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("请勾选这张纸上签了名的人")},
    )
    upload = UploadField(label=_("拍签好的纸"), purpose="signed_sheet")

    def __init__(self, *args, document, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["event_at"].label = _("什么时候签的")
        self.fields["event_at"].help_text = _("今天签的，不用填。")
        Status = SignatureRequest.Status
        self.fields["requests"].queryset = SignatureRequest.objects.filter(
            case=self.case, document=document, status__in=[Status.WAITING, Status.SHEET_ATTACHED]
        ).select_related("user")
        self.fields["requests"].label_from_instance = lambda row: f"{row.user.name}（{row.get_signer_display()}）"

    def facts(self):
        return {"requests": list(self.cleaned_data["requests"]), "upload": self.cleaned_data["upload"]}


class ConfirmSheetForm(StepForm):
    """A second person compares the scan with the paper."""

    requests = forms.ModelMultipleChoiceField(
        label=_("核对过的签名"),
        queryset=SignatureRequest.objects.none(),
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("请勾选核对过的签名")},
    )

    def __init__(self, *args, document, **kwargs):
        super().__init__(*args, **kwargs)
        rows = turns.sheets_to_compare(self.user, alone=signing.works_alone(self.user, self.case.organization))
        self.fields["requests"].queryset = rows.filter(case=self.case, document=document).select_related("user")
        self.fields["requests"].label_from_instance = lambda row: f"{row.user.name}（{row.get_signer_display()}）"

    def facts(self):
        return {"requests": list(self.cleaned_data["requests"])}


class RefuseToSignForm(StepForm):
    reason = forms.CharField(label=_("哪里不同意"), max_length=300, widget=forms.Textarea(attrs={"rows": 3}))


class RecordOralAgreementForm(StepForm):
    happens_earlier = True
    need_no_paper = forms.BooleanField(
        label=_("各方都说不用写书面协议"),
        error_messages={"required": _("各方都说不用写，才能记为口头协议；要写的请定稿签名")},
    )
    read_aloud = forms.BooleanField(label=_("已经把内容念给各方听，都说对"), required=False)
    place = forms.CharField(label=_("在哪里谈成的"), required=False, max_length=120)
    witness = forms.CharField(label=_("在场见证人"), required=False, max_length=60)
    interpreter = forms.CharField(label=_("翻译"), required=False, max_length=60)
    recorder = forms.ModelChoiceField(
        label=_("记录人"), queryset=None, required=False, empty_label=_("没有别人，由调解员兼")
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["recorder"].queryset = recorders(self.case)

    def starting_values(self, case):
        last = case.sessions.order_by("-ordinal").first()
        return {"place": last.place if last else case.organization.place}


class RenegotiateForm(StepForm):
    both_agree = forms.BooleanField(
        label=_("各方都愿意重新商量"), error_messages={"required": _("要各方都愿意，才能重新商量")}
    )
    reason = forms.CharField(label=_("为什么要重新商量"), max_length=300, widget=forms.Textarea(attrs={"rows": 3}))


class KeepAgreementForm(StepForm):
    text = forms.CharField(label=_("说明"), required=False, max_length=300)


FORMS = {
    "record_oral_agreement": RecordOralAgreementForm,
    "renegotiate": RenegotiateForm,
    "keep_agreement": KeepAgreementForm,
    "freeze_agreement": FreezeAgreementForm,
    "reopen_talks": ReopenTalksForm,
    "mediator_sign": MediatorSignForm,
    "seal": SealForm,
}
