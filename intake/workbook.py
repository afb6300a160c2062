"""The file itself: the empty spreadsheet to fill in, what is read of a filled one, and the lines that were refused."""

import datetime as dt
import io
import json
import re
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

from django.utils.translation import gettext as _

from intake.columns import COLUMNS, EXAMPLE, WHY

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
MOST_BYTES = 5 * 1024 * 1024
MOST_ROWS = 500
CHILD = Path(__file__).with_name("sheet_child.py")
SECONDS = 12
EXACT = 10**15  # a spreadsheet keeps fifteen digits of a number; how a longer one ended is gone
OLD_EXCEL = b"\xd0\xcf\x11\xe0"
CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f]")
# What looks like a number and is none: the cells are made text, or the spreadsheet rounds what is typed into them.
DIGITS = ("id_number", "phone", "origin_reference", "reported_at")
HEADINGS = {str(column.heading): column for column in COLUMNS}


@dataclass(frozen=True)
class Row:
    """One filled line. cells: {heading: text}; lost: headings of numbers whose last digits the spreadsheet dropped."""

    number: int
    cells: dict
    lost: tuple = ()


class Unreadable(Exception):
    """The file is no filled register; `message_zh` says what to do."""

    def __init__(self, message_zh):
        super().__init__(message_zh)
        self.message_zh = message_zh


# --- reading -----------------------------------------------------------------


def read(data):
    """The filled lines of an .xlsx file as Rows, the template's example left out. Raises Unreadable.

    A child process opens it (sheet_child.py): half a second, at most 12 seconds and 512 MB.
    """
    lines = iter(_lines(data))
    headings = _headings(next(lines, (1, ()))[1])
    found = [row for number, values in lines if (row := _row(number, headings, values)) is not None]
    if len(found) > MOST_ROWS:
        raise Unreadable(_("一次最多{most}行，请分成几个文件交。").format(most=MOST_ROWS))
    if not found:
        raise Unreadable(_("表里没有填好的行。请从第2行起，一行写一件。"))
    return found


def _lines(data):
    """[(number, values)] of the first sheet, the headings first, at most one line more than may be filled in."""
    if len(data) > MOST_BYTES:
        raise Unreadable(_("文件超过5MB，请分成几个文件交。"))
    if data.startswith(OLD_EXCEL):
        raise Unreadable(_("这是老格式的表格，或者加了密码。请另存为不带密码的.xlsx再交。"))
    # One line for the example and one too many, so that too many are noticed.
    command = [sys.executable, "-I", str(CHILD), str(MOST_ROWS + 2)]
    try:
        done = subprocess.run(command, input=data, capture_output=True, timeout=SECONDS, check=True)
        found = json.loads(done.stdout)
    except (subprocess.SubprocessError, ValueError, OSError) as wrong:
        raise Unreadable(_("这不是.xlsx表格。请下载模板填好，存成.xlsx再交。")) from wrong
    if found["flaw"] == "large":
        raise Unreadable(_("文件展开后太大，请只留要登记的那一页，再交。"))
    if found["flaw"]:
        raise Unreadable(_("这不是表格软件存的文件，请用模板填好再交。"))
    return [(number, [_back(value) for value in values]) for number, values in found["lines"]]


def _back(value):
    """A cell as the child wrote it, a moment a datetime again."""
    return dt.datetime.fromisoformat(value["at"]) if isinstance(value, dict) else value


def _headings(values):
    """The headings in their places; Unreadable when a needed one is missing."""
    found = ["".join(_text(value).split()).rstrip("*＊") for value in values]
    missing = [str(column.heading) for column in COLUMNS if column.needed and str(column.heading) not in found]
    if missing:
        named = _("、").join(f"“{heading}”" for heading in missing)
        raise Unreadable(_("第1行是表头，没有找到{headings}。请用模板填，表头不要改。").format(headings=named))
    return [heading if heading in HEADINGS else "" for heading in found]


def _row(number, headings, values):
    """The line, None for an empty one or the example."""
    pairs = [(heading, value) for heading, value in zip(headings, values, strict=False) if heading]
    cells = {heading: text for heading, value in pairs if (text := _text(value))}
    if not cells or str(EXAMPLE) in cells.values():
        return None
    lost = tuple(heading for heading, value in pairs if _is_rounded(value))
    return Row(number, cells, lost)


def _is_rounded(value):
    return isinstance(value, int | float) and abs(value) >= EXACT


def _text(value):
    """A cell as somebody would have typed it."""
    if value is None:
        return ""
    if isinstance(value, dt.datetime):
        return f"{value:%Y-%m-%d %H:%M}".removesuffix(" 00:00")
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    return CONTROL.sub("", str(value).replace("\r\n", "\n").replace("\xa0", " ")).strip()


# --- writing -----------------------------------------------------------------


def template(words):
    """The bytes of the empty spreadsheet: the headings with an example, the allowed words, how each column is filled."""
    from openpyxl.worksheet.datavalidation import DataValidation

    book, sheet = _begin([str(column.heading) for column in COLUMNS])
    _write(sheet, 2, [column.example for column in COLUMNS])
    for line in range(3, MOST_ROWS + 3):
        for place, column in enumerate(COLUMNS, start=1):
            if column.name in DIGITS:
                sheet.cell(line, place).number_format = "@"
    listed = book.create_sheet(_("可用的词"))
    taking = [column for column in COLUMNS if words.of(column)]
    for place, name in enumerate(dict.fromkeys(column.words for column in taking), start=1):
        headings = [str(column.heading) for column in taking if column.words == name]
        allowed = list(words.lists[name])
        for line, text in enumerate([_("、").join(headings), *allowed], start=1):
            _put(listed, line, place, text)
        letter = listed.cell(1, place).column_letter
        listed.column_dimensions[letter].width = 34
        choice = DataValidation(
            type="list", formula1=f"'{listed.title}'!${letter}$2:${letter}${len(allowed) + 1}", showErrorMessage=False
        )
        sheet.add_data_validation(choice)
        for at, column in enumerate(COLUMNS, start=1):
            if column.words == name:
                choice.add(f"{_letter(at)}2:{_letter(at)}{MOST_ROWS + 2}")
    _explain(book.create_sheet(_("怎么填")), words)
    return _bytes(book)


def _explain(sheet, words):
    lines = [(_("列"), _("要不要填"), _("怎么填"))]
    for column in COLUMNS:
        note = str(column.note) or (_("从“可用的词”里选一个。") if words.of(column) else "")
        lines.append((str(column.heading), _("必填") if column.needed else _("可不填"), note))
    for number, line in enumerate(lines, start=1):
        _write(sheet, number, line)
    for letter, width in zip("ABC", (26, 12, 60), strict=True):
        sheet.column_dimensions[letter].width = width


def refused(lines):
    """The bytes of a spreadsheet with the lines that were not taken, what is wrong with each in the last column.

    lines: [({heading: text}, why)]; sent again it is read like any other.
    """
    book, sheet = _begin([*(str(column.heading) for column in COLUMNS), str(WHY)])
    for number, (cells, why) in enumerate(lines, start=2):
        _write(sheet, number, [*(cells.get(str(column.heading), "") for column in COLUMNS), why])
    sheet.column_dimensions[_letter(len(COLUMNS) + 1)].width = 60
    return _bytes(book)


def _begin(headings):
    """A book with one sheet whose cells are all text, so that no number is rounded and no text becomes a formula."""
    from openpyxl import Workbook
    from openpyxl.styles import Font

    book = Workbook()
    sheet = book.active
    sheet.title = _("补录")
    for place, heading in enumerate(headings, start=1):
        _put(sheet, 1, place, heading).font = Font(bold=True)
        column = HEADINGS.get(heading)
        sheet.column_dimensions[_letter(place)].width = max(len(heading) * 2 + 2, column.width if column else 0)
        sheet.column_dimensions[_letter(place)].number_format = "@"
    sheet.freeze_panes = "A2"
    return book, sheet


def _write(sheet, line, texts):
    for place, text in enumerate(texts, start=1):
        if text:
            _put(sheet, line, place, text)


def _put(sheet, line, place, text):
    cell = sheet.cell(line, place, str(text))
    # What somebody typed with = in front is text here, never a formula.
    cell.data_type, cell.number_format = "s", "@"
    return cell


def _letter(place):
    from openpyxl.utils import get_column_letter

    return get_column_letter(place)


def _bytes(book):
    packed = io.BytesIO()
    book.save(packed)
    return packed.getvalue()
