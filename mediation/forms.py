"""How every form looks: the renderer, the layout of a field, and errors that say what to do."""

from django import forms
from django.core import validators
from django.forms.renderers import TemplatesSetting
from django.utils.translation import gettext as _


class Renderer(TemplatesSetting):
    """Forms by the templates in templates/django/forms/; the server checks, so no field carries `required`."""

    form_template_name = "django/forms/form.html"
    field_template_name = "django/forms/field.html"
    formset_template_name = "django/forms/formset.html"

    def render(self, template_name, context, request=None):
        """The html of a form, field or widget, without the browser's own `required` check (ux.md § 2)."""
        widget = context.get("widget")
        if widget and "attrs" in widget:
            widget["attrs"].pop("required", None)
        bound = context.get("field")
        if bound is not None:
            context = context | {"texts": error_texts(bound), "choosing": chooses(bound), "optional": optional(bound)}
        return super().render(template_name, context, request)


def chooses(bound):
    """Whether a field is answered by choosing, not by writing."""
    return isinstance(bound.field.widget, forms.widgets.ChoiceWidget)


def optional(bound):
    """Whether a label is marked （可不填）; a single tick is never marked, nor what may only wait (`field.waits`)."""
    may_stay_empty = not bound.field.required and not getattr(bound.field, "waits", False)
    return may_stay_empty and not isinstance(bound.field.widget, forms.CheckboxInput)


def lay_out(bound, *, layout="", label="", hint="", rows=None, placeholder=""):
    """The same field with its looks changed for one page; the form's own copy of the field is changed."""
    attrs = bound.field.widget.attrs
    if layout:
        attrs["class"] = layout
    if rows:
        attrs["rows"] = rows
    if placeholder:
        attrs["placeholder"] = placeholder
    if label:
        bound.label = label
    if hint:
        bound.help_text = hint
    return bound


def is_ours(error, field):
    """Whether an error carries Django's own sentence rather than one written for this field."""
    by_class = (getattr(kind, "default_error_messages", {}) for kind in type(field).__mro__)
    defaults = [messages[error.code] for messages in by_class if error.code in messages]
    defaults += [
        validators.MaxLengthValidator.message,
        validators.MinLengthValidator.message,
        validators.MaxValueValidator.message,
        validators.MinValueValidator.message,
    ]
    return not any(error.message is default or error.message == default for default in defaults)


def in_words(error, bound):
    """One error as a sentence that says what to do; a sentence written for the field stays as it is."""
    if is_ours(error, bound.field):
        return error.messages[0]
    if error.code == "required":
        return what_is_missing(bound)
    sentences = {
        "invalid_choice": _("请在列出的里面选一个"),
        "max_length": _("最多写%(limit_value)s个字，现在有%(show_value)s个"),
        "min_length": _("至少写%(limit_value)s个字，现在有%(show_value)s个"),
        "max_value": _("不能大于%(limit_value)s"),
        "min_value": _("不能小于%(limit_value)s"),
        "empty": _("这个文件是空的，请换一个"),
    }
    if error.code == "invalid":
        return invalid_words(bound) or error.messages[0]
    sentence = sentences.get(error.code)
    return sentence % (error.params or {}) if sentence else error.messages[0]


def what_is_missing(bound):
    """请填姓名, 请选类型, 请选文件, by the kind of field."""
    label = str(bound.label).rstrip("？：。?:")
    if isinstance(bound.field.widget, forms.CheckboxInput):
        return _("请先勾选“%(label)s”") % {"label": label}
    if isinstance(bound.field, forms.FileField):
        return _("请选文件：%(label)s") % {"label": label}
    sentence = _("请选%(label)s") if chooses(bound) else _("请填%(label)s")
    return sentence % {"label": label}


def invalid_words(bound):
    """What to write instead, for the kinds of value that have a form of their own; "" for others."""
    kinds = [
        (forms.DateTimeField, _("请填日期和时间，例如2026年11月23日19:30")),
        (forms.DateField, _("请填日期，例如2026年11月23日")),
        (forms.TimeField, _("请填时间，例如19:30")),
        (forms.EmailField, _("电子邮箱要有@，请再看一下")),
        (forms.IntegerField, _("请只填数字")),
    ]
    return next((sentence for kind, sentence in kinds if isinstance(bound.field, kind)), "")


def error_texts(bound):
    """A field's errors in words, in order."""
    return [in_words(error, bound) for error in bound.errors.as_data()]


def error_links(form):
    """All errors of a form or formset for the summary: [{"id": of the field or "", "text": sentence}]."""
    if hasattr(form, "forms"):
        own = [{"id": "", "text": str(text)} for text in form.non_form_errors()] if form.is_bound else []
        return own + [link for member in form.forms for link in error_links(member)]
    if not form.is_bound or form.is_valid():
        return []
    links = [{"id": "", "text": str(text)} for text in form.non_field_errors()]
    for bound in form:
        target = "" if bound.is_hidden else first_input(bound)
        links += [{"id": target, "text": text} for text in error_texts(bound)]
    return links


def first_input(bound):
    """The id of what a link to the field should put the cursor on: for a list of choices its first choice."""
    return bound.id_for_label or f"{bound.auto_id}_0"
