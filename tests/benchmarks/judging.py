"""How long 10,000 time points take through `assess`, beside reading the same sheet with csv.DictReader.

Run it with: python -m tests.benchmarks.judging
"""

from __future__ import annotations

import csv
import random
import tempfile
from pathlib import Path

from journal.actions.assess import assess
from tests.benchmarks.measuring import median_ms, show

CASES, SCANS, LESIONS = 2_000, 6, 4


def main() -> None:
    """Write a sheet of 10,000 judged time points and print the ratio."""
    chance = random.Random(1)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "sizes.csv"
        with path.open("w", encoding="utf-8", newline="") as file:
            writer = csv.writer(file)
            writer.writerow(("case", "date", "lesion", "role", "node", "mm", "status"))
            for case in range(CASES):
                for scan in range(SCANS):
                    for lesion in range(LESIONS):
                        size = chance.randrange(20, 60)
                        writer.writerow((case, f"2026-{scan + 1:02d}-05", lesion, "target", "no", size, ""))

        def floor() -> list[dict[str, str]]:
            with path.open(encoding="utf-8", newline="") as file:
                return list(csv.DictReader(file))

        judged = len(assess(path))
        show(
            f"{judged:,} time points judged",
            median_ms(lambda: assess(path), 3),
            "DictReader",
            median_ms(floor, 3),
        )


if __name__ == "__main__":
    main()
