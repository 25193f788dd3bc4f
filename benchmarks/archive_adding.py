"""What keeping reports costs beside coding them, whether the cost grows, and whether a killed call leaves its mark.

usage: python benchmarks/archive_adding.py [--reports 5000] [--kills 20] [--folder DIR] [--keep]

1. speed and growth: blocks of 250 reports are coded bare and then added, in turn, in one process; the share of bare coding's speed that
   adding reaches, over all and for each thousand, and the memory that the process took at most.
2. kills: the same reports added by a process that is killed with SIGKILL at random instants and started again. The digest of what the
   archive then holds must be that of the archive of part 1.
"""

from __future__ import annotations

import argparse
import json
import random
import resource
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from varied_reports import varied_reports

from diurna.archive import content_digest, open_archive
from diurna.coding import Coder
from diurna.intake import add_reports

KEPT = Path(__file__).parent / "archive.json"
BLOCK = 250


def undisturbed(folder: Path, count: int) -> dict[str, object]:
    """Code and add in turn; the figures of part 1."""
    coder = Coder()
    reports = list(varied_reports(count))
    list(coder.pipe(reports[:20]))  # warm
    bare, kept = [], []
    with open_archive(folder, write=True) as archive:
        for start in range(0, count, BLOCK):
            block = reports[start : start + BLOCK]
            began = time.perf_counter()
            list(coder.pipe(block))
            bare.append(time.perf_counter() - began)
            began = time.perf_counter()
            list(add_reports(archive, block, coder))
            kept.append(time.perf_counter() - began)
            print(
                f"{start + len(block)}: {1000 * bare[-1] / len(block):.1f} ms coded, {1000 * kept[-1] / len(block):.1f} ms added",
                flush=True,
            )
        digest = content_digest(archive.connection)
    per = max(1, 1000 // BLOCK)
    thousands = [
        round(1000 * (sum(kept[i : i + per]) - sum(bare[i : i + per])) / (per * BLOCK), 2)
        for i in range(0, len(kept), per)
    ]
    return {
        "reports": count,
        "speed beside bare coding": round(sum(bare) / sum(kept), 3),
        "extra ms a report, by thousands": thousands,
        "peak memory MB": round(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024),
        "digest": digest,
    }


def add_all_in_one_call(folder: Path, count: int) -> None:
    """What the process that is killed does."""
    with open_archive(folder, write=True) as archive:
        print("began", flush=True)
        for _ in add_reports(archive, varied_reports(count), Coder()):
            pass


def killed(folder: Path, count: int, kills: int, seconds: float) -> str:
    """Start, kill, start again, and at last let it end; the digest. `seconds`: about how long an undisturbed call takes."""
    instants = random.Random(7)
    call = [sys.executable, __file__, "--add", str(folder), "--reports", str(count)]
    for n in range(kills):
        process = subprocess.Popen(call, stdout=subprocess.PIPE)
        assert process.stdout is not None
        process.stdout.readline()
        time.sleep(instants.uniform(0, 2 * seconds / kills))
        process.send_signal(signal.SIGKILL)
        process.wait()
        print(f"killed {n + 1} times", flush=True)
    subprocess.run(call, check=True, stdout=subprocess.DEVNULL)
    with open_archive(folder) as archive:
        return content_digest(archive.connection)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--reports", type=int, default=5000)
    parser.add_argument("--kills", type=int, default=20)
    parser.add_argument("--folder", type=Path)
    parser.add_argument("--keep", action="store_true", help=f"write the figures to {KEPT.name}")
    parser.add_argument("--add", type=Path, help=argparse.SUPPRESS)
    args = parser.parse_args()
    if args.add:
        add_all_in_one_call(args.add, args.reports)
        return
    with tempfile.TemporaryDirectory() as temporary:
        folder = args.folder or Path(temporary)
        if any((folder / name).exists() for name in ("whole", "killed")):
            parser.error(f"{folder} holds an earlier run, whose reports would count as added; name a new folder")
        began = time.perf_counter()
        figures = undisturbed(folder / "whole", args.reports)
        if args.kills:
            digest = killed(folder / "killed", args.reports, args.kills, (time.perf_counter() - began) / 2)
            figures |= {"kills": args.kills, "digest after kills is equal": digest == figures["digest"]}
    del figures["digest"]
    print(json.dumps(figures, indent=1))
    if args.keep:
        kept = json.loads(KEPT.read_text("utf-8")) if KEPT.exists() else {}
        KEPT.write_text(json.dumps(kept | {"adding": figures}, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
