"""The grid of sizes as a table model: lesions down, scans across.  Testable without a window."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, Qt, Signal

from journal.actions.scan_grid import ScanGrid, ScanGroup
from journal.actions.sizes import Asked, Said, ask_size, read_new_lesion, read_said
from journal.domain.imaging import Lesion, LesionState, Measurement, NewLesion, Scan
from journal.domain.problems import N_, Problem
from journal.rules.response.recist_answer import mm_of_um
from journal.text import dates
from journal.text.language import _
from journal.text.names import lesion_state_name, new_lesion_word
from journal.text.numbers import millimetres, number
from journal.text.sayings import say_problem
from journal.ui.pages.imaging.grid_rows import GridRow, Kind, rows_of, titles_of
from journal.ui.widgets.tables import CELL, ROW_KIND, Cell, Index


@dataclass(frozen=True)
class Entered:
    """What was typed for a lesion at a scan; *said* None takes out what stood there."""

    lesion: Lesion
    scan: Scan
    before: Measurement | None
    said: Said | None


@dataclass(frozen=True)
class NewSaid:
    """What was typed about new spots at a scan."""

    scan: Scan
    new_lesion: NewLesion


@dataclass(frozen=True)
class Waiting:
    """Text that is not written down yet: why, and what may have been meant."""

    row: GridRow
    scan: Scan
    text: str
    problem: Problem
    asked: Asked | None = None


class SizeGrid(QAbstractTableModel):
    """`entered` brings what a person typed and the page writes; `waits` text that cannot be written as it stands."""

    entered = Signal(object)
    waits = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.is_read_only = False
        self._grid = ScanGrid((), (), {})
        self._groups: tuple[ScanGroup, ...] = ()
        self.rows: tuple[GridRow, ...] = ()
        self.scans: tuple[Scan, ...] = ()
        self._titles: tuple[tuple[str, str], ...] = ()
        self.waiting: dict[tuple[str, str], Waiting] = {}

    # What it shows

    def show_grid(self, grid: ScanGrid, groups: Sequence[ScanGroup]) -> bool:
        """Show *groups* of *grid*; answers whether rows or columns are others than before."""
        rows = rows_of(grid, groups)
        scans = tuple(scan for group in groups for scan in group.scans)
        before = [row.key for row in self.rows], [scan.id for scan in self.scans]
        is_other = before != ([row.key for row in rows], [scan.id for scan in scans])
        if is_other:
            self.beginResetModel()
        self._grid, self._groups, self.rows, self.scans = grid, tuple(groups), rows, scans
        self._titles = titles_of(groups)
        known = {(row.key, scan.id) for row in rows for scan in scans}
        self.waiting = {key: each for key, each in self.waiting.items() if key in known}
        if is_other:
            self.endResetModel()
        elif rows and scans:
            self.dataChanged.emit(self.index(0, 0), self.index(len(rows) - 1, len(scans) - 1))
            self.headerDataChanged.emit(Qt.Orientation.Horizontal, 0, len(scans) - 1)
            self.headerDataChanged.emit(Qt.Orientation.Vertical, 0, len(rows) - 1)
        return is_other

    def group_of(self, scan: Scan) -> ScanGroup:
        """Return the group that *scan* stands in."""
        group = self._grid.group_of(scan.id)
        if group is None:
            raise KeyError(scan.id)
        return group

    def column_title(self, column: int) -> tuple[str, str]:
        """Return the day of a scan, and the word below it ("start", "smallest sum", "last scan")."""
        return self._titles[column]

    def lesion_at(self, row: GridRow, scan: Scan) -> Lesion | None:
        """Return the lesion that a row stands for at *scan*; None for a row that is no spot."""
        if len(row.lesions) < 2:
            return row.lesions[0] if row.lesions else None
        counted = self.group_of(scan).counted
        spoken_of = (each for each in row.lesions if (each.id, scan.id) in self._grid.sizes)
        followed = (each for each in row.lesions if each.id in counted)
        return next(spoken_of, None) or next(followed, row.lesions[-1])

    def place(self, row_key: str, scan_id: str) -> QModelIndex:
        """Return where the cell of a row (its key, or a lesion's id) and a scan is; invalid where it is not shown."""
        row = next(
            (
                at
                for at, each in enumerate(self.rows)
                if each.key == row_key or any(lesion.id == row_key for lesion in each.lesions)
            ),
            -1,
        )
        column = next((at for at, scan in enumerate(self.scans) if scan.id == scan_id), -1)
        return self.index(row, column) if row >= 0 and column >= 0 else QModelIndex()

    def cell(self, row: int, column: int) -> Cell:
        """Return what stands in a cell."""
        shown, scan = self.rows[row], self.scans[column]
        waiting = self.waiting.get((shown.key, scan.id))
        if waiting is not None:
            return Cell(waiting.text, "caution", "warning-circle")
        if shown.kind is Kind.SUM:
            return self._sum(scan)
        if shown.kind is Kind.NEW:
            return self._new(scan)
        lesion = self.lesion_at(shown, scan)
        return self._spot(lesion, scan) if lesion is not None else Cell("")

    def _spot(self, lesion: Lesion, scan: Scan) -> Cell:
        said = self._grid.sizes.get((lesion.id, scan.id))
        if said is None:
            return Cell(_("not noted"), "muted", is_unknown=True) if self._grid.is_gap(lesion, scan) else Cell("")
        if said.mm is None:
            unknown = said.state in (LesionState.NOT_ASSESSED, LesionState.MEASURED)
            word = _("not noted") if said.state is LesionState.MEASURED else lesion_state_name(said.state)
            return Cell(word, "muted", is_unknown=unknown)
        if said.state is LesionState.MEASURED:
            return Cell(number(said.mm))
        return Cell(_("{size}, {state}").format(size=number(said.mm), state=lesion_state_name(said.state)))

    def _sum(self, scan: Scan) -> Cell:
        sums = self.group_of(scan).sums
        total = sums.get(scan.id)
        if total is not None:
            return Cell(number(total), is_strong=True)
        return Cell(_("no sum"), "muted", is_unknown=True) if self._grid.is_sized(scan) else Cell("")

    def _new(self, scan: Scan) -> Cell:
        group = self.group_of(scan)
        if group.start is not None and group.start.id == scan.id:
            return Cell("")
        judged = group.judged.get(scan.id)
        said = judged.new_lesion if judged is not None else scan.new_lesion
        return Cell(new_lesion_word(said), "muted", is_unknown=said is NewLesion.UNKNOWN)

    # What Qt asks

    def rowCount(self, parent: Index = QModelIndex()) -> int:
        return 0 if parent.isValid() else len(self.rows)

    def columnCount(self, parent: Index = QModelIndex()) -> int:
        return 0 if parent.isValid() else len(self.scans)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = 0) -> object:
        texts = (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole)
        if orientation is Qt.Orientation.Vertical:
            if role == ROW_KIND:
                return self.rows[section].kind.value
            return self.rows[section].title if role in texts else None
        if role not in texts:
            return None
        word = self._titles[section][1]
        return f"{_day(self.scans[section])}, {word}" if word else _day(self.scans[section])

    def data(self, index: Index, role: int = 0) -> object:
        if not index.isValid():
            return None
        row = self.rows[index.row()]
        if role == ROW_KIND:
            return row.kind.value
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return int(Qt.AlignmentFlag.AlignTrailing | Qt.AlignmentFlag.AlignVCenter)
        if role == CELL:
            return self.cell(index.row(), index.column())
        if role == Qt.ItemDataRole.DisplayRole:
            return self.cell(index.row(), index.column()).text
        if role == Qt.ItemDataRole.EditRole:
            return self._typed(row, self.scans[index.column()])
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return self.spoken(index)
        if role == Qt.ItemDataRole.AccessibleDescriptionRole:
            waiting = self.waiting.get((row.key, self.scans[index.column()].id))
            return say_problem(waiting.problem) if waiting is not None else self.parts(index)
        return None

    def spoken(self, index: Index) -> str:
        """Return a cell as it is read out: whose size, when, and how large."""
        row, scan = self.rows[index.row()], self.scans[index.column()]
        if row.kind is Kind.TITLE:
            return ""
        where = self.where(index)
        said = self._said(row, scan)
        words = self.cell(index.row(), index.column()).text or _("blank")
        total = self.group_of(scan).sums.get(scan.id) if row.kind is Kind.SUM else None
        if (row.key, scan.id) not in self.waiting:
            if total is not None:
                words = millimetres(total)
            elif said is not None and said.mm is not None and said.state is LesionState.MEASURED:
                words = millimetres(said.mm)
        return _("{where}: {value}").format(where=where, value=words)

    def where(self, index: Index) -> str:
        """Return which spot and which scan a cell belongs to."""
        row, scan = self.rows[index.row()], self.scans[index.column()]
        return _("{spot}, {day}").format(spot=row.title, day=_day(scan))

    def parts(self, index: Index) -> str:
        """Return the sizes that a sum is made of, as in "9 + 22 + 12 mm"; nothing for another cell."""
        if not index.isValid() or self.rows[index.row()].kind is not Kind.SUM:
            return ""
        scan = self.scans[index.column()]
        parts = self.group_of(scan).parts(scan)
        if not parts or not self.group_of(scan).sums.get(scan.id):
            return ""
        sizes = " + ".join(number(mm) for part in parts if (mm := mm_of_um(part.um)) is not None)
        return _("{sizes} mm").format(sizes=sizes)

    def _typed(self, row: GridRow, scan: Scan) -> str:
        """Return what an edit starts with."""
        waiting = self.waiting.get((row.key, scan.id))
        if waiting is not None:
            return waiting.text
        if row.kind is Kind.NEW:
            return "" if scan.new_lesion is NewLesion.UNKNOWN else new_lesion_word(scan.new_lesion)
        said = self._said(row, scan)
        if said is None:
            return ""
        return number(said.mm) if said.mm is not None else lesion_state_name(said.state)

    def _said(self, row: GridRow, scan: Scan) -> Measurement | None:
        lesion = self.lesion_at(row, scan)
        return self._grid.sizes.get((lesion.id, scan.id)) if lesion is not None else None

    def flags(self, index: Index) -> Qt.ItemFlag:
        if not index.isValid() or self.rows[index.row()].kind is Kind.TITLE:
            return Qt.ItemFlag.NoItemFlags
        flags = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        return flags | Qt.ItemFlag.ItemIsEditable if self.is_writable(index) else flags

    def is_writable(self, index: Index) -> bool:
        """Say whether something can be typed into a cell."""
        row, scan = self.rows[index.row()], self.scans[index.column()]
        if self.is_read_only or row.kind in (Kind.TITLE, Kind.SUM):
            return False
        start = self.group_of(scan).start
        return row.kind is Kind.SPOT or start is None or start.id != scan.id

    # What a person types

    def setData(self, index: Index, value: object, role: int = Qt.ItemDataRole.EditRole.value) -> bool:
        if role != Qt.ItemDataRole.EditRole or not index.isValid() or not self.is_writable(index):
            return False
        row, scan = self.rows[index.row()], self.scans[index.column()]
        text = str(value).strip()
        if text == self._typed(row, scan) and (row.key, scan.id) not in self.waiting:
            return True
        try:
            return self._enter(index, row, scan, text)
        except Problem as problem:
            self._wait(index, Waiting(row, scan, text, problem))
            return False

    def _enter(self, index: Index, row: GridRow, scan: Scan, text: str) -> bool:
        lesion = self.lesion_at(row, scan)
        if lesion is None:
            self._say_new(index, row, scan, text)
            return True
        said = read_said(text, lesion.role)
        asked = ask_size(said, self._grid.neighbours(lesion, scan))
        if asked is not None:
            self._wait(index, Waiting(row, scan, text, asked.problem, asked))
            return False
        self.take(row, scan, said)
        return True

    def _say_new(self, index: Index, row: GridRow, scan: Scan, text: str) -> None:
        new = read_new_lesion(text)
        judged = self.group_of(scan).judged.get(scan.id)
        from_sizes = judged is not None and judged.new_lesion is not scan.new_lesion
        if from_sizes and new is not NewLesion.YES:
            raise Problem(N_("A new spot stands below with a size or a word for this scan. Change it there."))
        self._settle(row, scan)
        self.dataChanged.emit(index, index)
        if new is not scan.new_lesion:
            self.entered.emit(NewSaid(scan, new))

    def take(self, row: GridRow, scan: Scan, said: Said | None) -> None:
        """Take *said* for the cell, without asking."""
        self._settle(row, scan)
        lesion = self.lesion_at(row, scan)
        if lesion is not None:
            before = self._grid.sizes.get((lesion.id, scan.id))
            if said is not None or before is not None:
                self.entered.emit(Entered(lesion, scan, before, said))

    def drop(self, waiting: Waiting) -> None:
        """Forget text that was typed and cannot be written; what stood there before shows again."""
        self._settle(waiting.row, waiting.scan)

    def _wait(self, index: Index, waiting: Waiting) -> None:
        self.waiting[waiting.row.key, waiting.scan.id] = waiting
        self.dataChanged.emit(index, index)
        self.waits.emit(waiting)

    def _settle(self, row: GridRow, scan: Scan) -> None:
        if self.waiting.pop((row.key, scan.id), None) is not None:
            place = self.place(row.key, scan.id)
            self.dataChanged.emit(place, place)


def _day(scan: Scan) -> str:
    return dates.day(scan.happened_on, scan.precision)
