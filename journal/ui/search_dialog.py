"""Search over everything written and over the explanations; a result leads to its page."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final, TypeAlias

from PySide6.QtCore import QEvent, QObject, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractItemView, QDialog, QListWidget, QListWidgetItem, QWidget

from journal.actions.search import Hit, search
from journal.domain.attachments import Attachment
from journal.domain.imaging import Lesion, Scan
from journal.domain.medicines import Medicine
from journal.domain.notes import Note
from journal.domain.patient import CallRule, CareSheet, Contact, Patient
from journal.domain.record import Record
from journal.domain.results import GenomicFinding, LabResult, VitalSign
from journal.domain.symptoms import SymptomEntry
from journal.domain.treatment import Cycle, Drug, Procedure, TreatmentLine
from journal.domain.visits import Appointment, CallNotice, HospitalStay, Question, TeamCall
from journal.text import article_search, dates
from journal.text.article_search import find
from journal.text.language import _, ngettext
from journal.ui.background import Background, Progress
from journal.ui.live_journal import LiveJournal
from journal.ui.theme.fonts import font
from journal.ui.theme.icons import TEXT, icon
from journal.ui.theme.look import follow, size
from journal.ui.widgets.buttons import icon_button
from journal.ui.widgets.fields import TextField
from journal.ui.widgets.layouts import Column, Row
from journal.ui.widgets.words import Words

TYPING_PAUSE_MS: Final = 150
MOST_EXPLANATIONS: Final = 5

Found: TypeAlias = tuple[tuple[article_search.Hit, ...], tuple[Hit, ...]]

# Where each kind of record is looked at: key of the page, icon.
PLACES: Final[dict[type[Record], tuple[str, str]]] = {
    Note: ("timeline", "note-pencil"),
    Question: ("visits", "chat-circle-text"),
    Appointment: ("visits", "calendar-check"),
    SymptomEntry: ("symptoms", "heartbeat"),
    LabResult: ("results", "test-tube"),
    VitalSign: ("symptoms", "thermometer-simple"),
    GenomicFinding: ("treatment", "test-tube"),
    Scan: ("imaging", "ruler"),
    Lesion: ("imaging", "ruler"),
    TreatmentLine: ("treatment", "drop"),
    Cycle: ("treatment", "drop"),
    Drug: ("treatment", "drop"),
    Procedure: ("treatment", "scissors"),
    Medicine: ("treatment", "pill"),
    HospitalStay: ("visits", "first-aid"),
    TeamCall: ("visits", "phone"),
    CallNotice: ("timeline", "phone"),
    Attachment: ("timeline", "paperclip"),
    Contact: ("settings", "users"),
    Patient: ("settings", "users"),
    CareSheet: ("settings", "phone"),
    CallRule: ("settings", "phone"),
}


class SearchDialog(QDialog):
    """A field and what was found below it.  `chosen` brings the page's key and the record's id or the page's anchor."""

    chosen = Signal(str, str)

    def __init__(
        self,
        live: LiveJournal,
        background: Background,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._live, self._background = live, background
        self.setWindowTitle(_("Search"))
        self.setModal(True)
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(TYPING_PAUSE_MS)
        self._pause.timeout.connect(self._search)
        self.field = TextField(_("Search everything written"), hint=_("A word, a name, a test, a day …"), role="lead")
        self.field.textChanged.connect(lambda _text: self._pause.start())
        self.field.installEventFilter(self)
        self.results = QListWidget()
        self.results.setAccessibleName(_("What was found"))
        self.results.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.results.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.results.setWordWrap(True)
        self.results.itemActivated.connect(self._choose)
        self.results.itemClicked.connect(self._choose)
        self.state = Words("", "small", "muted")
        top = Row(self.field, icon_button("x", _("Close the search"), self.reject), gap=8)
        self.setLayout(Column(top, self.state, self.results, gap=12, padding=24))
        self._say_hint()
        follow(self._dress)

    def _dress(self) -> None:
        self.results.setFont(font("body"))
        self.results.setIconSize(QSize(size(TEXT), size(TEXT)))
        parent = self.parentWidget()
        room = parent.size() if parent is not None else self.screen().availableSize()
        self.resize(min(size(720), room.width() - 48), min(size(560), room.height() - 48))

    def _say_hint(self) -> None:
        self.state.setText(_("Searches all that is written down, and the explanations."))

    def _search(self) -> None:
        words = self.field.text()
        if not words.strip():
            self.results.clear()
            self._say_hint()
            return
        journal = self._live.read

        def work(_progress: Progress) -> Found:
            return find(words, limit=MOST_EXPLANATIONS), search(journal, words)

        self._background.run(work, self._show, owner=self, key="search")

    def _show(self, found: Found) -> None:
        explanations, hits = found
        self.results.clear()
        for page in explanations:
            self._add("book-open", page.title, _("explanation"), ("understand", page.page or page.term))
        for hit in hits:
            key, shown = PLACES[hit.kind]
            self._add(shown, hit.title, dates.day(hit.on), (key, hit.record_id))
        count = self.results.count()
        words = ngettext("{count} found", "{count} found", count).format(count=count)
        self.state.setText(words if count else _("Nothing found. Try fewer letters, or another word."))
        self.state.setAccessibleDescription(self.state.text())

    def _add(self, shown: str, title: str, behind: str, leads_to: tuple[str, str]) -> None:
        item = QListWidgetItem(icon(shown, "accent"), _("{title} · {day}").format(title=title, day=behind))
        item.setData(Qt.ItemDataRole.UserRole, leads_to)
        self.results.addItem(item)

    def _choose(self, item: QListWidgetItem) -> None:
        page, record_id = item.data(Qt.ItemDataRole.UserRole)
        self.accept()
        self.chosen.emit(page, record_id)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            step: Callable[[], None] | None = {
                Qt.Key.Key_Down: lambda: self._step(1),
                Qt.Key.Key_Up: lambda: self._step(-1),
            }.get(Qt.Key(event.key()))
            if step is not None:
                step()
                return True
            if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
                current = self.results.currentItem() or self.results.item(0)
                if current is not None:
                    self._choose(current)
                return True
        return False

    def _step(self, by: int) -> None:
        count = self.results.count()
        if count:
            self.results.setCurrentRow(max(0, min(count - 1, self.results.currentRow() + by)))
