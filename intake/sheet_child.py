"""Runs alone, in a child process with little memory and time: reads a spreadsheet from outside and says in JSON what is
in its first sheet.

Started by workbook.py with the file on standard input; imports nothing of the site. A spreadsheet of 6 KB can unfold to
gigabytes and its styles alone can keep a processor busy for minutes, so neither happens in a process that serves people.
"""

import datetime as dt
import io
import json
import re
import resource
import sys
import zipfile

MEMORY = 512 * 1024 * 1024
SECONDS = 8
# What a small file may unfold to, and where its sheet ends.
MOST_UNFOLDED = 60 * 1024 * 1024
LAST_LINE, LAST_COLUMN = 20_000, 60
LONGEST = 6_000  # characters of a cell; the form says much earlier that it is too long
MOST_TEXT = 2_000_000  # characters of the whole sheet: one long text may be meant by every cell
DOCUMENT_TYPE = re.compile(rb"<!(doctype|entity)", re.IGNORECASE)


def limit():
    """Bind this process: memory, processor time, no file written, no core left behind."""
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def flaw(data):
    """What is wrong with the package as a whole: "large", "foreign" or nothing."""
    with zipfile.ZipFile(io.BytesIO(data)) as packed:
        parts = packed.infolist()
        if sum(part.file_size for part in parts) > MOST_UNFOLDED or len(parts) > 1000:
            return "large"
        if any(DOCUMENT_TYPE.search(packed.read(part)) for part in parts):
            return "foreign"
    return ""


def plain(value):
    """A cell as JSON has it; a moment as {"at": …}."""
    if isinstance(value, dt.datetime):
        return {"at": value.isoformat()}
    if value is None or isinstance(value, (bool, int, float)):
        return value
    return str(value)[:LONGEST]


def lines(data, most):
    """The filled lines of the first sheet as [number, values], the line of headings first; at most `most` after it."""
    from openpyxl import load_workbook

    sheet = load_workbook(io.BytesIO(data), read_only=True, data_only=True).worksheets[0]
    sheet.reset_dimensions()
    found, text = [], 0
    for number, values in enumerate(sheet.iter_rows(max_row=LAST_LINE, max_col=LAST_COLUMN, values_only=True), start=1):
        cells = [plain(value) for value in values]
        if number > 1 and not any(value not in (None, "") for value in cells):
            continue
        text += sum(len(value) for value in cells if isinstance(value, str))
        if text > MOST_TEXT:
            return None
        found.append([number, cells])
        if len(found) > most + 1:
            break
    return found


def main():
    """Read, look, answer {"flaw": …} or {"lines": …}."""
    limit()
    data = sys.stdin.buffer.read()
    wrong = flaw(data)
    found = None if wrong else lines(data, int(sys.argv[1]))
    sys.stdout.write(json.dumps({"flaw": wrong or ("large" if found is None else ""), "lines": found or []}))


if __name__ == "__main__":
    main()
