"""How long 100,000 time points take through `assess`, beside reading the same sheet with csv.DictReader.

Run as `python -m tests.benchmarks.judging [CRITERION ...]`: every criterion and the best response, or the named ones.
Each is the whole call with its answer as JSON, in a process of its own, so that its peak memory is its own, too.  The
aim, ten times the reading and 500 MB, is for sheets of sizes and of responses.  A visit in the other sheets is one to
six rows, and what is read that quickly is judged in more times of it; their time for one visit says more.
"""

from __future__ import annotations

import csv
import os
import random
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator, Mapping
from datetime import date, timedelta
from pathlib import Path
from typing import Final

from tests.benchmarks.measuring import Took, median, show_both

CASES, VISITS, LESIONS = 20_000, 5, 4  # visits after the baseline: 100,000 are judged
RUNS: Final = 3
MOST_TIMES, MOST_MB = 10, 500
BEST: Final = "best-response"
SIZES: Final = "case,date,lesion,role,node,mm,status"
VALUES: Final = "case,date,analyte,value,unit,upper_limit,event"
DIAMETERS: Final = "case,date,item,kind,long_mm,short_mm,word"
START: Final = date(2026, 1, 5)

# Prints the time from the first line to the last, that of the processor, and the most memory in use, in KiB.
_MEASURED: Final = """
import resource, sys, time
wall, cpu = time.perf_counter(), time.process_time()
{work}
taken = time.perf_counter() - wall, time.process_time() - cpu
print(*taken, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss, file=sys.stderr)
"""
_FLOOR: Final = """
import csv
with open(sys.argv[1], encoding="utf-8", newline="") as file:
    rows = list(csv.DictReader(file))
"""
_CALL: Final = """
from journal.cli.main import main
if main([*sys.argv[2:], sys.argv[1], "--json"]):
    raise SystemExit("the sheet was refused")
"""

Line = tuple[object, ...]


def _size_lines(case: int, visit: int, on: date, chance: random.Random) -> Iterator[Line]:
    for lesion in range(LESIONS):
        yield (
            case,
            on,
            f"lesion {lesion + 1}",
            "target",
            "yes" if lesion == 0 else "no",
            chance.randrange(200, 600) / 10,
            "",
        )
    yield case, on, "others", "non-target", "no", "", chance.choice(("present", "present", "present", "absent"))


def _values(*tests: tuple[str, str, str, float, float]) -> Callable[[int, int, date, random.Random], Iterator[Line]]:
    """Return what writes the rows of one visit; each test has a name, unit, limit, least and most."""

    def lines(case: int, visit: int, on: date, chance: random.Random) -> Iterator[Line]:
        for number, (analyte, unit, limit, least, most) in enumerate(tests):
            event = "start" if visit == 0 and number == 0 else ""
            yield case, on, analyte, round(chance.uniform(least, most), 1), unit, limit, event

    return lines


def _lymphoma_lines(case: int, visit: int, on: date, chance: random.Random) -> Iterator[Line]:
    for lesion in range(LESIONS):
        yield case, on, f"node {lesion + 1}", "node", *_two_sizes(chance), ""
    yield case, on, "", "spleen", chance.randrange(120, 160), "", ""


def _brain_lines(case: int, visit: int, on: date, chance: random.Random) -> Iterator[Line]:
    for lesion in range(2):
        yield case, on, f"part {lesion + 1}", "enhancing", *_two_sizes(chance), ""
    if visit:
        for kind, words in (
            ("t2-flair", ("lower", "same")),
            ("steroids", ("none", "lower", "same")),
            ("clinical", ("better", "same")),
        ):
            yield case, on, "", kind, "", "", chance.choice(words)


def _two_sizes(chance: random.Random) -> tuple[float, float]:
    short, long = sorted((chance.randrange(150, 500) / 10, chance.randrange(150, 500) / 10))
    return long, short


def _response_lines(case: int, visit: int, on: date, chance: random.Random) -> Iterator[Line]:
    if visit:
        yield case, on, chance.choice(("CR", "PR", "PR", "SD", "SD", "NE", "PD")), START


Lines = Callable[[int, int, date, random.Random], Iterator[Line]]
SHEETS: Final[Mapping[str, tuple[str, Lines]]] = {
    "recist-1.1": (SIZES, _size_lines),
    "irecist": (SIZES, _size_lines),
    "mrecist": (SIZES, _size_lines),
    "pcwg3": (VALUES, _values(("psa", "ng/mL", "", 5, 80), ("bone-new", "", "", 0, 0))),
    "gcig-ca125": (VALUES, _values(("ca-125", "U/mL", "35", 20, 400))),
    "imwg": (VALUES, _values(("m-protein", "g/L", "", 1, 40), ("urine-m-protein", "mg/24h", "", 10, 900))),
    "lugano": (DIAMETERS, _lymphoma_lines),
    "percist": (
        VALUES,
        _values(("sul-peak", "", "", 2, 14), ("liver-sul-mean", "", "", 1, 2), ("liver-sul-sd", "", "", 0, 1)),
    ),
    "eortc-pet": (VALUES, _values(("suv-bsa", "", "", 2, 14))),
    "rano": (DIAMETERS, _brain_lines),
    BEST: ("case,date,overall,start", _response_lines),
}


def write_sheet(path: Path, criterion: str) -> None:
    """Write a sheet of 100,000 visits after the baseline that *criterion* judges."""
    header, lines = SHEETS[criterion]
    chance = random.Random(1)
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(header.split(","))
        for case in range(CASES):
            for visit in range(VISITS + 1):
                writer.writerows(lines(case, visit, START + timedelta(56 * visit), chance))


def _run(work: str, *arguments: str) -> tuple[Took, float]:
    """Do *work* in a process of its own; return how long it took, and the most memory it had, in MB."""
    done = subprocess.run(
        [sys.executable, "-c", _MEASURED.format(work=work), *arguments],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        text=True,
        check=True,
        env={**os.environ, "PYTHONPATH": str(Path.cwd()), "LANG": "C"},
    )
    wall, cpu, kibibytes = map(float, done.stderr.splitlines()[-1].split())
    return Took(wall * 1_000, cpu * 1_000), kibibytes * 1_024 / 1e6


def main(criteria: list[str]) -> int:
    """Measure each criterion; end with 1 where a sheet of sizes or responses takes more than is aimed at."""
    within = True
    with tempfile.TemporaryDirectory() as folder:
        for criterion in criteria or SHEETS:
            path = Path(folder, "sheet.csv")
            write_sheet(path, criterion)
            call = (
                [BEST, "--confirm"] if criterion == BEST else ["assess", "--criterion", criterion, "--accept-unusual"]
            )
            floors = [_run(_FLOOR, str(path))[0] for _ in range(RUNS)]
            ours = [_run(_CALL, str(path), *call) for _ in range(RUNS)]
            took, floor, megabytes = median(each for each, _mb in ours), median(floors), max(mb for _each, mb in ours)
            each = took.cpu_ms * 1_000 / CASES / VISITS
            name = (
                f"{criterion:<14} {path.stat().st_size / 1e6:5.1f} MB, peak {megabytes:4.0f} MB, {each:5.1f} us a visit"
            )
            show_both(name, took, "DictReader", floor)
            has_aim = SHEETS[criterion][0] == SIZES or criterion == BEST
            within = within and (not has_aim or (took.cpu_ms <= MOST_TIMES * floor.cpu_ms and megabytes < MOST_MB))
    return 0 if within else 1


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
