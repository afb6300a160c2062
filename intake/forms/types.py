"""The few types of dispute that a door offers as tiles, and the one of somebody who is not sure."""

from django import forms
from django.utils.translation import gettext_lazy as _

from cases.models import DisputeType

UNSURE = "unsure"
OTHER = "other"  # what the statistics call a dispute that fits no type


class QuickTypes(forms.Form):
    """A form with the tiles; `types` are those offered, by their codes; `layout` is how the tiles stand."""

    layout = "tiles tiles--2"
    dispute_type = forms.ChoiceField(
        label=_("大概是哪一类"),
        widget=forms.RadioSelect,
        error_messages={"required": _("请选一类，说不准也可以")},
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.types = {row.code: row for row in DisputeType.objects.filter(quick_pick=True, valid_until__isnull=True)}
        tiles = [(code, row.report_column or row.name) for code, row in self.types.items()]
        self.fields["dispute_type"].choices = [*tiles, (UNSURE, _("说不准"))]
        self.fields["dispute_type"].widget.attrs["class"] = self.layout

    @property
    def type_is_sure(self):
        return self.cleaned_data["dispute_type"] in self.types

    @property
    def chosen_type(self):
        """The dispute type; the statistics' 其他纠纷 for somebody who is not sure."""
        return self.types.get(self.cleaned_data["dispute_type"]) or DisputeType.objects.get(code=OTHER)

    @property
    def type_words(self):
        return dict(self.fields["dispute_type"].choices)[self.cleaned_data["dispute_type"]]
