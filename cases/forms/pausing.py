"""Forms about the term: longer, interrupted, taken up again."""

from django import forms
from django.utils.translation import gettext_lazy as _

from cases import deadlines, regimes
from cases.forms.base import StepForm, date_input
from cases.forms.intake import PlainForm, reasons
from cases.models import Reason


class ExtendTermForm(StepForm):
    until = forms.DateField(label=_("延长到哪一天"), widget=date_input())
    reason = forms.CharField(label=_("为什么要延长"), max_length=200)

    def starting_values(self, case):
        running = regimes.running_term(case)
        return {"until": running and deadlines.same_length_again(case, running)}


class SuspendForm(StepForm):
    reasons = reasons(Reason.Kind.SUSPEND)
    review_on = forms.DateField(
        label=_("哪天复查"), widget=date_input(), help_text=_("到这天自动恢复，再看能不能接着谈。")
    )
    text = forms.CharField(label=_("说明"), required=False, max_length=300, widget=forms.Textarea(attrs={"rows": 3}))


FORMS = {"extend_term": ExtendTermForm, "suspend": SuspendForm, "resume": PlainForm}
