"""Extracts the pages' words into locale/zh_Hans and compiles them; `--check` only says whether the extract is fresh.

The source is Chinese, so every msgstr equals its msgid; the file is what other languages start from. It holds neither
dates nor line numbers, and is sorted, so that it changes only when words change.
"""

import os
import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

import django
from django.conf import settings
from django.core.management import call_command
from django.core.management.commands.makemessages import Command

ROOT = Path(__file__).resolve().parent.parent
LOCALE = "zh_Hans"
FILE = ROOT / "locale" / LOCALE / "LC_MESSAGES" / "django.po"
LEFT_OUT = {"node_modules", "var", "static", "locale", "tests", "bench", "setup", "docs"}
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
    """The text of a fresh extract, made in a copy: makemessages writes beside the templates that it reads."""
    with tempfile.TemporaryDirectory() as folder:
        copy = Path(folder)
        for path in filter(holds_words, ROOT.iterdir()):
            shutil.copytree(path, copy / path.name, ignore=shutil.ignore_patterns("__pycache__"))
        (copy / "locale").mkdir()
        os.chdir(copy)
        try:
            call_command(Extract(), locale=[LOCALE], no_location=True, no_obsolete=True, no_wrap=True, verbosity=0)
        finally:
            os.chdir(ROOT)
        return plain((copy / "locale" / LOCALE / "LC_MESSAGES" / "django.po").read_text("utf-8"))


def holds_words(path):
    """Whether a folder of the project may say something on a page."""
    return path.is_dir() and path.name not in LEFT_OUT and not path.name.startswith(".")


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
    settings.configure(USE_I18N=True, INSTALLED_APPS=[])
    django.setup()
    fresh = extracted()
    if "--check" in sys.argv:
        if FILE.exists() and FILE.read_text("utf-8") == fresh:
            return 0
        sys.stderr.write(f"{FILE.relative_to(ROOT)} is stale: run setup/translations.py and commit it.\n")
        return 1
    FILE.parent.mkdir(parents=True, exist_ok=True)
    FILE.write_text(fresh, "utf-8")
    subprocess.run(["msgfmt", "--check-format", f"--output-file={FILE.with_suffix('.mo')}", FILE], check=True)
    sys.stdout.write(f"{FILE.relative_to(ROOT)}: {fresh.count(chr(10) + 'msgid ') - 1} entries\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
