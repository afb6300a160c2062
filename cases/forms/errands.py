"""Forms of errands: asking for one, taking it back, and the three questions of whoever went."""

from django import forms
from django.db.models import Case, IntegerField, When
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from accounts.roles import Role
from cases import errands
from cases.forms.base import FormOfPerson, PersonChoice, StepForm, date_input
from cases.models import Errand


class AskErrandForm(FormOfPerson):
    what = forms.ChoiceField(label=_("帮什么忙"), choices=Errand.What.choices, widget=forms.RadioSelect)
    participation = PersonChoice(label=_("去找谁"))
    place = forms.CharField(
        label=_("去哪里"),
        required=False,
        max_length=120,
        help_text=_("不写就按登记的住址去。只写地方，不要写案件的事。"),
    )
    due_on = forms.DateField(label=_("哪天以前"), widget=date_input())
    asked_of = forms.ModelChoiceField(
        label=_("请谁"), queryset=User.objects.none(), empty_label=None, widget=forms.RadioSelect
    )
    layouts = {"what": "tiles"}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        roles = {user.pk: role for user, role in errands.helpers(self.case, self.user).items()}
        field = self.fields["asked_of"]
        in_order = Case(*(When(pk=pk, then=place) for place, pk in enumerate(roles)), output_field=IntegerField())
        field.queryset = User.objects.filter(pk__in=roles).order_by(in_order) if roles else User.objects.none()
        field.label_from_instance = lambda user: f"{user.name}（{Role(roles[user.pk]).label}）"
        if not roles:
            field.help_text = _("现在没有可以请的人：本调委会没有别的网格员和调解员，或者都要回避。")


class DropErrandForm(StepForm):
    errand = forms.ModelChoiceField(
        label=_("哪一件"), queryset=Errand.objects.none(), empty_label=None, widget=forms.RadioSelect
    )
    why = forms.ChoiceField(
        label=_("为什么不用了"),
        choices=[(word.value, word.label) for word in Errand.BY_HAND],
        widget=forms.RadioSelect,
    )
    layouts = {"why": "tiles"}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        waiting = self.case.errands.filter(ended_at=None).select_related("asked_of", "participation__party")
        self.fields["errand"].queryset = waiting
        self.fields["errand"].label_from_instance = lambda row: _("{name}去找{party}：{what}").format(
            name=row.asked_of.name, party=row.participation.party.name, what=row.get_what_display()
        )
        self.initial.setdefault("errand", waiting.values_list("pk", flat=True).first())


class AnswerErrandForm(StepForm):
    """No field for words: what somebody saw of a quarrel is told to the mediator on the telephone."""

    met = forms.ChoiceField(label=_("见到人了没有"), choices=Errand.Met.choices, widget=forms.RadioSelect)
    mood = forms.ChoiceField(
        label=_("看上去怎么样"),
        choices=Errand.Mood.choices,
        required=False,
        widget=forms.RadioSelect,
        help_text=_("没有见到人的，这一题不用选。"),
    )
    calling = forms.ChoiceField(label=_("要不要调解员打电话"), choices=Errand.Calling.choices, widget=forms.RadioSelect)
    layouts = {"calling": "tiles tiles--2"}

    def clean(self):
        cleaned = super().clean()
        if cleaned.get("met") == Errand.Met.SEEN:
            if not cleaned.get("mood"):
                self.add_error("mood", _("见到了的，请选看上去怎么样。"))
        elif cleaned.get("met"):
            cleaned["mood"] = ""
        return cleaned


FORMS = {"ask_errand": AskErrandForm, "drop_errand": DropErrandForm}
