"""A filled spreadsheet as somebody at the counter sends it: the template with lines written into it."""

import io

from openpyxl import Workbook, load_workbook

from intake.columns import COLUMNS

HEADINGS = [str(column.heading) for column in COLUMNS]
GOOD = {
    "原编号": "新港登2026-17",
    "反映日期": "2026-10-08",
    "申请人": "王大海",
    "申请人电话": "13800001111",
    "被申请人": "符阿婆",
    "纠纷类型": "邻里纠纷",
    "案件来源": "主动调解",
    "发生地点": "渔港路9号",
    "纠纷经过": "王大海说符阿婆家的鸡棚占了通道。",
}


def filled(*lines, template=None):
    """The bytes of a sheet with these lines ({heading: value}); of the downloaded template, or of one with its headings."""
    if template is not None:
        book = load_workbook(io.BytesIO(template))
        sheet = book.worksheets[0]
        first = 3
    else:
        book = Workbook()
        sheet = book.active
        sheet.append(HEADINGS)
        first = 2
    headings = [cell.value for cell in sheet[1]]
    for number, line in enumerate(lines, start=first):
        for heading, value in line.items():
            cell = sheet.cell(number, headings.index(heading) + 1, value)
            if isinstance(value, str):
                cell.data_type = "s"
    packed = io.BytesIO()
    book.save(packed)
    return packed.getvalue()


def line(number, **changes):
    """A good line of its own."""
    own = {"原编号": f"新港登2026-{number}", "申请人": f"王大{number}", "申请人电话": f"138{number:08d}"}
    return GOOD | own | {"发生地点": f"渔港路{number}号", "被申请人": f"符阿{number}"} | changes


def read(data):
    """[{heading: text}] of a spreadsheet's first page, empty cells left out."""
    rows = list(load_workbook(io.BytesIO(data)).worksheets[0].iter_rows(values_only=True))
    return [
        {heading: value for heading, value in zip(rows[0], row, strict=True) if value is not None} for row in rows[1:]
    ]
