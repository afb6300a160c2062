"""Amounts as agreements write them: in figures and in capital characters (大写)."""

from decimal import Decimal

DIGITS = "零壹贰叁肆伍陆柒捌玖"
UNITS = ("", "拾", "佰", "仟")
GROUPS = ("", "万", "亿")
LIMIT = Decimal("1000000000000")


class UnwritableAmount(ValueError):
    """An amount that is negative, finer than a fen, or a trillion yuan and more."""


def figures(amount):
    """4800 → 4800, 4800.50 → 4800.50: no trailing .00, no thousands separators (as the forms write)."""
    amount = Decimal(amount)
    return f"{amount:.0f}" if amount == amount.to_integral_value() else f"{amount:.2f}"


def capitals(amount):
    """4800 → 肆仟捌佰元整, 0.05 → 伍分 (支付结算办法附一《正确填写票据和结算凭证的基本规定》). Raises UnwritableAmount."""
    amount = Decimal(amount)
    cents = amount * 100
    if amount < 0 or amount >= LIMIT or cents != cents.to_integral_value():
        raise UnwritableAmount(str(amount))
    yuan, cents = divmod(int(cents), 100)
    jiao, fen = divmod(cents, 10)
    text = f"{_whole(yuan)}元" if yuan else ""
    if not cents:
        return (text or "零元") + "整"
    if jiao:
        text += f"{DIGITS[jiao]}角"
    elif yuan:
        text += "零"
    return text + (f"{DIGITS[fen]}分" if fen else "整")


def _whole(number):
    """A positive whole number below a trillion in capitals, one 零 for any run of zeros."""
    text, gap = "", False
    for place in reversed(range(12)):
        digit = number // 10**place % 10
        if digit:
            text += (DIGITS[0] if gap and text else "") + DIGITS[digit] + UNITS[place % 4]
            gap = False
        else:
            gap = True
        if place % 4 == 0 and place and number // 10**place % 10000:
            text += GROUPS[place // 4]
    return text
