"""What one paper costs: the 2-page agreement laid out our way and by WeasyPrint's plain call, side by side.

    python -m bench pdf

Ours: `documents.pdf.render`, the papers' own subset fonts. Plain: `HTML(string=…).write_pdf()` with the same page and the
system's Noto Serif CJK. Each has a process of its own; they take turns, so that a busy machine slows both alike. Cold is
a new process to its first PDF, the imports included. Ratios hold on any machine, milliseconds do not.
"""

import json
import os
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from datetime import date

ROUNDS = 20
COLD_ROUNDS = 3
PLAIN_FAMILY = '"Noto Serif CJK SC"'


def agreement():
    """The signed and sealed 2-page agreement of the tests as an HTML page."""
    from documents import issue, seals, strokes, vault
    from documents.papers.people import SignatureMark
    from tests.documents import examples, handwriting

    ink = vault.put(strokes.to_jpeg(handwriting.name()))
    seal = vault.put(seals.draw_seal(examples.BODY))
    day = date(2026, 11, 21)
    people = [("甲方", "陈玉兰"), ("乙方", "阿依古丽·买买提"), ("人民调解员", "王秀珍"), ("记录人", "符小妹")]
    marks = [SignatureMark(role, name, "tablet", ink, day) for role, name in people]
    facts = examples.agreement(
        signatures=tuple(marks[:2]),
        mediators=(marks[2],),
        recorder=marks[3],
        seal=SignatureMark("人民调解委员会", examples.BODY, "seal", seal, day),
        dated=day,
    )
    return issue.page("mediation_agreement", facts)


def our_engine():
    """A function that lays out the agreement our way, everything it needs made ready."""
    from documents import pdf

    html = agreement()
    return lambda: pdf.render(html)[0]


def plain_engine():
    """A function that lays out the same page by WeasyPrint's plain call and the system's fonts."""
    from documents.pdf import PAPERS_FOLDER

    sheet = (PAPERS_FOLDER / "sheet.css").read_text("utf-8").replace('"Mediation Serif", "Noto Serif SC"', PLAIN_FAMILY)
    html = agreement().replace("<head>", f"<head><style>{sheet}</style>")
    import weasyprint

    return lambda: weasyprint.HTML(string=html).write_pdf()


def worker(kind):
    """Answer each line on standard input with the milliseconds of one layout, the bytes and the peak memory."""
    started = float(os.environ["BENCH_STARTED"])
    import django

    django.setup()
    engine = our_engine() if kind == "ours" else plain_engine()
    data = engine()
    print(json.dumps({"cold": (time.time() - started) * 1000, "size": len(data)}), flush=True)
    for _line in sys.stdin:
        before = time.perf_counter()
        engine()
        spent = (time.perf_counter() - before) * 1000
        print(json.dumps({"ms": spent, "rss": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024}), flush=True)


def start(kind, media):
    """A worker process and its first answer."""
    environment = {**os.environ, "MODE": "test", "DJANGO_SETTINGS_MODULE": "mediation.settings", "MEDIA_ROOT": media}
    environment["BENCH_STARTED"] = str(time.time())
    process = subprocess.Popen(
        [sys.executable, "-m", "bench.pdf", "--worker", kind],
        env=environment,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
    )
    return process, json.loads(process.stdout.readline())


def ask(process):
    """One more layout by a worker."""
    process.stdin.write("\n")
    process.stdin.flush()
    return json.loads(process.stdout.readline())


def end(process):
    """Let a worker finish."""
    process.stdin.close()
    process.stdout.close()
    process.wait(timeout=30)


def measure(rounds=ROUNDS):
    """Medians of both engines: warm and cold milliseconds, peak memory in MB, size in KB."""
    found = {}
    with tempfile.TemporaryDirectory() as media:
        colds = {"ours": [], "plain": []}
        for _round in range(COLD_ROUNDS):
            for kind in colds:
                process, first = start(kind, media)
                colds[kind].append(first["cold"])
                end(process)
        workers = {kind: start(kind, media) for kind in colds}
        warm = {kind: [] for kind in colds}
        for _round in range(rounds):
            for kind, (process, _first) in workers.items():
                warm[kind].append(ask(process))
        for kind, (process, first) in workers.items():
            end(process)
            found[kind] = {
                "warm": statistics.median(answer["ms"] for answer in warm[kind]),
                "cold": statistics.median(colds[kind]),
                "rss": max(answer["rss"] for answer in warm[kind]),
                "size": first["size"] / 1024,
            }
        found["paired"] = statistics.median(
            ours["ms"] / plain["ms"] for ours, plain in zip(warm["ours"], warm["plain"], strict=True)
        )
    return found


def main():
    """Print the table."""
    found = measure(int(os.environ.get("ROUNDS", ROUNDS)))
    ours, plain = found["ours"], found["plain"]
    print(f"{'2-page agreement':<22}{'ours':>10}{'plain call':>12}{'ratio':>8}{'reach':>8}")
    for name, label, reach in (
        ("warm", "warm, ms", "≤ .35"),
        ("cold", "cold, ms", ""),
        ("rss", "peak memory, MB", "≤ .2"),
        ("size", "size, KB", "≤ .33"),
    ):
        ratio = found["paired"] if name == "warm" else ours[name] / plain[name]
        print(f"{label:<22}{ours[name]:>10.0f}{plain[name]:>12.0f}{ratio:>8.2f}{reach:>8}")


if __name__ == "__main__":
    if sys.argv[1:2] == ["--worker"]:
        worker(sys.argv[2])
    else:
        main()
