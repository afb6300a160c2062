"""Copies the few chosen front-end files out of node_modules into static/vendor/, with their licences.

Run after `npm ci`. Whole dist folders would take minutes in collectstatic, and a sourceMappingURL line that points to a
file left behind makes manifest storage fail: so single files, with that line cut. Icons: one name a line in
static/icons.txt, drawn with <svg class="icon"><use href="…/icons.svg#name"></use></svg>.
"""

import re
import shutil
import sys
from pathlib import Path
from xml.etree import ElementTree

ROOT = Path(__file__).resolve().parent.parent
MODULES = ROOT / "node_modules"
VENDOR = ROOT / "static" / "vendor"
SCRIPTS = {
    "signature_pad": "dist/signature_pad.umd.min.js",
    "axe-core": "axe.min.js",
}
LICENCES = {
    "signature_pad": ["LICENSE"],
    "axe-core": ["LICENSE", "LICENSE-3RD-PARTY.txt"],
    "@tabler/icons": ["LICENSE"],
}
SVG = "http://www.w3.org/2000/svg"


def without_source_map(text):
    """The script without its sourceMappingURL comment."""
    return re.sub(r"\n?//[#@]\s*sourceMappingURL=\S+\s*$", "\n", text)


def chosen_icons():
    """The names in static/icons.txt, in order, without repeats and empty lines."""
    lines = (ROOT / "static" / "icons.txt").read_text("utf-8").split()
    return list(dict.fromkeys(lines))


def symbol(name):
    """One Tabler outline icon as a <symbol>; raises SystemExit when the package has no such icon."""
    path = MODULES / "@tabler" / "icons" / "icons" / "outline" / f"{name}.svg"
    if not path.exists():
        raise SystemExit(f"static/icons.txt names “{name}”, which @tabler/icons does not have.")
    drawing = ElementTree.parse(path).getroot()  # noqa: S314 -- a file of the package locked by its hash
    paths = [piece.get("d") for piece in drawing.iter(f"{{{SVG}}}path") if piece.get("stroke") != "none"]
    lines = "".join(f'<path d="{d}"/>' for d in paths)
    return (
        f'<symbol id="{name}" viewBox="0 0 24 24" fill="none" stroke="currentColor" stroke-width="2" '
        f'stroke-linecap="round" stroke-linejoin="round">{lines}</symbol>'
    )


def main():
    """Fill static/vendor/ afresh."""
    if not MODULES.exists():
        raise SystemExit("node_modules is missing: run `npm ci` first.")
    shutil.rmtree(VENDOR, ignore_errors=True)
    (VENDOR / "licences").mkdir(parents=True)
    for package, file in SCRIPTS.items():
        source = MODULES / package / file
        (VENDOR / source.name).write_text(without_source_map(source.read_text("utf-8")), "utf-8")
    icons = "\n".join(symbol(name) for name in chosen_icons())
    (VENDOR / "icons.svg").write_text(f'<svg xmlns="{SVG}">\n{icons}\n</svg>\n', "utf-8")
    for package, files in LICENCES.items():
        for file in files:
            target = f"{package.replace('@', '').replace('/', '-')}-{file}"
            shutil.copyfile(MODULES / package / file, VENDOR / "licences" / target)
    sys.stdout.write(f"static/vendor: {len(SCRIPTS)} scripts, {len(chosen_icons())} icons\n")


if __name__ == "__main__":
    main()
