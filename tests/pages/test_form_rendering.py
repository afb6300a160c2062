"""How forms look: labels, hints, errors that say what to do, the summary on top, no browser checks."""

import datetime
import re

import pytest
from django import forms
from django.template import Context, Template


class Registering(forms.Form):
    """Every kind of field that the pages use."""

    groups = [("谁", ["name", "sex", "phone"]), ("怎么办", ["day", "way", "wants", "agreed", "photo"])]

    draft = forms.CharField(widget=forms.HiddenInput, required=False)
    name = forms.CharField(label="姓名", max_length=5)
    sex = forms.ChoiceField(label="性别", choices=[("", "请选"), ("f", "女"), ("m", "男")])
    phone = forms.CharField(
        label="手机号", required=False, help_text="带空格也可以", error_messages={"required": "请填手机号"}
    )
    day = forms.DateField(label="哪天？", widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}))
    way = forms.ChoiceField(label="怎么签", choices=[("ink", "纸上"), ("tablet", "平板")], widget=forms.RadioSelect)
    wants = forms.MultipleChoiceField(
        label="想要什么", choices=[("pay", "赔钱")], widget=forms.CheckboxSelectMultiple, required=False
    )
    agreed = forms.BooleanField(label="我愿意")
    photo = forms.FileField(label="照片")

    def clean_phone(self):
        if self.cleaned_data["phone"] == "110":
            raise forms.ValidationError("手机号是11位数字，请再看一下")
        return self.cleaned_data["phone"]


def rendered(form, source="{{ form }}", **context):
    template = Template("{% load page %}" + source)
    return re.sub(r">\s+<", "><", template.render(Context({"form": form, **context})))


def empty():
    return Registering({})


def test_a_label_names_its_field_and_no_field_is_checked_by_the_browser():
    html = rendered(Registering())
    assert '<label for="id_name">姓名</label>' in html
    assert "required" not in html


def test_an_optional_field_says_so_and_a_required_one_does_not():
    html = rendered(Registering())
    assert '手机号<span class="optional">（可不填）</span>' in html
    assert '想要什么<span class="optional">（可不选）</span>' in html
    assert "*" not in html


def test_a_hint_is_tied_to_its_field():
    html = rendered(Registering())
    assert '<p class="hint" id="id_phone_helptext">带空格也可以</p>' in html
    assert re.search(r'<input[^>]*name="phone"[^>]*aria-describedby="id_phone_helptext"', html)


def test_choices_are_boxes_and_can_be_tiles():
    form = Registering()
    assert '<div class="choices" id="id_way"><label class="choice" for="id_way_0">' in rendered(form)
    assert '<div class="tiles tiles--2" id="id_way">' in rendered(form, '{% field form.way layout="tiles tiles--2" %}')


def test_a_single_tick_is_one_box_without_a_mark_of_being_optional():
    html = rendered(Registering(), "{% field form.agreed %}")
    assert '<label class="choice" for="id_agreed"><input type="checkbox"' in html
    assert "可不" not in html


def test_a_date_is_sent_and_shown_in_the_form_that_browsers_take():
    html = rendered(Registering(initial={"day": datetime.date(2026, 11, 23)}))
    assert '<input type="date" name="day" value="2026-11-23"' in html


@pytest.mark.parametrize(
    "sentence",
    ["请填姓名", "请选性别", "请填哪天", "请选怎么签", "请先勾选“我愿意”", "请选文件：照片"],
)
def test_a_missing_answer_is_asked_for_by_name(sentence):
    assert f"<li>{sentence}</li>" in rendered(empty())


def test_an_error_stands_at_its_field_and_is_tied_to_it():
    html = rendered(empty())
    assert '<ul class="errorlist" id="id_name_error"><li>请填姓名</li></ul>' in html
    assert re.search(r'<input[^>]*name="name"[^>]*aria-invalid="true"[^>]*aria-describedby="id_name_error"', html)
    assert re.search(r'<fieldset aria-describedby="id_way_error">', html)


def test_too_long_an_answer_says_how_long_it_may_be():
    assert "最多写5个字，现在有8个" in rendered(Registering({"name": "欧阳上官慕容司马"}))


def test_a_wrong_date_says_how_dates_are_written():
    assert "请填日期，例如2026年11月23日" in rendered(Registering({"day": "明天"}))


def test_a_sentence_written_for_the_field_wins():
    assert "手机号是11位数字，请再看一下" in rendered(Registering({"phone": "110"}))


def test_the_summary_leads_to_every_field_with_an_error():
    html = rendered(empty(), "{% alerts %}")
    assert '<a href="#id_name">请填姓名</a>' in html
    assert '<a href="#id_way_0">请选怎么签</a>' in html
    assert html.index("id_name") < html.index("id_sex") < html.index("id_photo")


def test_an_error_of_the_whole_form_stands_in_the_summary():
    form = empty()
    form.add_error(None, "双方不能是同一个人")
    assert "<li>双方不能是同一个人</li>" in rendered(form, "{% alerts %}")


def test_a_problem_without_a_form_stands_in_the_summary():
    html = rendered(None, "{% alerts %}", problems=["这一页放得太久，别人已经改过了"])
    assert "<li>这一页放得太久，别人已经改过了</li>" in html


def test_the_errors_of_a_formset_stand_in_the_summary():
    Several = forms.formset_factory(Registering, extra=0)
    formset = Several({"form-TOTAL_FORMS": "1", "form-INITIAL_FORMS": "1", "form-0-sex": "f"})
    assert '<a href="#id_form-0-name">请填姓名</a>' in rendered(None, "{% alerts %}", formset=formset)


def test_the_title_of_a_page_with_errors_says_so():
    assert rendered(empty(), "{% error_prefix %}") == "有错误："
    assert rendered(Registering(), "{% error_prefix %}") == ""


def test_a_message_is_not_shown_beside_errors():
    assert "记下了" in rendered(Registering(), "{% alerts %}", messages=["记下了"])
    assert "记下了" not in rendered(empty(), "{% alerts %}", messages=["记下了"])


def test_a_form_is_drawn_in_the_sections_it_names():
    html = rendered(Registering(), "{% groups form %}")
    assert (
        html.index("<h2>谁</h2>")
        < html.index('name="phone"')
        < html.index("<h2>怎么办</h2>")
        < html.index('name="day"')
    )
    assert '<input type="hidden" name="draft"' in html


def test_what_was_typed_is_still_there_and_escaped():
    html = rendered(Registering({"name": '<b>"王"'}))
    assert "&lt;b&gt;&quot;王&quot;" in html
    assert "<b>" not in html


def test_the_pinyin_of_a_choice_reaches_the_filter():
    class Searchable(forms.RadioSelect):
        def create_option(self, *args, **kwargs):
            option = super().create_option(*args, **kwargs)
            option["attrs"]["data-k"] = "wangxiuzhen wxz"
            return option

    class Choosing(forms.Form):
        mediator = forms.ChoiceField(label="调解员", choices=[("1", "王秀珍")], widget=Searchable)

    assert 'data-k="wangxiuzhen wxz"><input type="radio" name="mediator" value="1"' in rendered(Choosing())
