"""Extracts the pages' words into locale/ and compiles them; `--check` only says whether the extracts are fresh.

The source is Chinese, so every msgstr of zh_Hans equals its msgid. en and ru hold what a party reads
(setup/party_words.py): their translations are kept, new words come in empty, and `--check` names every empty one. The
files hold neither dates nor line numbers, and are sorted, so that they change only when words change.
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
from party_words import facing

ROOT = Path(__file__).resolve().parent.parent
LOCALE = "zh_Hans"
PLURALS = {
    LOCALE: "nplurals=1; plural=0;",
    "en": "nplurals=2; plural=(n != 1);",
    "ru": "nplurals=3; plural=(n%10==1 && n%100!=11 ? 0 : n%10>=2 && n%10<=4 && (n%100<12 || n%100>14) ? 1 : 2);",
}
LEFT_OUT = {"node_modules", "var", "static", "locale", "tests", "bench", "setup", "docs"}
HEADER = """# The words of the pages, extracted by setup/translations.py.
msgid ""
msgstr ""
"Language: {locale}\\n"
"MIME-Version: 1.0\\n"
"Content-Type: text/plain; charset=UTF-8\\n"
"Content-Transfer-Encoding: 8bit\\n"
"Plural-Forms: {plurals}\\n"
"""
QUOTED = r'((?:"(?:[^"\\]|\\.)*"\n?)+)'
PLACES = re.compile(r"^#: (.+)\n", re.M)
GIVEN = re.compile(rf"^(msgstr(?:\[\d\])?) {QUOTED}", re.M)


class Extract(Command):
    """makemessages that never guesses a translation from a similar sentence."""

    # Where a module says most of its words lazily, `_now` says one at once.
    xgettext_options = [*Command.xgettext_options, "--keyword=_now"]
    msgmerge_options = [*Command.msgmerge_options, "--no-fuzzy-matching"]


def extracted():
    """The entries of a fresh extract, made in a copy: makemessages writes beside the templates that it reads."""
    with tempfile.TemporaryDirectory() as folder:
        copy = Path(folder)
        for path in filter(holds_words, ROOT.iterdir()):
            shutil.copytree(path, copy / path.name, ignore=shutil.ignore_patterns("__pycache__"))
        (copy / "locale").mkdir()
        os.chdir(copy)
        try:
            call_command(Extract(), locale=[LOCALE], no_obsolete=True, no_wrap=True, verbosity=0)
        finally:
            os.chdir(ROOT)
        return entries_of((copy / "locale" / LOCALE / "LC_MESSAGES" / "django.po").read_text("utf-8"))


def holds_words(path):
    """Whether a folder of the project may say something on a page."""
    return path.is_dir() and path.name not in LEFT_OUT and not path.name.startswith(".")


def entries_of(text):
    """The entries of a catalogue without its header."""
    return [entry.strip() + "\n" for entry in re.split(r"\n\s*\n", text) if entry.strip()][1:]


def file_of(locale):
    """Where a catalogue is kept."""
    return ROOT / "locale" / locale / "LC_MESSAGES" / "django.po"


def catalogues():
    """{locale: the text of its catalogue as it should be now}."""
    entries, read = extracted(), facing(ROOT)
    theirs = [entry for entry in entries if reaches_a_party(entry, read)]
    texts = {LOCALE: written(LOCALE, [filled(unplaced(entry)) for entry in entries])}
    for locale in PLURALS:
        if locale != LOCALE:
            texts[locale] = written(locale, translated(locale, [unplaced(entry) for entry in theirs]))
    return texts


def reaches_a_party(entry, read):
    """Whether one of the places where an entry stands is among what a party reads."""
    for place in " ".join(PLACES.findall(entry)).split():
        path, _colon, line = place.rpartition(":")
        path = path.removeprefix("./")
        if path in read and (read[path] is None or int(line) in read[path]):
            return True
    return False


def unplaced(entry):
    """An entry without the lines that say where it stands."""
    return PLACES.sub("", entry)


def written(locale, entries):
    """A catalogue: a header without dates, its entries sorted."""
    header = HEADER.format(locale=locale, plurals=PLURALS[locale])
    return "\n".join([header, *sorted(set(entries), key=msgid)])


def msgid(entry):
    """What an entry is sorted by: its msgid, then its context."""
    context = re.search(rf"^msgctxt {QUOTED}", entry, re.M)
    return re.search(rf"^msgid {QUOTED}", entry, re.M).group(1), context.group(1) if context else ""


def filled(entry):
    """An entry with every empty msgstr set to the words it stands for."""
    words = {kind: text for kind, text in re.findall(rf"^(msgid|msgid_plural) {QUOTED}", entry, re.M)}
    entry = entry.replace('\nmsgstr ""\n', f"\nmsgstr {words['msgid']}").replace('\nmsgstr[1] ""\n', "\n")
    return entry.replace('\nmsgstr[0] ""\n', f"\nmsgstr[0] {words.get('msgid_plural', '')}")


def translated(locale, entries):
    """The entries with the translations that the catalogue has already; new ones stay empty."""
    path = file_of(locale)
    kept = (
        {msgid(entry): GIVEN.findall(entry) for entry in entries_of(path.read_text("utf-8"))} if path.exists() else {}
    )
    return [with_translation(entry, kept.get(msgid(entry)) or empty(locale, entry)) for entry in entries]


def empty(locale, entry):
    """The msgstr lines of an entry that nobody has translated yet."""
    if "msgid_plural" not in entry:
        return [("msgstr", '""\n')]
    forms = int(re.search(r"nplurals=(\d)", PLURALS[locale]).group(1))
    return [(f"msgstr[{form}]", '""\n') for form in range(forms)]


def with_translation(entry, given):
    """An entry with these msgstr lines in place of its own."""
    return GIVEN.sub("", entry).rstrip("\n") + "\n" + "".join(f"{name} {text.rstrip()}\n" for name, text in given)


def missing(text):
    """The msgids of a catalogue that have an empty msgstr."""
    return [
        msgid(entry)[0].strip()
        for entry in entries_of(text)
        if any(not body.strip('"\n') for _n, body in GIVEN.findall(entry))
    ]


def main():
    """0 when the extracts are written and compiled, or fresh and whole already; 1 when `--check` finds otherwise."""
    settings.configure(USE_I18N=True, INSTALLED_APPS=[])
    django.setup()
    wrong = []
    for locale, fresh in catalogues().items():
        path = file_of(locale)
        if "--check" in sys.argv:
            if not path.exists() or path.read_text("utf-8") != fresh:
                wrong.append(f"{path.relative_to(ROOT)} is stale: run setup/translations.py and commit it.")
            wrong += [f"{path.relative_to(ROOT)} has no translation of {words}" for words in missing(fresh)]
            continue
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(fresh, "utf-8")
        subprocess.run(["msgfmt", "--check-format", f"--output-file={path.with_suffix('.mo')}", path], check=True)
        sys.stdout.write(f"{path.relative_to(ROOT)}: {len(entries_of(fresh))} entries, {len(missing(fresh))} empty\n")
    sys.stderr.writelines(f"{line}\n" for line in wrong)
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
