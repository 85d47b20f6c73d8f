"""How long the card of a scan takes to open, and one step of practice: python -m tests.benchmarks.scans

With the sample, and with ten spots at twelve scans.  Beside the time by the clock stands the window's own processor
time; the chart is drawn aside and not waited for.  The floor of the same run: another text in a bare label.
"""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Iterator
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Final

from PySide6.QtWidgets import QAbstractButton, QLabel, QSlider

from journal.actions.sample.writing import write_sample
from journal.app import make_application
from journal.domain.imaging import Lesion, Measurement, NewLesion, Response, Scan
from journal.settings import Settings
from journal.store.opening import create
from journal.ui.desk import Desk
from journal.ui.main_window import MainWindow
from journal.ui.pages.imaging.page import ScansPage
from journal.ui.theme.fonts import load_others
from tests.benchmarks.measuring import Took, as_installed, median, process, show_both, took
from tests.benchmarks.pages import quiet, settle, tell

RUNS: Final = 5
CARD_MS, STEP_MS = 100, 16
ONE_RUN: Final = (
    "import sys; from pathlib import Path; import tests.benchmarks.scans as b; b.measure(Path(sys.argv[1]))"
)


def write_crowded(path: Path) -> None:
    """Write a journal with ten spots at twelve scans."""
    scans = [
        Scan(happened_on=date(2025, month, 3), new_lesion=NewLesion.NO, called=Response.SD) for month in range(1, 13)
    ]
    lesions = [Lesion(happened_on=scans[0].happened_on, name=f"Liver, segment {at}") for at in range(1, 11)]
    sizes = [
        Measurement(happened_on=scan.happened_on, scan_id=scan.id, lesion_id=lesion.id, mm=Decimal(20 + at - place))
        for place, scan in enumerate(scans)
        for at, lesion in enumerate(lesions)
    ]
    with create(path) as journal, journal.change("All") as draft:
        draft.save_all([*scans, *lesions, *sizes])


def measure(path: Path) -> None:
    """Measure everything once, in this process."""
    application = make_application()
    load_others()
    window = MainWindow(Settings(theme="light"), keep=lambda _settings: None)
    desk = Desk(window)
    window.resize(1280, 860)
    window.show()
    desk.open_path(path)
    if desk.view is None:
        raise SystemExit("The journal did not open.")
    label = QLabel("Stable disease")
    label.show()
    settle()

    def write(at: int) -> None:
        label.setText(f"{at} mm")
        settle()

    tell("bare label", median(took(lambda at=at: write(at)) for at in range(9)))  # type: ignore[misc]
    label.close()
    desk.view.go_to("imaging")
    quiet(desk.view)
    page = desk.view.page
    if not isinstance(page, ScansPage) or page.result.result is None:
        raise SystemExit("The page Scans shows no result.")
    tell("opening the card", took(lambda: _press(page.result.result.button)))  # type: ignore[union-attr]
    tell("opening the practice", took(lambda: _press(page.practising.button)))
    quiet(desk.view)
    card = page.practising.card
    if card is None:
        raise SystemExit("Practice did not open.")
    steps = [took(step) for step in _steps(list(card.rows.values())[-1].slider)]
    tell("a step of practice (median)", median(steps))
    tell("a step of practice (slowest)", max(steps, key=lambda each: each.cpu_ms))
    window.close()
    application.quit()


def _press(button: QAbstractButton) -> None:
    button.click()
    settle()


def _steps(slider: QSlider) -> Iterator[Callable[[], None]]:
    for at in [*range(1, 60), *range(60, 0, -1)]:

        def step(at: int = at) -> None:
            slider.setValue(at)
            settle()

        yield step


def main() -> None:
    """Measure in several processes and print the medians."""
    with tempfile.TemporaryDirectory() as folder:
        as_installed(Path(folder))
        sample, crowded = Path(folder) / "sample.journal", Path(folder) / "crowded.journal"
        write_sample(sample, date.today()).close()
        write_crowded(crowded)
        for words, path in (("sample", sample), ("ten spots, twelve scans", crowded)):
            found: dict[str, list[Took]] = {}
            for run in range(RUNS + 1):
                _start, lines = process(ONE_RUN, str(path))
                for line in lines if run else ():  # the first run compiles
                    name, wall, cpu = line.split("\t")
                    found.setdefault(name, []).append(Took(float(wall), float(cpu)))
            medians = {name: median(taken) for name, taken in found.items()}
            floor = medians.pop("bare label")
            for name, taken in medians.items():
                budget = STEP_MS if "step" in name else CARD_MS
                show_both(f"{name}, {words}", taken, "bare label", floor, f"{budget} ms")


if __name__ == "__main__":
    main()
