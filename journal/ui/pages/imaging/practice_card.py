""" "What would change this?": sizes to move, and what the rule would make of them.  Nothing of it is written down."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent, QResizeEvent
from PySide6.QtWidgets import QWidget

from journal.actions.practice import Practice
from journal.charts.tumour_size import TumourSizeChart
from journal.rules.response.by_criterion import Verdict
from journal.rules.response.neighbours import neighbours
from journal.rules.response.recist_1_1 import Assessment
from journal.text import dates
from journal.text.language import _
from journal.text.sayings import say
from journal.ui.background import Background
from journal.ui.pages.imaging.practice_row import PracticeRow
from journal.ui.pages.imaging.sum_bar import SumBar, SumLines
from journal.ui.theme.look import follow
from journal.ui.widgets.buttons import quiet
from journal.ui.widgets.card import Card, empty_out
from journal.ui.widgets.chart_card import drawn
from journal.ui.widgets.chart_view import Chart, ChartView
from journal.ui.widgets.chip import Chip, verdict_chip, verdict_name
from journal.ui.widgets.layouts import Column, Flow
from journal.ui.widgets.words import Line, Words

CHART_AFTER_MS: Final = 180  # the chart is drawn once the sizes rest for a moment
MakeChart = Callable[[Practice], TumourSizeChart]


class PracticeCard(Card):
    """Shows one practice and keeps it while sizes move; `closed` asks the page to put the card away."""

    closed = Signal()

    def __init__(self, background: Background, make_chart: MakeChart) -> None:
        self.close_button = quiet(_("Close"), lambda: self.closed.emit())
        super().__init__(_("What would change this?"), icon="sliders-horizontal", action=self.close_button, gap=10)
        self._background, self._make_chart = background, make_chart
        self.practice: Practice | None = None
        self.rows: dict[str, PracticeRow] = {}
        self._scan = Words("", "small", "muted")
        self._as_measured = _ChipPlace(_("As measured"))
        self._now = _ChipPlace(_("With these sizes"))
        self.sentence = Words("")
        self.distances = Words("", "small", "muted")
        self._bar_place = Column(gap=0)
        self._answer = _Held(Column(self.sentence, self._bar_place, self.distances, None, gap=10))
        self.bar: SumBar | None = None
        self._row_place = Column(gap=6)
        self.reset_button = quiet(_("As it was measured"), self.reset, icon="arrow-counter-clockwise")
        self.chart = ChartView(background, "practice", height=260)
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(CHART_AFTER_MS)
        self._soon.timeout.connect(self._draw)
        self._lay_out()

    def _lay_out(self) -> None:
        mark = Chip(_("Practice: nothing is saved"), "sliders-horizontal", token="ink", is_dashed=True)
        how = Words(_("Move a size, or type one. See what the rule would make of it."))
        self.add(Flow(mark), how, self._scan, Flow(self._as_measured, self._now, gap=24), self._answer)
        self.add(Line(), self._row_place)
        self.add(Words(_("All that was seen beside these spots stays as it is."), "small", "muted"))
        self.add(Flow(self.reset_button), Line(), self.chart)

    # Showing

    def show_practice(self, practice: Practice) -> None:
        """Show *practice*, and go on from there."""
        before, self.practice = self.practice, practice
        if before is None or [*before.parts] != [*practice.parts] or before.scan.id != practice.scan.id:
            self._build_rows(practice)
            day = dates.day(practice.scan.happened_on, practice.scan.precision)
            self._scan.setText(_("The scan of {day}. Your journal stays as it is.").format(day=day))
        self._as_measured.show_verdict(practice.measured)
        self._follow(practice)

    def _build_rows(self, practice: Practice) -> None:
        while self._row_place.count():
            empty_out(self._row_place.takeAt(0))
        self.rows = {}
        first = practice.group.start
        usual = {part.lesion.id: part.um or 0 for part in practice.group.parts(first)} if first is not None else {}
        for part in practice.parts:
            row = PracticeRow(part, usual.get(part.lesion.id, 0))
            row.moved.connect(self._move)
            self.rows[part.lesion.id] = row
            self._row_place.addWidget(row)

    def _follow(self, practice: Practice) -> None:
        """Show what the sizes give as they are moved; the chart comes a moment later."""
        for part in practice.parts:
            self.rows[part.lesion.id].show_size(practice.size(part))
        self._now.show_verdict(practice.verdict)
        self.sentence.setText(say(practice.verdict.finding))
        self._show_distances(practice.judged)
        self._answer.hold()
        self.reset_button.setEnabled(bool(practice.moved))
        self._soon.start()

    def _show_distances(self, judged: Assessment) -> None:
        near = neighbours(judged)
        lines = SumLines.of(judged) if any("mm" in finding.values for finding in near) else None
        if lines is not None and self.bar is not None:
            self.bar.show_lines(lines)
        elif lines is not None:
            self.bar = SumBar(lines)
            self._bar_place.addWidget(self.bar)
        if self.bar is not None:
            self.bar.setVisible(lines is not None)
        words = [say(finding) for finding in near] or [say(reason) for reason in judged.reasons[:1]]
        self.distances.setText(" ".join(words))
        self.distances.setVisible(bool(words))

    def _draw(self) -> None:
        """Have the chart of the moved sizes made beside the window."""
        practice, make = self.practice, self._make_chart
        if practice is not None:
            self._background.run(
                lambda _progress: make(practice), self._show_chart, owner=self, key="practice, chart made"
            )

    def _show_chart(self, chart: TumourSizeChart) -> None:
        caption = _("Practice, not measured: {caption}").format(caption=chart.caption)
        self.chart.show_chart(Chart(lambda canvas: drawn(chart, canvas, self._background), caption))

    # Moving

    def _move(self, lesion_id: str, um: int | None) -> None:
        if self.practice is None:
            return
        before = self._now.words
        self.practice = self.practice.move(lesion_id, um)
        self._follow(self.practice)
        if self._now.words != before:
            self._announce()

    def reset(self) -> None:
        """Put every size back to what was measured."""
        practice = Practice.of(self.practice.group, self.practice.scan) if self.practice is not None else None
        if practice is not None:
            self.practice = practice
            self._follow(practice)
            self._announce()

    def _announce(self) -> None:
        """Let a screen reader say another category once it has read the size."""
        words = _("Practice, with these sizes: {category}").format(category=self._now.words)
        event = QAccessibleAnnouncementEvent(self, words)
        event.setPoliteness(QAccessible.AnnouncementPoliteness.Polite)
        QAccessible.updateAccessibility(event)

    def first_field(self) -> QWidget:
        """Return what takes the keyboard first."""
        return next((row.slider for row in self.rows.values()), self.close_button)


class _Held(QWidget):
    """Grows with what it holds and never shrinks, so that no slider moves away under a hand."""

    def __init__(self, layout: Column) -> None:
        super().__init__()
        self.setLayout(layout)
        self._width = 0
        self._soon = QTimer(self)  # within a pass of the layout, a new least height would not reach what it holds
        self._soon.setSingleShot(True)
        self._soon.timeout.connect(self.hold)
        follow(self._let_go)

    def _let_go(self) -> None:
        self._width = 0
        self.setMinimumHeight(0)

    def hold(self) -> None:
        """Keep at least the height that is needed now."""
        layout = self.layout()
        if layout is not None and self.width() == self._width:
            self.setMinimumHeight(max(self.minimumHeight(), layout.totalHeightForWidth(self._width)))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if self.width() != self._width:
            self._let_go()
            self._width = self.width()
            self._soon.start(0)


class _ChipPlace(QWidget):
    """A category under its heading, changed only where it is another one."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self._name = name
        self.words = ""
        self._place = Column(Words(name, "small", "muted", wraps=False), gap=4)
        self.setLayout(self._place)

    def show_verdict(self, verdict: Verdict) -> None:
        """Show what *verdict* gives."""
        if verdict_name(verdict) == self.words:
            return
        self.words, chip = verdict_name(verdict), verdict_chip(verdict)
        if self._place.count() > 1:
            empty_out(self._place.takeAt(1))
        chip.setAccessibleName(_("{name}: {value}").format(name=self._name, value=chip.text()))
        self._place.addWidget(chip)
        chip.show()  # at once, not when the window gets to it
