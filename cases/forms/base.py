"""What every step's form shares: the key that makes it count once, the version it was opened on, the event time."""

import uuid

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cases.models import Case
from cases.workflow.requirements import sides_of
from documents import uploads

DATE = {"type": "date", "class": "short"}
MOMENT = {"type": "datetime-local", "class": "middle"}
PICTURES = "image/jpeg,image/png,application/pdf"
PHOTOS = "image/jpeg,image/png"
MOST_PHOTOS = 9


def date_input():
    """A native date field (ux reference: no picker of our own)."""
    return forms.DateInput(format="%Y-%m-%d", attrs=dict(DATE))


def moment_input():
    """A native date and time field."""
    return forms.DateTimeInput(format="%Y-%m-%dT%H:%M", attrs=dict(MOMENT))


class StepForm(forms.Form):
    """A step's form. `case`, `thing` and `user` are given by the view; `facts()` is what the engine takes."""

    use_required_attribute = False
    once = forms.UUIDField(widget=forms.HiddenInput)
    seen = forms.IntegerField(widget=forms.HiddenInput)
    # When it happened, if that was before now; late entry is shown as such, nothing is back-dated silently.
    happens_earlier = False
    lead = ""
    layouts = {}

    def __init__(self, *args, case, thing, user, initial=None, **kwargs):
        self.case, self.thing, self.user = case, thing, user
        start = {"once": uuid.uuid4(), "seen": case.version} | self.starting_values(case) | (initial or {})
        super().__init__(*args, initial=start, **kwargs)
        if self.happens_earlier:
            self.fields["event_at"] = forms.DateTimeField(
                label=_("发生时间"),
                required=False,
                widget=moment_input(),
                help_text=_("就是现在的，不用填。"),
            )
        for name, layout in self.layouts.items():
            self.fields[name].widget.attrs["class"] = layout

    def starting_values(self, case):
        """What the form shows before anything is typed."""
        return {}

    def clean_event_at(self):
        moment = self.cleaned_data["event_at"]
        if moment and moment > timezone.now():
            raise forms.ValidationError(_("发生时间不能晚于现在，请改一下。"))
        return moment

    def facts(self):
        """The step's facts; hidden keys and the event time go to the engine beside them."""
        return {name: value for name, value in self.cleaned_data.items() if name not in ("once", "seen", "event_at")}

    @property
    def visible(self):
        """Names of the fields a person sees, in order."""
        return " ".join(field.name for field in self.visible_fields())


class PersonChoice(forms.ModelChoiceField):
    """One of the case's two sides, by name and role."""

    def __init__(self, **kwargs):
        kwargs.setdefault("label", _("当事人"))
        kwargs.setdefault("widget", forms.RadioSelect)
        super().__init__(
            queryset=Case._meta.get_field("dispute").related_model.objects.none(), empty_label=None, **kwargs
        )

    def label_from_instance(self, row):
        return f"{row.party.name}（{row.get_side_display()}）"

    def among(self, case):
        """Offer the people of this case."""
        rows = sides_of(case)
        self.queryset = case.dispute.participations.filter(pk__in=[row.pk for row in rows]).select_related("party")
        return self


class FormOfPerson(StepForm):
    """A step that is about one of the case's people."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["participation"].among(self.case)


class UploadField(forms.FileField):
    """A photo or PDF; its content is checked and cleaned here, so that a bad file is an ordinary form error."""

    def __init__(self, *, purpose, **kwargs):
        self.purpose = purpose
        kwargs.setdefault("widget", forms.FileInput(attrs={"accept": PICTURES, "data-limit": "20"}))
        kwargs.setdefault("help_text", _("照片或PDF都可以，最大20MB。"))
        super().__init__(**kwargs)

    def clean(self, data, initial=None):
        file = super().clean(data, initial)
        if not file:
            return None
        try:
            return uploads.accept(file, purpose=self.purpose)
        except uploads.Refused as refusal:
            raise forms.ValidationError(str(refusal)) from refusal


class ManyFiles(forms.FileInput):
    """A file input that takes several files at once."""

    allow_multiple_selected = True


class PhotosField(forms.FileField):
    """Some photos. `accepted` holds the good ones also when others are refused, so that nobody sends them twice."""

    def __init__(self, **kwargs):
        self.accepted = []
        kwargs.setdefault("widget", ManyFiles(attrs={"accept": PHOTOS, "data-limit": "20"}))
        kwargs.setdefault("help_text", _("一次可以选几张，每张最大20MB。"))
        super().__init__(**kwargs)

    def clean(self, data, initial=None):
        self.accepted, refused = [], []
        for file in data or []:
            try:
                self.accepted.append(self._photo(file))
            except uploads.Refused as refusal:
                refused.append(_("“{name}”没有放上：{why}").format(name=file.name, why=refusal))
        if len(self.accepted) > MOST_PHOTOS:
            refused.append(_("照片最多{most}张，多的请下次再放。").format(most=MOST_PHOTOS))
        if refused:
            raise forms.ValidationError(refused)
        if self.required and not self.accepted:
            raise forms.ValidationError(self.error_messages["required"], code="required")
        return self.accepted

    @staticmethod
    def _photo(file):
        accepted = uploads.accept(file, purpose="report")
        if not accepted.mime.startswith("image/"):
            raise uploads.Refused(_("这里只放照片，别的文件请交给登记员。"))
        return accepted
