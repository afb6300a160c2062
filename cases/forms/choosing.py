"""Forms about who mediates after the first assignment."""

from django import forms
from django.utils.translation import gettext_lazy as _

from cases.forms.base import FormOfPerson, PersonChoice, StepForm
from cases.forms.mediation import AcceptAssignmentForm, SuggestedMediators
from cases.models import Objection

WHY = forms.Textarea(attrs={"rows": 3})


class ChooseMediatorForm(SuggestedMediators, FormOfPerson):
    participation = PersonChoice(label=_("谁想选"))
    mediator = forms.ChoiceField(label=_("想请谁"), widget=forms.RadioSelect)


class ObjectToMediatorForm(FormOfPerson):
    participation = PersonChoice(label=_("谁提出的"))
    reason = forms.CharField(label=_("为什么要换"), max_length=500, widget=WHY)


class ReplaceMediatorForm(SuggestedMediators, StepForm):
    mediator = forms.ChoiceField(label=_("换成谁"), widget=forms.RadioSelect)
    reason = forms.CharField(label=_("为什么换"), max_length=200)


class RuleOnObjectionForm(SuggestedMediators, StepForm):
    objection = forms.ModelChoiceField(
        label=_("哪一份申请"), queryset=Objection.objects.none(), empty_label=None, widget=forms.RadioSelect
    )
    ruling = forms.ChoiceField(label=_("怎么答复"), choices=Objection.Ruling.choices, widget=forms.RadioSelect)
    reason = forms.CharField(
        label=_("理由"), required=False, max_length=500, widget=WHY, help_text=_("不换人的要写，会告诉提出的人。")
    )
    mediator = forms.ChoiceField(label=_("换成谁"), required=False, widget=forms.RadioSelect)
    layouts = {"ruling": "tiles tiles--2"}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        waiting = self.case.objections.filter(ruling="").select_related("participation__party")
        self.fields["objection"].queryset = waiting
        self.fields["objection"].label_from_instance = lambda row: _("{name}：{reason}").format(
            name=row.participation.party.name, reason=row.reason
        )
        self.initial.setdefault("objection", waiting.values_list("pk", flat=True).first())

    def clean(self):
        cleaned = super().clean()
        if cleaned.get("ruling") == Objection.Ruling.OVERRULED:
            cleaned["mediator"] = None
        return cleaned


class StepAsideForm(StepForm):
    reason = forms.CharField(
        label=_("您和谁是什么关系"), max_length=200, help_text=_("只写关系，例如：被申请人的弟弟。")
    )


FORMS = {
    "step_aside": StepAsideForm,
    "choose_mediator": ChooseMediatorForm,
    "object_to_mediator": ObjectToMediatorForm,
    "rule_on_objection": RuleOnObjectionForm,
    "replace_mediator": ReplaceMediatorForm,
    "take_over": AcceptAssignmentForm,
}
