"""A chart of the journal with what can be done with it: read as a table, saved as a picture, copied."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Final, cast

from PySide6.QtGui import QGuiApplication, QImage
from PySide6.QtWidgets import QFileDialog, QVBoxLayout, QWidget

from journal.charts.chart import Chart, ReadableChart, Table
from journal.charts.look import look_for
from journal.charts.tokens import ThemeName
from journal.domain.problems import N_, Problem
from journal.text.language import _
from journal.text.sayings import say_problem
from journal.ui.background import Progress
from journal.ui.theme.look import follow, look, size, space
from journal.ui.widgets import chart_view
from journal.ui.widgets.buttons import link
from journal.ui.widgets.chart_view import Canvas, ChartPicture, ChartView, Spot
from journal.ui.widgets.layouts import Flow
from journal.ui.widgets.tables import ColumnOf, RecordModel, RecordTable
from journal.ui.window_services import WindowServices

SAVED_WIDTH: Final = 1_000  # px of a saved picture, at twice the sharpness
SAVED_HEIGHT: Final = 520
SAVED_MM: Final = (240.0, 125.0)
TABLE_ROWS: Final = 12


class ChartPanel(QWidget):
    """Shows a chart; below it its sentence, and buttons for the table and the picture.

    *key* names the chart for the worker.  The table is made when it is asked for.
    """

    def __init__(self, window: WindowServices, key: str, *, height: int = 300) -> None:
        super().__init__()
        self._window, self._key = window, key
        self._chart: ReadableChart | None = None
        self._table: RecordTable | None = None
        self.view = ChartView(window.background, key, height=height)
        self.as_table = link(_("Show as a table"), self._toggle_table, icon="list")
        self.save = link(_("Save the picture"), self._save, icon="export")
        self.copy = link(_("Copy the picture"), self._copy, icon="copy-simple")
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(space(8))
        self._column.addWidget(self.view)
        self.ways = Flow(self.as_table, self.save, self.copy, gap=14)
        self._column.addLayout(self.ways)
        follow(self._measure)

    def _measure(self) -> None:
        # The line of the caption is kept free, so that nothing moves when the chart comes.
        self.view.caption.setMinimumHeight(size(24))

    @property
    def chart(self) -> ReadableChart | None:
        """The chart that is shown."""
        return self._chart

    @property
    def table(self) -> RecordTable | None:
        """The chart as a table, where it is shown."""
        return self._table

    def show_chart(self, chart: ReadableChart) -> None:
        """Show *chart* as soon as it is drawn; an open table follows."""
        self._chart = chart
        self.view.show_chart(chart_view.Chart(lambda canvas: _drawn(chart, canvas), chart.caption))
        for button in (self.as_table, self.save, self.copy):
            button.setEnabled(not chart.is_empty)
        if self._table is not None:
            self._close_table()
            if not chart.is_empty:
                self._open_table(chart.table)
        self._say_table()

    def _toggle_table(self) -> None:
        if self._table is not None:
            self._close_table()
        elif self._chart is not None:
            self._open_table(self._chart.table)
        self._say_table()

    def _open_table(self, table: Table) -> None:
        name = self._chart.title if self._chart is not None else ""
        self._table = RecordTable(name, RecordModel(_columns(table.header), table.rows), most_rows=TABLE_ROWS)
        self._column.addWidget(self._table)

    def _close_table(self) -> None:
        if self._table is not None:
            self._column.removeWidget(self._table)
            self._table.hide()
            self._table.deleteLater()
            self._table = None

    def _say_table(self) -> None:
        self.as_table.set_text(_("Show as a table") if self._table is None else _("Fold the table away"))

    # As a picture

    def _save(self) -> None:
        if self._chart is None:
            return
        kinds = f"{_('Picture (PNG)')} (*.png);;{_('Drawing (SVG)')} (*.svg)"
        suggested = f"{self._chart.title.partition(',')[0]}.png".replace("/", "-")
        chosen, _kind = QFileDialog.getSaveFileName(self, _("Save the picture"), suggested, kinds)
        if chosen:
            self.save_to(Path(chosen))

    def save_to(self, path: Path) -> None:
        """Save the picture at *path*, as a drawing where its name ends in .svg."""
        chart = self._chart
        if chart is None:
            return
        path = path if path.suffix.casefold() in (".png", ".svg") else path.with_name(f"{path.name}.png")

        def work(_progress: Progress) -> None:
            drawn = _svg(chart) if path.suffix.casefold() == ".svg" else _png(chart)
            try:
                path.write_bytes(drawn)
            except OSError:
                raise Problem(N_("The picture could not be saved there. Choose another place.")) from None

        said = _("The picture is saved: {file}").format(file=path.name)
        self._in_background(work, lambda _nothing: self._window.say(said))

    def _copy(self) -> None:
        chart = self._chart
        if chart is None:
            return

        def done(drawn: bytes) -> None:
            QGuiApplication.clipboard().setImage(QImage.fromData(drawn))
            self._window.say(_("The picture is copied. You can paste it into a letter."))

        self._in_background(lambda _progress: _png(chart), done)

    def _in_background(self, work: Callable[[Progress], object], done: Callable[..., object]) -> None:
        def failed(error: Exception) -> None:
            if not isinstance(error, Problem):
                raise error
            self._window.say(say_problem(error))

        self._window.background.run(work, done, owner=self, failed=failed, key=f"{self._key}-picture")


def _columns(header: Sequence[str]) -> list[ColumnOf[tuple[str, ...]]]:
    def cell(place: int) -> Callable[[tuple[str, ...]], str]:
        return lambda row: row[place]

    return [ColumnOf(title, cell(place), stretches=place == len(header) - 1) for place, title in enumerate(header)]


def _drawn(chart: ReadableChart, canvas: Canvas) -> ChartPicture:
    """Return *chart* for the window, on the worker."""
    # matplotlib loads when something is drawn.
    from journal.charts import picture

    chosen = look_for(cast("ThemeName", canvas.theme), canvas.text_size / 100)
    width, height = canvas.width / canvas.ratio, canvas.height / canvas.ratio
    png, places = picture.readable_png(chart, chosen, width, height, scale=canvas.ratio)
    return ChartPicture(png, tuple(Spot(place.x, place.y, place.words) for place in places))


def _png(chart: Chart) -> bytes:
    from journal.charts import picture

    return picture.png(chart, look_for(look().theme.name), SAVED_WIDTH, SAVED_HEIGHT, scale=2.0, titled=True)


def _svg(chart: Chart) -> bytes:
    from journal.charts import picture

    return picture.svg(chart, look_for(look().theme.name), *SAVED_MM, titled=True)
