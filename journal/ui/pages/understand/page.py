"""The page Understand: a list of pages beside the one that is read, and what the last result says above it."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QSize, Qt, QTimer
from PySide6.QtGui import QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QApplication, QBoxLayout, QHBoxLayout, QWidget

from journal.actions.beside_sizes import answers_beside_sizes
from journal.actions.explain import last_scan
from journal.domain.imaging import Lesion, Measurement, Scan
from journal.domain.scan_readings import ScanReading
from journal.domain.visits import Question
from journal.reference.tables import folded
from journal.text import dates
from journal.text.articles import article_for, articles, reading_time
from journal.text.glossary import glossary
from journal.text.language import _
from journal.text.names import modality_name
from journal.ui.live_journal import LiveJournal
from journal.ui.page import Page
from journal.ui.pages.understand.article_view import ArticleView
from journal.ui.pages.understand.contents import ALL_WORDS, Contents
from journal.ui.pages.understand.glossary_view import GlossaryView
from journal.ui.theme.look import breadth, follow, size, space
from journal.ui.widgets.buttons import link, quiet
from journal.ui.widgets.card import Card, empty_out
from journal.ui.widgets.folded import FoldedResult
from journal.ui.widgets.last_scan import last_scan_words
from journal.ui.widgets.layouts import Column, Flow
from journal.ui.window_services import WindowServices

FIRST_PAGE: Final = "result-words"
CONTENTS_WIDTH: Final = 232  # px at 100 %
ARTICLE_WIDTH: Final = 640


class UnderstandPage(Page):
    """What result words mean, how the team finds out, what can come next."""

    shows = (Scan, Lesion, Measurement, ScanReading, Question)

    def __init__(self, live: LiveJournal, window: WindowServices) -> None:
        super().__init__(live, window, _("Understand"))
        self.title.hide()
        live.opened.changed.connect(self.refresh_when_next_seen)
        self.key = FIRST_PAGE
        self.view: ArticleView | GlossaryView | None = None
        self._came_from: list[str] = []
        self._anchor = ""
        self._is_listing = False
        self.contents = Contents(articles().values())
        self.contents.chosen.connect(self.turn_to)
        self.back_button = quiet(_("Back"), self.go_back, icon="arrow-left")
        self.list_button = quiet(_("All pages"), self._turn_list, icon="list")
        self._last_result = Column()
        self._text = Column()
        self._article = QWidget()
        self._article.setLayout(
            Column(Flow(self.back_button, self.list_button), self._last_result, self._text, None, gap=12)
        )
        both = QWidget()
        self._sides = QHBoxLayout(both)
        self._sides.setContentsMargins(0, 0, 0, 0)
        self._sides.addWidget(self.contents, 0, Qt.AlignmentFlag.AlignTop)
        self._sides.addWidget(self._article, 1)
        self._sides.addStretch(0)
        self.add(both)
        back = QShortcut(QKeySequence(QKeySequence.StandardKey.Back), self)
        back.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        back.activated.connect(self.go_back)
        follow(self._arrange)

    @classmethod
    def read_ahead(cls) -> None:
        page = articles()[FIRST_PAGE]
        reading_time(page)  # and with it, its text

    # Arranging

    def _arrange(self) -> None:
        beside = breadth(self) == "wide"
        self._sides.setDirection(QBoxLayout.Direction.LeftToRight if beside else QBoxLayout.Direction.TopToBottom)
        self._sides.setSpacing(space(28))
        self.contents.setFixedWidth(size(CONTENTS_WIDTH)) if beside else self._loosen()
        self._article.setMaximumWidth(size(ARTICLE_WIDTH) if beside else size(ARTICLE_WIDTH) * 2)
        self.list_button.setVisible(not beside)
        self.contents.setVisible(beside or self._is_listing)
        self._article.setVisible(beside or not self._is_listing or not self.contents.isVisibleTo(self))
        self.back_button.setVisible(bool(self._came_from))

    def _loosen(self) -> None:
        self.contents.setMinimumWidth(0)
        self.contents.setMaximumWidth(16_777_215)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()

    def _turn_list(self) -> None:
        self._is_listing = not self._is_listing
        self._arrange()
        if self._is_listing:
            self.contents.entries[self.key].setFocus(Qt.FocusReason.OtherFocusReason)

    # Showing

    def refresh(self) -> None:
        self._show_last_result()
        if self.view is None:
            self._show()
        elif isinstance(self.view, ArticleView):
            wanted = self._starred()
            for key, row in self.view.questions.items():
                row.show_star(key in wanted)

    def _show(self) -> None:
        focused = QApplication.focusWidget()
        was_read = focused is not None and self._article.isAncestorOf(focused)
        while self._text.count():
            empty_out(self._text.takeAt(0))
        page = articles().get(self.key)
        if page is not None:
            seen = None if self.isVisible() else QSize(self._article.maximumWidth(), self.height())
            article = ArticleView(page, self._starred(), seen)
            article.starred.connect(self._star)
            self.view = article
        else:
            self.view = GlossaryView(self._anchor)
        self.view.led_to.connect(self.turn_to)
        self._text.addWidget(self.view)
        self.later(self._show_rest)
        self.contents.mark(self.key)
        self._is_listing = False
        self._arrange()
        if was_read:  # what was followed is gone, and the keyboard with it: read on at the top of the new page
            at_top = self.back_button if self._came_from else self.contents.entries[self.key]
            at_top.setFocus(Qt.FocusReason.OtherFocusReason)
        QTimer.singleShot(0, self.view, self._find_place)

    def _show_rest(self) -> None:
        if isinstance(self.view, ArticleView):
            self.view.show_rest()

    def _find_place(self) -> None:
        """Scroll to the heading that was asked for, else to the top."""
        heading = self.view.headings.get(self._anchor) if isinstance(self.view, ArticleView) else None
        if heading is not None:
            self.scroll_area.verticalScrollBar().setValue(heading.mapTo(self._column, heading.rect().topLeft()).y())
        else:
            self.scroll_area.verticalScrollBar().setValue(0)

    def turn_to(self, target: str) -> None:
        """Show a page ("page" or "page#heading") or a word of the glossary."""
        key, _hash, anchor = target.partition("#")
        if key not in articles() and key != ALL_WORDS:
            if key not in glossary().terms:
                return
            key, anchor = ALL_WORDS, key
        if self.view is not None and (key, anchor) != (self.key, self._anchor):
            self._came_from.append(f"{self.key}#{self._anchor}" if self._anchor else self.key)
        self.key, self._anchor = key, anchor
        self._show()

    def go_back(self) -> None:
        """Show the page that was read before."""
        if self._came_from:
            key, _hash, self._anchor = self._came_from.pop().partition("#")
            self.key = key
            self._show()

    def show_record(self, record_id: str) -> None:
        self.turn_to(record_id)

    # The last result

    def _show_last_result(self) -> None:
        while self._last_result.count():
            empty_out(self._last_result.takeAt(0))
        answer = last_scan(self.live.read, self.window_services.today())
        if answer is None:
            return
        scan = answer.scan
        day = dates.day(scan.happened_on, scan.precision)
        card = Card(_("About your last result, {day}").format(day=day), icon="file-text", kind="personal")

        def make() -> QWidget:
            more = [link(_("Show the working"), lambda: self.window_services.go_to("imaging", scan.id))]
            read = answers_beside_sizes(self.live.read, scan)
            findings = [answer.verdict.finding] if answer.verdict is not None else [each.finding for each in read]
            code = findings[0].code if findings else ""
            page = article_for(code) if code else None
            if page is not None:
                more.append(link(_("Read: {page}").format(page=page.title), lambda: self.turn_to(page.key)))
            return last_scan_words(answer, read, more)

        is_open = self.window_services.settings.keep_results_open or scan.id in self.live.opened
        result = FoldedResult(modality_name(scan.modality), make, is_open=is_open)
        result.button.clicked.connect(lambda: self.live.opened.turn(scan.id, result.is_open))
        card.add(result)
        self._last_result.addWidget(card)

    # Questions

    def _starred(self) -> frozenset[str]:
        """Return the keys of questions that are on the list: starred here, or open in the same words."""
        still_open = [q for q in self.live.read.all(Question) if q.answered_on is None]
        keys = {question.starred_from for question in still_open}
        texts = {folded(question.text) for question in still_open}
        page = articles().get(self.key)
        same = {asked.key for asked in page.questions if folded(asked.text) in texts} if page is not None else set()
        return frozenset(keys | same)

    def _star(self, key: str, text: str, wanted: bool) -> None:
        still_open = [q for q in self.live.read.all(Question) if q.answered_on is None]
        if wanted:
            position = max((question.position for question in still_open), default=-1) + 1
            today = self.window_services.today()
            asked = Question(happened_on=today, text=text, position=position, starred_from=key)
            self.window_services.write(_("Star a question"), lambda draft: draft.save(asked))
            return
        mine = [q for q in still_open if q.starred_from == key or folded(q.text) == folded(text)]
        if mine:
            self.window_services.write(
                _("Take a question off the list"), lambda draft: [draft.delete(question) for question in mine]
            )
