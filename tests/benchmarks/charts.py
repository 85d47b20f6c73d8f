"""How long charts take once warm: the five of the printed page as SVG, and each kind for the screen.

Run it with: python -m tests.benchmarks.charts
"""

from __future__ import annotations

import functools

from journal.charts.look import PAPER, look_for
from journal.charts.picture import png, svg
from tests.benchmarks.measuring import median_ms, show
from tests.charts.examples import EXAMPLES

PAGE_MS, SCREEN_MS = 120.0, 100.0  # what the printed page and the window can wait for


def page() -> list[bytes]:
    """Draw what the visit page holds."""
    rows = [svg(EXAMPLES[name](), PAPER, 66, 18.5) for name in ("symptom", "symptom, other levels", "symptom")]
    return [*rows, svg(EXAMPLES["marker"](), PAPER, 88, 45), svg(EXAMPLES["two courses"](), PAPER, 88, 45)]


def main() -> None:
    """Print each time beside what may be waited for."""
    show("five charts of the visit page, SVG", median_ms(page), "wait", PAGE_MS)
    for name, build in EXAMPLES.items():
        chart = build()
        screen = functools.partial(png, chart, look_for("light"), 900, 420)
        show(f"{name}, 900 x 420", median_ms(screen), "wait", SCREEN_MS)


if __name__ == "__main__":
    main()
