"""Choosing the day to look at, and choosing what comes back from it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime, time
from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QAbstractItemView, QWidget

from journal.actions.entry_words import KnownNames, entry_title, known_names, with_parts
from journal.actions.looking_back import apart_from
from journal.actions.time_machine import Apart, families
from journal.domain.problems import N_, Problem
from journal.domain.record import Record
from journal.store.journal import Journal
from journal.text import dates
from journal.text.fields import moment as moment_words
from journal.text.language import _, ngettext
from journal.ui.background import Background, Progress
from journal.ui.live_journal import LiveJournal
from journal.ui.widgets.buttons import primary, quiet
from journal.ui.widgets.dates import DateField
from journal.ui.widgets.dialog import Dialog
from journal.ui.widgets.form import Form
from journal.ui.widgets.layouts import Flow
from journal.ui.widgets.notices import BusyBar
from journal.ui.widgets.tables import Cell, ColumnOf, RecordModel, RecordTable
from journal.ui.widgets.times import TimeField
from journal.ui.widgets.words import Words

END_OF_DAY: Final = time(23, 59, 59)
MOST_ROWS: Final = 9
MEASURED_ROWS: Final = 100  # for the width of columns; there may be thousands


class MomentDialog(Dialog):
    """Asks for a day, and a time if one matters; `chosen` brings the moment."""

    chosen = Signal(object)

    def __init__(self, began_at: datetime | None, now: Callable[[], datetime], parent: QWidget | None = None) -> None:
        title = _("The journal as it was")
        super().__init__(title, parent, width=600)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._began_at, self._now = began_at, now
        self.day = DateField(_("Day"), lambda: now().date(), latest_today=True)
        self.at = TimeField(_("Time"))
        self.form = Form()
        self.form.add(_("Day"), self.day)
        self.form.add(_("Time"), self.at, hint=_("Left open, it is the end of that day."))
        about = _("Every page then shows what was written by that day. Nothing is changed by looking.")
        if began_at is not None:
            since = _("The first entry was written on {when}.").format(when=moment_words(began_at))
            about = _("{first} {second}").format(first=about, second=since)
        self.look = primary(_("Look"), self._choose)
        self.look.setDefault(True)
        buttons = Flow(self.look, quiet(_("Cancel"), self.reject), gap=12)
        self.fill(Words(title, "h2"), Words(about, tone="muted"), self.form, foot=buttons)
        self.day.setFocus()

    def _choose(self) -> None:
        self.day.field.finish()
        self.at.finish()
        row = self.form.rows[0]
        problem = self.day.problem or self.at.problem
        moment = None if problem is not None or self.day.day is None else self._moment()
        if self.day.day is None and problem is None:
            problem = Problem(N_("Write a day here, like 12 May 2026."))
        elif moment is not None and (self._began_at is None or moment < self._began_at):
            problem = Problem(N_("Nothing was written by then. Choose a later day."))
        row.say_mistake(problem if self.at.problem is None else None)
        if problem is None and moment is not None:
            self.accept()
            self.chosen.emit(moment)

    def _moment(self) -> datetime:
        assert self.day.day is not None
        wanted = datetime.combine(self.day.day, self.at.at or END_OF_DAY).astimezone()
        return min(wanted, self._now())


@dataclass(frozen=True)
class ApartRow:
    """One entry that differs; *records* are how it and its parts were, none where it was written since."""

    title: str
    day: str
    what: str
    records: tuple[Record, ...]


class ApartDialog(Dialog):
    """Lists what differs.  `some_wanted` brings the chosen records, `all_wanted` everything that stood then."""

    some_wanted = Signal(object)
    all_wanted = Signal(object)

    def __init__(
        self,
        past: Journal,
        present: LiveJournal,
        moment: datetime,
        background: Background,
        parent: QWidget | None = None,
    ) -> None:
        title = _("What was different on {when}").format(when=moment_words(moment))
        super().__init__(title, parent, width=820)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._past = past
        self.about = Words("", tone="muted")
        self.busy = BusyBar()
        columns = [
            ColumnOf[ApartRow](_("Entry"), lambda row: Cell(row.title, is_strong=True)),
            ColumnOf[ApartRow](_("Day"), lambda row: row.day),
            ColumnOf[ApartRow](_("Now"), lambda row: Cell(row.what, "muted")),
        ]
        self.model = RecordModel(columns, [])
        self.table = RecordTable(title, self.model, most_rows=MOST_ROWS, widest=0.6)
        self.table.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.table.horizontalHeader().setResizeContentsPrecision(MEASURED_ROWS)
        self.table.horizontalHeader().setStretchLastSection(True)
        self.table.selectionModel().selectionChanged.connect(self._follow_choice)
        self.some = primary(_("Bring back the chosen"), self._bring_some)
        self.everything = quiet(_("Make everything as it was"), self._bring_all)
        self.since = Words("", "small", "muted")
        buttons = Flow(self.some, self.everything, quiet(_("Close"), self.reject), gap=12)
        self.fill(Words(title, "h2"), self.about, self.busy, self.table, None, self.since, foot=buttons, gap=14)
        self.can_write = not present.is_read_only
        self.some.setEnabled(False)
        self.everything.setEnabled(False)
        self.busy.begin(_("Both states are being compared."))

        def work(_progress: Progress) -> tuple[Apart, list[ApartRow]]:
            difference = apart_from(past, present.read)
            return difference, _rows(difference, known_names(past))

        background.run(work, self._take, owner=self, key="apart")

    def _take(self, read: tuple[Apart, list[ApartRow]]) -> None:
        difference, rows = read
        self.busy.end()
        self.model.set_records(rows)
        count = len(difference.back) + len(difference.other)
        self.about.setText(
            _("Nothing differs. The journal stands as it did then.")
            if difference.is_none
            else _("Choose entries to bring back. With Shift or Ctrl you choose several. Undo takes it back.")
        )
        since = len(difference.since)
        self.since.setText(
            ngettext(
                "With everything as it was, {count} entry written since goes to the bin.",
                "With everything as it was, {count} entries written since go to the bin.",
                since,
            ).format(count=since)
            if since
            else ""
        )
        self.since.setVisible(bool(since))
        self.everything.setEnabled(self.can_write and not difference.is_none)
        self.table.setVisible(bool(rows))
        if count:
            self.table.setCurrentIndex(self.model.index(0, 0))
            self.table.setFocus()
        self._follow_choice()

    @property
    def chosen(self) -> Sequence[Record]:
        """The chosen entries, as they were."""
        rows = {index.row() for index in self.table.selectionModel().selectedIndexes()}
        return [record for row in sorted(rows) for record in self.model.records[row].records]

    def _follow_choice(self) -> None:
        self.some.setEnabled(self.can_write and bool(self.chosen))

    def _bring_some(self) -> None:
        chosen = self.chosen
        self.accept()
        self.some_wanted.emit(chosen)

    def _bring_all(self) -> None:
        everything = tuple(self._past.everything())
        self.accept()
        self.all_wanted.emit(everything)


def _rows(difference: Apart, names: KnownNames) -> list[ApartRow]:
    return [
        *(_row(family, _("not there any more"), names, family) for family in families(difference.back)),
        *(_row((then,), _("reads differently"), names, (then,)) for then, _now in difference.other),
        *(_row(family, _("written since"), names) for family in families(difference.since)),
    ]


def _row(family: Sequence[Record], what: str, names: KnownNames, wanted: tuple[Record, ...] = ()) -> ApartRow:
    head, count = family[0], len(family) - 1
    title = with_parts(entry_title(head, names), count)
    return ApartRow(title, dates.day(head.happened_on, head.precision), what, wanted)
