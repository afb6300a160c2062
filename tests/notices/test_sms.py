"""The console gateway of the demo."""

import pytest

from notices import sms


def test_the_console_prints_the_text_with_a_masked_number(capsys, settings):
    settings.SMS_ADAPTER = "notices.sms.Console"
    sms.adapter().send("13800005678", "您的验证码是123456", "k1")
    assert capsys.readouterr().out == "[短信] 138****5678: 您的验证码是123456\n"


@pytest.mark.parametrize(("number", "shown"), [("13800005678", "138****5678"), ("089888", "089****"), ("", "****")])
def test_a_mask_never_shows_a_whole_number(number, shown):
    assert sms.masked(number) == shown
