"""Forms of the mediation itself."""

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.roles import Role
from cases import standing
from cases.forms.base import PersonChoice, StepForm, UploadField, moment_input
from cases.forms.intake import lines
from cases.models import Assignment, Consent, Note, Session
from organizations import roster


class RecordConsentForm(StepForm):
    happens_earlier = True
    participation = PersonChoice(label=_("谁"))
    purpose = forms.ChoiceField(label=_("问的是什么"), choices=Consent.Purpose.choices, widget=forms.RadioSelect)
    given = forms.TypedChoiceField(
        label=_("怎么说的"),
        choices=[("yes", _("同意")), ("no", _("不同意"))],
        coerce=lambda word: word == "yes",
        widget=forms.RadioSelect,
    )
    channel = forms.ChoiceField(label=_("怎么问的"), choices=Consent.Channel.choices, widget=forms.RadioSelect)
    layouts = {"given": "tiles tiles--2", "channel": "tiles"}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["participation"].among(self.case)

    def starting_values(self, case):
        return {"purpose": Consent.Purpose.MEDIATION}


class RefuseForm(StepForm):
    happens_earlier = True
    participation = PersonChoice(label=_("谁不同意"))
    channel = forms.ChoiceField(label=_("怎么说的"), choices=Consent.Channel.choices, widget=forms.RadioSelect)
    text = forms.CharField(label=_("原话"), required=False, max_length=500, widget=forms.Textarea(attrs={"rows": 3}))
    layouts = {"channel": "tiles"}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["participation"].among(self.case)


def typed_keys(name):
    """What a long list is filtered by besides the name itself: pinyin and its initials."""
    from pypinyin import Style, lazy_pinyin

    return "".join(lazy_pinyin(name)) + " " + "".join(lazy_pinyin(name, style=Style.FIRST_LETTER))


class SuggestedMediators:
    """A form with a field `mediator`: the body's mediators with the reasons for each, who is tied cannot be chosen."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        from cases import conflicts

        self.suggestions = [one for one in conflicts.suggest(self.case) if one.mediator.pk != self.case.mediator_id]
        self.mediators = {str(one.mediator.pk): one.mediator for one in self.suggestions}
        self.fields["mediator"].choices = [(str(one.mediator.pk), one.mediator.name) for one in self.suggestions]

    @property
    def people(self):
        """The suggestions as the page lists them: who is tied to a party is shown, with the tie, and cannot be chosen."""
        chosen = self["mediator"].value()
        return [
            {
                "pk": one.mediator.pk,
                "name": one.mediator.name,
                "reasons": one.reasons,
                "ties": [tie.sentence for tie in one.ties],
                "keys": typed_keys(one.mediator.name),
                "checked": str(one.mediator.pk) == str(chosen) and not one.ties,
            }
            for one in self.suggestions
        ]

    def clean_mediator(self):
        return self.mediators.get(self.cleaned_data["mediator"])


class AssignMediatorForm(SuggestedMediators, StepForm):
    mediator = forms.ChoiceField(label=_("调解员"), widget=forms.RadioSelect)
    basis = forms.ChoiceField(
        label=_("怎么定的"),
        choices=Assignment.Basis.choices,
        widget=forms.RadioSelect,
        initial=Assignment.Basis.APPOINTED,
    )
    layouts = {"basis": "tiles tiles--2"}


class AcceptAssignmentForm(StepForm):
    declared = forms.BooleanField(
        label=_("我声明：我和各方当事人没有亲属关系，没有利害关系，也没有其他会影响公正的关系。"),
        error_messages={"required": _("请先勾选声明；有关系的，请点“不接这件”")},
    )


class DeclineAssignmentForm(StepForm):
    reason = forms.CharField(label=_("为什么不接"), max_length=200)
    tied = forms.BooleanField(label=_("我和一方当事人有关系，应当回避"), required=False)


class ScheduleSessionForm(StepForm):
    starts_at = forms.DateTimeField(label=_("什么时候"), widget=moment_input())
    place = forms.CharField(label=_("在哪里"), max_length=120)
    anyway = forms.BooleanField(
        label=_("知道有冲突，还是这样约"), required=False, help_text=_("同一个时间已经约了别的调解时才用得着。")
    )

    def starting_values(self, case):
        last = case.sessions.order_by("-ordinal").first()
        return {"place": last.place if last else case.organization.place}


# What a meeting that took place came to; one that did not is entered as an absence.
HELD = [(value, label) for value, label in Session.Result.choices if value != Session.Result.NOT_HELD]


class RecordSessionForm(StepForm):
    session = forms.ModelChoiceField(label=_("哪一次"), queryset=Session.objects.none(), empty_label=None)
    ends_at = forms.DateTimeField(label=_("几点结束的"), widget=moment_input())
    attendees = forms.CharField(
        label=_("还有谁在场"),
        required=False,
        help_text=_("一行写一位，例如：网格员范小玲。当事人和调解员不用写。"),
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    record = forms.CharField(
        label=_("调解记录"),
        max_length=20000,
        widget=forms.Textarea(attrs={"rows": 10}),
        help_text=_("双方都会看到并签名。单独谈的话请另记，不要写在这里。"),
    )
    result = forms.ChoiceField(label=_("结果"), choices=HELD, widget=forms.RadioSelect)
    recorder = forms.ModelChoiceField(label=_("记录人"), queryset=None, required=False, empty_label=_("就是我"))

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["session"].queryset = self.case.sessions.filter(recorded_at__isnull=True)
        self.fields["session"].label_from_instance = lambda row: _("第{ordinal}次，{when}，{place}").format(
            ordinal=row.ordinal,
            when=timezone.localtime(row.starts_at).strftime("%Y-%m-%d %H:%M"),
            place=row.place,
        )
        self.fields["recorder"].queryset = recorders(self.case)

    def facts(self):
        return super().facts() | {"attendees": lines(self.cleaned_data["attendees"])}


def recorders(case):
    """Colleagues who may keep the record: the body's clerks and mediators but for the case's mediator."""
    people = standing.free(case, [*roster.members(case.organization, Role.CLERK), *roster.mediators(case.organization)])
    model = type(case)._meta.get_field("mediator").related_model
    return model.objects.filter(pk__in=[person.pk for person in people]).exclude(pk=case.mediator_id)


class AddNoteForm(StepForm):
    happens_earlier = True
    audience = forms.ChoiceField(label=_("谁能看"), choices=Note.Audience.choices, widget=forms.RadioSelect)
    participation = PersonChoice(label=_("和谁单独谈的"), required=False)
    text = forms.CharField(label=_("说了什么"), max_length=5000, widget=forms.Textarea(attrs={"rows": 6}))

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["participation"].among(self.case)

    def starting_values(self, case):
        # Narrowest first: nobody publishes a private talk by forgetting to choose.
        return {"audience": Note.Audience.AUTHOR}

    def clean(self):
        cleaned = super().clean()
        private = cleaned.get("audience") == Note.Audience.ONE_SIDE
        if private and not cleaned.get("participation"):
            self.add_error("participation", _("请选和谁单独谈的"))
        if not private:
            cleaned["participation"] = None
        return cleaned


class RecordOfferForm(StepForm):
    happens_earlier = True
    participation = PersonChoice(label=_("谁"))
    amount = forms.DecimalField(
        label=_("多少元"),
        min_value=0,
        max_digits=14,
        decimal_places=2,
        widget=forms.NumberInput(attrs={"class": "short"}),
    )
    terms = forms.CharField(label=_("有什么条件"), required=False, max_length=200)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["participation"].among(self.case)


class AddEvidenceForm(StepForm):
    name = forms.CharField(label=_("材料名称"), max_length=120, help_text=_("例如：天花板渗水照片"))
    given_by = PersonChoice(label=_("谁交的"), required=False)
    shows = forms.CharField(label=_("证明什么"), required=False, max_length=300)
    upload = UploadField(label=_("拍照或选文件"), purpose="evidence")
    original_seen = forms.BooleanField(label=_("看过原件"), required=False)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["given_by"].among(self.case)


FORMS = {
    "record_consent": RecordConsentForm,
    "refuse": RefuseForm,
    "assign_mediator": AssignMediatorForm,
    "accept_assignment": AcceptAssignmentForm,
    "decline_assignment": DeclineAssignmentForm,
    "schedule_session": ScheduleSessionForm,
    "record_session": RecordSessionForm,
    "add_note": AddNoteForm,
    "record_offer": RecordOfferForm,
    "add_evidence": AddEvidenceForm,
}
