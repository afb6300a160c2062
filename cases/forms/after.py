"""Forms of what comes after the road or beside it."""

from django import forms
from django.utils.translation import gettext_lazy as _

from cases.forms.base import FormOfPerson, PersonChoice, StepForm, UploadField
from cases.models import Complaint


class OpenNextCaseForm(StepForm):
    reason = forms.CharField(label=_("为什么另开一件"), max_length=300, widget=forms.Textarea(attrs={"rows": 3}))


class AddSupplementForm(StepForm):
    title = forms.CharField(label=_("材料名称"), max_length=120)
    reason = forms.CharField(label=_("为什么补"), max_length=200)
    upload = UploadField(label=_("拍照或选文件"), purpose="supplement")


class ComplainForm(FormOfPerson):
    participation = PersonChoice(label=_("谁投诉"))
    about = forms.ChoiceField(label=_("投诉谁"), choices=Complaint.About.choices, widget=forms.RadioSelect)
    text = forms.CharField(label=_("怎么回事"), max_length=2000, widget=forms.Textarea(attrs={"rows": 5}))
    layouts = {"about": "tiles tiles--2"}


class AnswerComplaintForm(StepForm):
    answer = forms.CharField(label=_("答复"), max_length=2000, widget=forms.Textarea(attrs={"rows": 5}))


FORMS = {"open_next_case": OpenNextCaseForm, "add_supplement": AddSupplementForm, "complain": ComplainForm}
