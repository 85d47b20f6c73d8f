"""What a person sees of a fault: a calm dialog, and a report that helps to mend it and holds nothing of the journal."""

from __future__ import annotations

import platform
import traceback
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Final

from PySide6.QtCore import Qt, qVersion
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QWidget

from journal.text.language import _
from journal.ui.drawing_aside import FailedAside
from journal.ui.widgets.buttons import link, primary, quiet
from journal.ui.widgets.dialog import Dialog
from journal.ui.widgets.layouts import Column, Flow, Row
from journal.ui.widgets.words import Picture, Words

PACKAGE: Final = Path(__file__).parents[1]


def report_of(error: BaseException, messages: tuple[str, ...] = ()) -> str:
    """Return what helps to mend *error*: versions, its kind and where it happened; never its text, which may quote."""
    try:
        own = version("treatment-journal")
    except PackageNotFoundError:
        own = "checkout"
    lines = [
        f"Treatment Journal {own}, Python {platform.python_version()}, Qt {qVersion()}",
        f"{platform.system()} {platform.release()} {platform.machine()}, {QGuiApplication.platformName()}",
    ]
    step: BaseException | None = error
    while step is not None:
        lines.append(f"{type(step).__module__}.{type(step).__qualname__}")
        lines += [f"  {_short(frame.filename)}:{frame.lineno} {frame.name}" for frame in _frames(step)]
        if isinstance(step, FailedAside):
            lines.append(str(step))
            lines += [f"  {_short(place.filename)}:{place.line} {place.function}" for place in step.places]
        step = step.__cause__ or (None if step.__suppress_context__ else step.__context__)
    return "\n".join([*lines, *messages])


def _frames(error: BaseException) -> list[traceback.FrameSummary]:
    return list(traceback.StackSummary.extract(traceback.walk_tb(error.__traceback__), lookup_lines=False))


def _short(filename: str) -> str:
    """Return a file's place without the person's own folders."""
    path = Path(filename)
    if path.is_relative_to(PACKAGE.parent):
        return path.relative_to(PACKAGE.parent).as_posix()
    parts = path.parts
    return "/".join(parts[parts.index("site-packages") + 1 :]) if "site-packages" in parts else path.name


class FaultDialog(Dialog):
    """Says that something went wrong in the program, that nothing is lost, and what to do."""

    def __init__(self, report: str, parent: QWidget | None = None) -> None:
        super().__init__(_("Something went wrong"), parent)
        self.report = report
        self._details = Words(report, "small", "muted", selectable=True)
        self._details.hide()
        sentences = Column(
            Words(_("That did not work. The fault is in the program, not in what you did."), "h3"),
            Words(_("Nothing is lost: what you had written down is in your journal.")),
            Words(_("Try it once more. If it happens again, close the program and open it anew.")),
            Words(
                _("The report says where in the program it happened. It holds nothing of your journal."), tone="muted"
            ),
            gap=8,
        )
        head = Row(Picture("warning-circle", "caution", 28), sentences, gap=16)
        head.setStretch(1, 1)
        head.setAlignment(head.itemAt(0).widget(), Qt.AlignmentFlag.AlignTop)  # type: ignore[union-attr, arg-type]
        self.go_on = primary(_("Go on"), self.accept)
        self.copy = quiet(_("Copy the report"), self._copy, icon="clipboard-text")
        more = link(_("Show the report"), lambda: self._details.setVisible(self._details.isHidden()))
        self.fill(head, self._details, foot=Flow(self.go_on, self.copy, more, gap=12), gap=20)
        self.go_on.setDefault(True)

    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(self.report)
        self.copy.set_text(_("Copied"))
