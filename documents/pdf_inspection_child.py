"""Runs alone, in a child process with little memory and time: opens a PDF from outside and says in JSON what is in it.

Started by pdf_inspection.py with the PDF on standard input; imports nothing of the site. A PDF of 2 KB can unpack to
300 MB and a malformed one can spin for ever (security.md 35), so neither happens in a process that serves people.
"""

import contextlib
import io
import json
import re
import resource
import sys

MEMORY = 512 * 1024 * 1024
SECONDS = 8
MOST_TEXT = 400_000
DEEPEST = 60
MOST_STREAM = 20 * 1024 * 1024
ACTIVE = ("/JavaScript", "/JS", "/Launch", "/EmbeddedFile", "/RichMedia", "/SubmitForm", "/ImportData", "/XFA")


def limit():
    """Bind this process: memory, processor time, no file written, no core left behind."""
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def inside(thing, depth=0):
    """A dictionary or stream and the dictionaries written directly inside it, however deep."""
    import pikepdf

    if depth > DEEPEST:
        return
    if isinstance(thing, (pikepdf.Dictionary, pikepdf.Stream)):
        yield thing
        parts = [part for _key, part in thing.items()]
    elif isinstance(thing, pikepdf.Array):
        parts = list(thing)
    else:
        return
    for part in parts:
        # What is written elsewhere and only pointed at is looked at in its own turn.
        if isinstance(part, pikepdf.Object) and not part.is_indirect:
            yield from inside(part, depth + 1)


def active_content(document):
    """The first thing in the file that acts or carries another file, or nothing."""
    for thing in document.objects:
        for part in inside(thing):
            for name in ACTIVE:
                if name in part:
                    return name
            for key in ("/S", "/Type", "/Subtype"):
                if key in part and str(part[key]) in ACTIVE:
                    return str(part[key])
            if "/EF" in part:
                return "/EmbeddedFile"
    return ""


def character_map(font):
    """A font's codes to text by its ToUnicode table, and how many bytes a code has."""
    table = {}
    if "/ToUnicode" not in font:
        return table, 1
    text = font["/ToUnicode"].read_bytes()[:MOST_STREAM].decode("latin-1")
    for block in re.findall(r"beginbfchar(.*?)endbfchar", text, re.DOTALL):
        for code, value in re.findall(r"<([0-9A-Fa-f]+)>\s*<([0-9A-Fa-f]+)>", block):
            table[int(code, 16)] = bytes.fromhex(value).decode("utf-16-be", "ignore")
    for block in re.findall(r"beginbfrange(.*?)endbfrange", text, re.DOTALL):
        for first, last, value in re.findall(r"<([0-9A-Fa-f]+)>\s*<([0-9A-Fa-f]+)>\s*<([0-9A-Fa-f]+)>", block):
            start = int(value, 16)
            for place in range(min(int(last, 16) - int(first, 16) + 1, 65536)):
                table[int(first, 16) + place] = chr(start + place) if start + place < 0x110000 else ""
    return table, 2 if "/DescendantFonts" in font else 1


def words(page):
    """The text a page shows, roughly: enough to find a verify code in it."""
    import pikepdf

    fonts = {}
    for name, font in page.resources.get("/Font", {}).items():
        fonts[name] = character_map(font)
    table, width = {}, 1
    found = []
    for operands, operator in pikepdf.parse_content_stream(page):
        if str(operator) == "Tf":
            table, width = fonts.get(str(operands[0]), ({}, 1))
        elif str(operator) in {"Tj", "TJ", "'", '"'}:
            pieces = operands[0] if str(operator) == "TJ" else [operands[-1]]
            for piece in pieces:
                if isinstance(piece, pikepdf.String):
                    data = bytes(piece)
                    for place in range(0, len(data), width):
                        code = int.from_bytes(data[place : place + width], "big")
                        found.append(table.get(code, chr(code) if width == 1 else ""))
        elif str(operator) in {"ET", "Td", "TD", "T*", "Tm"}:
            found.append(" ")
    return "".join(found)


def inspect(data, want_text):
    """What the parent wants to know: pages, encryption, active content, and with want_text the text and metadata."""
    import pikepdf

    try:
        document = pikepdf.open(io.BytesIO(data))
    except pikepdf.PasswordError:
        return {"encrypted": True}
    found = {"encrypted": document.is_encrypted, "pages": len(document.pages), "active": active_content(document)}
    if want_text:
        found["keywords"] = str(document.docinfo.get("/Keywords", ""))[:200]
        text = ""
        for page in document.pages[:100]:
            # Where a page is damaged the others and the metadata still tell whose paper it was.
            with contextlib.suppress(pikepdf.PdfError, ArithmeticError, LookupError, TypeError, ValueError):
                text += words(page)
            if len(text) > MOST_TEXT:
                break
        found["text"] = text[:MOST_TEXT]
    return found


def main():
    """Read, inspect, answer."""
    limit()
    data = sys.stdin.buffer.read()
    sys.stdout.write(json.dumps(inspect(data, want_text="--text" in sys.argv)))


if __name__ == "__main__":
    main()
