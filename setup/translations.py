"""Extracts the pages' words into locale/zh_Hans and compiles them; `--check` only says whether the extract is fresh.

The source is Chinese, so every msgstr equals its msgid; the file is what other languages start from. It holds neither
dates nor line numbers, and is sorted, so that it changes only when words change.
"""

import os
import re
import sys
from pathlib import Path

import django
from django.conf import settings
from django.core.management import call_command
from django.core.management.commands.makemessages import Command

ROOT = Path(__file__).resolve().parent.parent
LOCALE = "zh_Hans"
FILE = ROOT / "locale" / LOCALE / "LC_MESSAGES" / "django.po"
LEFT_OUT = [".venv", "node_modules", "var", "static", "tests", "bench", "setup", "docs"]
HEADER = """# The words of the pages, extracted by setup/translations.py.
msgid ""
msgstr ""
"Language: zh_Hans\\n"
"MIME-Version: 1.0\\n"
"Content-Type: text/plain; charset=UTF-8\\n"
"Content-Transfer-Encoding: 8bit\\n"
"Plural-Forms: nplurals=1; plural=0;\\n"
"""
QUOTED = r'((?:"(?:[^"\\]|\\.)*"\n?)+)'


class Extract(Command):
    """makemessages that never guesses a translation from a similar sentence."""

    msgmerge_options = [*Command.msgmerge_options, "--no-fuzzy-matching"]


def extracted():
    """The text of a fresh extract; the file on the disk is as it was afterwards."""
    before = FILE.read_bytes() if FILE.exists() else None
    FILE.parent.mkdir(parents=True, exist_ok=True)
    FILE.unlink(missing_ok=True)
    try:
        call_command(
            Extract(),
            locale=[LOCALE],
            ignore_patterns=LEFT_OUT,
            no_location=True,
            no_obsolete=True,
            no_wrap=True,
            verbosity=0,
        )
        return plain(FILE.read_text("utf-8"))
    finally:
        if before is None:
            FILE.unlink(missing_ok=True)
        else:
            FILE.write_bytes(before)


def plain(text):
    """An extract with a header without dates, its entries filled and sorted."""
    entries = [entry.strip() + "\n" for entry in re.split(r"\n\s*\n", text) if entry.strip()]
    return "\n".join([HEADER, *sorted({filled(entry) for entry in entries[1:]}, key=msgid)])


def msgid(entry):
    """What an entry is sorted by: its msgid, then its context."""
    context = re.search(rf"^msgctxt {QUOTED}", entry, re.M)
    return re.search(rf"^msgid {QUOTED}", entry, re.M).group(1), context.group(1) if context else ""


def filled(entry):
    """An entry with every empty msgstr set to the words it stands for."""
    words = {kind: text for kind, text in re.findall(rf"^(msgid|msgid_plural) {QUOTED}", entry, re.M)}
    entry = entry.replace('\nmsgstr ""\n', f"\nmsgstr {words['msgid']}")
    return entry.replace('\nmsgstr[0] ""\n', f"\nmsgstr[0] {words.get('msgid_plural', '')}")


def main():
    """0 when the extract is written and compiled, or fresh already; 1 when `--check` finds it stale."""
    os.chdir(ROOT)
    settings.configure(LOCALE_PATHS=[ROOT / "locale"], USE_I18N=True, INSTALLED_APPS=[])
    django.setup()
    fresh = extracted()
    if "--check" in sys.argv:
        if FILE.exists() and FILE.read_text("utf-8") == fresh:
            return 0
        sys.stderr.write(f"{FILE.relative_to(ROOT)} is stale: run setup/translations.py and commit it.\n")
        return 1
    FILE.write_text(fresh, "utf-8")
    call_command("compilemessages", locale=[LOCALE], ignore_patterns=LEFT_OUT, verbosity=0)
    sys.stdout.write(f"{FILE.relative_to(ROOT)}: {fresh.count(chr(10) + 'msgid ') - 1} entries\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
