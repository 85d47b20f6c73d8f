"""Runs the experiments and prints their figures: python -m tests.reliability [--short] [--seed N] [NAME ...]."""

from __future__ import annotations

import argparse
import random
import sys
import tempfile
import time
from pathlib import Path

from tests.reliability.experiments import EXPERIMENTS


def main() -> int:
    """Run what was named, else everything; return 1 where a figure is not reached."""
    parser = argparse.ArgumentParser(prog="python -m tests.reliability", description=__doc__)
    parser.add_argument("names", nargs="*", metavar="NAME", help=", ".join(one.name for one in EXPERIMENTS))
    parser.add_argument("--short", action="store_true", help="as often as the ordinary test run does it")
    parser.add_argument("--seed", type=int, default=1, help="another one kills and damages elsewhere")
    given = parser.parse_args()
    unknown = set(given.names) - {one.name for one in EXPERIMENTS}
    if unknown:
        parser.error(f"no experiment is called {', '.join(sorted(unknown))}")
    good = True
    for experiment in EXPERIMENTS:
        if given.names and experiment.name not in given.names:
            continue
        runs = experiment.short_runs if given.short else experiment.runs
        start = time.perf_counter()
        with tempfile.TemporaryDirectory() as outer:
            folder = Path(outer) / "place"
            folder.mkdir()
            figures = experiment.run(folder, runs, random.Random(given.seed))
        good = good and figures.are_good
        verdict = "good" if figures.are_good else "NOT REACHED"
        print(f"{experiment.name:<18} {verdict}: {figures} ({time.perf_counter() - start:.0f} s)", flush=True)
    return 0 if good else 1


if __name__ == "__main__":
    sys.exit(main())
