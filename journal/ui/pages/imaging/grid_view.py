"""The grid of sizes on screen: it works like a spreadsheet, and the names stay while the scans scroll."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QPoint, QRect, Qt, QTimer, Signal
from PySide6.QtGui import QContextMenuEvent, QFocusEvent, QKeyEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QApplication,
    QMenu,
    QSizePolicy,
    QStyledItemDelegate,
    QTableView,
    QWidget,
)

from journal.actions.sizes import NEW_CHOICES, STATES_OF
from journal.text.language import _
from journal.text.names import lesion_state_name, new_lesion_word
from journal.ui.pages.imaging.grid_model import SizeGrid
from journal.ui.pages.imaging.grid_painting import (
    WIDEST_NAMES,
    HeaderCorner,
    ScanHeader,
    SizeDelegate,
    SpotHeader,
    cell_width,
)
from journal.ui.theme.fonts import font
from journal.ui.theme.look import follow, size
from journal.ui.widgets.tables import Index, give_viewport

LEAST_COLUMN = 64  # px at 100 %


class GridView(QTableView):
    """Typing starts an edit; Enter goes down, Tab to the next scan; Delete blanks; Alt+Down offers the words."""

    moved = Signal()

    def __init__(self, model: SizeGrid) -> None:
        super().__init__()
        give_viewport(self)
        self._grid = model
        self._widths: tuple[int, ...] = ()
        self.setAccessibleName(_("Sizes: spots down, scans across"))
        self.names, self.days = SpotHeader(model, self), ScanHeader(model, self)
        self.setVerticalHeader(self.names)
        self.setHorizontalHeader(self.days)
        self._corner = HeaderCorner(self)
        self.setModel(model)
        self.setItemDelegate(SizeDelegate(self))
        self.setCornerButtonEnabled(False)
        self.setShowGrid(False)
        self.setSelectionMode(QAbstractItemView.SelectionMode.NoSelection)
        self.setEditTriggers(
            QAbstractItemView.EditTrigger.AnyKeyPressed
            | QAbstractItemView.EditTrigger.DoubleClicked
            | QAbstractItemView.EditTrigger.EditKeyPressed
        )
        self.setTabKeyNavigation(False)  # Tab leaves the grid, as it leaves any field; while editing it goes on
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setProperty("ring_radius", 8)
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.timeout.connect(self.measure)
        # The bar learns only later how far it goes: without this, the last scan stands outside at first.
        self.horizontalScrollBar().rangeChanged.connect(lambda _least, _most: self._into_view())
        self.horizontalScrollBar().valueChanged.connect(lambda value: self.names.lie_over(value > 0))
        model.modelReset.connect(self.measure)
        model.dataChanged.connect(lambda: self._soon.start(0))
        follow(self.measure)

    # Measuring

    def measure(self) -> None:
        """Give columns, names and rows the room that their texts need, and the table the height of its rows."""
        columns = [self._column_width(column) for column in range(len(self._grid.scans))]
        room = max(1, self.width())
        names = min(self.names.wanted_width(), max(size(120), round(room * WIDEST_NAMES)))
        spare = room - sum(columns) - names
        if spare > 0 and columns:
            most = max(columns)
            wider = [min(most, width + spare // len(columns)) for width in columns]
            names += spare - (sum(wider) - sum(columns))
            columns = wider
        for column, width in enumerate(columns):
            self.setColumnWidth(column, width)
        self.names.setFixedWidth(names)
        heights = [self.names.height_of(row, names) for row in range(len(self._grid.rows))]
        for row, height in enumerate(heights):
            self.setRowHeight(row, height)
        bar = self.horizontalScrollBar().sizeHint().height() if sum(columns) > room - names else 0
        self.setFixedHeight(self.days.wanted_height() + sum(heights) + bar + 2)
        self.updateGeometries()
        top = self.days.wanted_height()
        left = self.width() - names if self.isRightToLeft() else 0
        self._corner.setGeometry(left, 0, names, top)
        if self._widths != (names, *columns):
            self._widths = names, *columns
            self._into_view()

    def _into_view(self) -> None:
        if self.currentIndex().isValid():
            self.scrollTo(self.currentIndex())

    def _column_width(self, column: int) -> int:
        cells = (cell_width(self._grid.cell(row, column)) for row in range(len(self._grid.rows)))
        return max(size(LEAST_COLUMN), self.days.width_of(column), *cells)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.measure()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.measure()

    def focus_area(self) -> QRect:
        """Return where the focus ring goes: around the cell that the keyboard is at."""
        index = self.currentIndex()
        if not index.isValid():
            return self.rect()
        seen = self.visualRect(index).intersected(self.viewport().rect())
        return seen.translated(self.viewport().pos()).adjusted(4, 4, -4, -4)

    # Moving

    def go_to(self, row_key: str, scan_id: str) -> bool:
        """Move to a cell, if it is shown."""
        place = self._grid.place(row_key, scan_id)
        if place.isValid():
            self.setCurrentIndex(place)
        return place.isValid()

    def currentChanged(self, current: Index, previous: Index) -> None:
        super().currentChanged(current, previous)
        QApplication.postEvent(self, QEvent(QEvent.Type.LayoutRequest))  # the focus ring follows
        self.moved.emit()

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.moved.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        index, key = self.currentIndex(), event.key()
        if self.state() == self.State.EditingState or not index.isValid():
            super().keyPressEvent(event)
        elif key == Qt.Key.Key_Menu or (
            key in (Qt.Key.Key_Down, Qt.Key.Key_F4) and event.modifiers() & Qt.KeyboardModifier.AltModifier
        ):
            self.offer_words()
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            if self._grid.is_writable(index):
                self.edit(index)
        elif key in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            self._grid.setData(index, "")
        else:
            super().keyPressEvent(event)

    def closeEditor(self, editor: QWidget, hint: QStyledItemDelegate.EndEditHint) -> None:
        super().closeEditor(editor, QStyledItemDelegate.EndEditHint.NoHint)
        at = self.currentIndex()
        waits = self._key(at) in self._grid.waiting
        if waits:
            return  # the question about what was typed stands below; moving on would hide what it is about
        if hint == QStyledItemDelegate.EndEditHint.SubmitModelCache:  # Enter
            self._step(at, 1, 0)
        elif hint == QStyledItemDelegate.EndEditHint.EditNextItem:  # Tab
            self._step(at, 0, 1)
        elif hint == QStyledItemDelegate.EndEditHint.EditPreviousItem:
            self._step(at, 0, -1)

    def _key(self, index: Index) -> tuple[str, str]:
        if not index.isValid():
            return "", ""
        return self._grid.rows[index.row()].key, self._grid.scans[index.column()].id

    def _step(self, index: Index, down: int, along: int) -> None:
        """Go on to the next cell that can be written in."""
        row, column = index.row() + down, index.column() + along
        while 0 <= row < self._grid.rowCount() and 0 <= column < self._grid.columnCount():
            place = self._grid.index(row, column)
            if self._grid.is_writable(place):
                self.setCurrentIndex(place)
                return
            row, column = row + down, column + along

    def finish(self) -> None:
        """Take what is being typed as finished."""
        editor = QApplication.focusWidget()
        if self.state() == self.State.EditingState and editor is not None and self.viewport().isAncestorOf(editor):
            self.commitData(editor)
            self.closeEditor(editor, QStyledItemDelegate.EndEditHint.NoHint)

    # Words

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        index = self.indexAt(event.pos())
        if index.isValid():
            self.setCurrentIndex(index)
        self.offer_words()

    def words_menu(self) -> QMenu | None:
        """Return the words that fit the current cell, as a menu; None where nothing can be written."""
        index = self.currentIndex()
        if not index.isValid() or not self._grid.is_writable(index):
            return None
        row = self._grid.rows[index.row()]
        lesion = self._grid.lesion_at(row, self._grid.scans[index.column()])
        if lesion is None:
            words = [new_lesion_word(each) for each in NEW_CHOICES]
        else:
            words = [lesion_state_name(state) for state in STATES_OF[lesion.role]]
        menu = QMenu(self)
        menu.setFont(font("body"))
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for word in words:
            menu.addAction(word, lambda word=word: self._grid.setData(index, word))  # type: ignore[misc]
        if lesion is not None:
            menu.addSeparator()
            menu.addAction(_("Blank again"), lambda: self._grid.setData(index, ""))
        return menu

    def offer_words(self) -> None:
        """Open the words under the current cell."""
        menu = self.words_menu()
        if menu is not None:
            area = self.visualRect(self.currentIndex())
            corner = area.bottomRight() if self.isRightToLeft() else area.bottomLeft()
            menu.popup(self.viewport().mapToGlobal(corner + QPoint(0, 4)))
