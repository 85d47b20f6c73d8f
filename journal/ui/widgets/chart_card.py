"""A card with a chart: its picture to save or copy, and everything it shows as a table."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Final, TypeAlias, cast

from PySide6.QtGui import QGuiApplication, QImage
from PySide6.QtWidgets import QFileDialog, QWidget

from journal.charts import chart as charts
from journal.charts.drawn import drawn_as_file, drawn_for_window
from journal.charts.tokens import ThemeName
from journal.domain.problems import Problem
from journal.exchange.writing import write_file
from journal.text.language import _
from journal.text.sayings import say_problem
from journal.ui.background import Background, Progress
from journal.ui.messages import tell
from journal.ui.places import documents_folder
from journal.ui.widgets.buttons import link
from journal.ui.widgets.card import Card, empty_out
from journal.ui.widgets.chart_view import Canvas, Chart, ChartPicture, ChartView, Spot
from journal.ui.widgets.layouts import Column, Flow
from journal.ui.widgets.tables import ColumnOf, RecordModel, RecordTable
from journal.ui.widgets.words import Words
from journal.ui.window_services import WindowServices

MOST_ROWS: Final = 10

TextRow: TypeAlias = tuple[str, ...]


class ChartCard(Card):
    """Shows a chart that `show_made` makes on the worker; a card's *controls* (period, …) stand above the picture."""

    def __init__(self, window: WindowServices, key: str, title: str, *controls: QWidget, height: int = 280) -> None:
        super().__init__(title, gap=8)
        self._window, self._key = window, key
        self.chart: charts.Chart | None = None
        self.view = ChartView(window.background, key, height=height)
        self.remark = Words("", "small", "muted")
        self.table_button = link(_("Show as a table"), self._toggle_table)
        self.save_button = link(_("Save the picture"), self.save_picture)
        self.copy_button = link(_("Copy the picture"), self.copy_picture)
        self.table: RecordTable | None = None
        self._table_place = Column(gap=0)
        if controls:
            self.add(Flow(*controls, gap=12))
        self.ways = Flow(self.table_button, self.save_button, self.copy_button, gap=24)
        self.add(self.view, self.remark, self.ways)
        self.add(self._table_place)
        self.remark.hide()
        self._enable()

    def show_made(self, make: Callable[[], charts.Chart], remark: Callable[[charts.Chart], str] | None = None) -> None:
        """Let the worker *make* a chart, and show it; *remark* is what stands below its caption."""

        def done(chart: charts.Chart) -> None:
            self.show_chart(chart, remark(chart) if remark is not None else "")

        self._window.background.run(lambda _progress: make(), done, owner=self, key=f"{self._key}, made")

    def show_chart(self, chart: charts.Chart, remark: str = "") -> None:
        """Show *chart*."""
        self.chart = chart
        self.title.setText(chart.title)
        self.setAccessibleName(chart.title)
        self.view.show_chart(Chart(lambda canvas: drawn(chart, canvas, self._window.background), chart.caption))
        self.remark.setText(remark)
        self.remark.setVisible(bool(remark))
        self._enable()
        if self.table is not None:
            self._fill_table()

    def _enable(self) -> None:
        has_content = self.chart is not None and not self.chart.is_empty
        for button in (self.table_button, self.save_button, self.copy_button):
            button.setVisible(has_content)
        if not has_content and self.table is not None:
            self._toggle_table()

    # The table

    def _toggle_table(self) -> None:
        if self.table is None:
            self._fill_table()
        else:
            empty_out(self._table_place.takeAt(0))
            self.table = None
        self.table_button.set_text(_("Hide the table") if self.table is not None else _("Show as a table"))

    def _fill_table(self) -> None:
        if self.table is not None:
            empty_out(self._table_place.takeAt(0))
            self.table = None
        if self.chart is None:
            return
        content = self.chart.table
        columns = [_column(place, title) for place, title in enumerate(content.header)]
        self.table = RecordTable(self.chart.title, RecordModel(columns, content.rows), most_rows=MOST_ROWS)
        self._table_place.addWidget(self.table)

    # The picture

    def save_picture(self) -> None:
        """Let the person choose a file, and draw into it."""
        if self.chart is None:
            return
        proposed = documents_folder() / f"{file_name(self.chart.title)}.png"
        kinds = _("Picture (*.png);;Drawing (*.svg)")
        chosen, kind = QFileDialog.getSaveFileName(self.window(), _("Save the picture"), str(proposed), kinds)
        if not chosen:
            return
        out = Path(chosen)
        if out.suffix.lower() not in (".png", ".svg"):
            out = out.with_name(f"{out.name}{'.svg' if 'svg' in kind else '.png'}")
        chart, background = self.chart, self._window.background

        def work(_progress: Progress) -> Path:
            write_file(out, background.drawing.call(drawn_as_file, chart, out.suffix.lower()))
            return out

        def failed(error: Exception) -> None:
            if not isinstance(error, Problem):
                raise error
            tell(self.window(), say_problem(error))

        background.run(
            work,
            lambda path: self._window.say(_("The picture is saved: {file}").format(file=path.name)),
            owner=self,
            failed=failed,
            writes=True,
        )

    def copy_picture(self) -> None:
        """Put the picture on the clipboard."""
        chart, background = self.chart, self._window.background
        if chart is None:
            return

        def done(png: bytes) -> None:
            QGuiApplication.clipboard().setImage(QImage.fromData(png))
            self._window.say(_("The picture is copied."))

        background.run(lambda _progress: background.drawing.call(drawn_as_file, chart, ".png"), done, owner=self)


def _column(place: int, title: str) -> ColumnOf[TextRow]:
    return ColumnOf(title, lambda row: row[place])


def drawn(chart: charts.Chart, canvas: Canvas, background: Background) -> ChartPicture:
    """Draw *chart* for a place in the window; called on the worker of *background*, and done in a process aside."""
    made = background.drawing.call(
        drawn_for_window,
        chart,
        cast("ThemeName", canvas.theme),
        canvas.text_size / 100,
        canvas.width / canvas.ratio,
        canvas.height / canvas.ratio,
        canvas.ratio,
    )
    return ChartPicture(made.png, tuple(Spot(each.x, each.y, each.words) for each in made.places))


def file_name(title: str) -> str:
    """Return *title* without what a file's name may not hold."""
    kept = "".join(letter for letter in title if letter.isalnum() or letter in " -_")
    return " ".join(kept.split()) or _("Picture")
