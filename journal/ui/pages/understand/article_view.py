"""One explaining page, block by block, with questions that can be starred and words that explain themselves."""

from __future__ import annotations

from collections.abc import Callable, Collection

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QWidget

from journal.text.articles import Article, articles, reading_time, source_lines, standing
from journal.text.blocks import Block, Heading, Listing, Note, Paragraph, Questions, Span, SpanKind, Spans
from journal.text.glossary import glossary
from journal.text.language import _
from journal.ui.pages.understand.question_row import QuestionRow
from journal.ui.pages.understand.term_card import TermCard
from journal.ui.widgets.buttons import link, quiet
from journal.ui.widgets.card import Card
from journal.ui.widgets.layouts import Column, Flow, Row
from journal.ui.widgets.prose import Prose
from journal.ui.widgets.words import Line, Words


class ArticleView(QWidget):
    """A page to read.

    Where *seen* is given (a width and a height), only as much is shown at first as fills that; the rest comes with
    `show_rest`.

    `led_to` brings the key of another page ("page" or "page#heading"), `starred` a question's key, its words, and
    whether it is wanted.
    """

    led_to = Signal(str)
    starred = Signal(str, str, bool)

    def __init__(self, article: Article, starred: Collection[str], seen: QSize | None = None) -> None:
        super().__init__()
        self.article = article
        self.headings: dict[str, QWidget] = {}
        self.questions: dict[str, QuestionRow] = {}
        self._starred = starred
        self._column = Column(gap=10)
        self.setLayout(self._column)
        self.title = Words(article.title, "h1")
        self._column.addWidget(self.title)
        if article.subtitle:
            self._column.addWidget(Words(article.subtitle, "lead", "muted"))
        self._column.addWidget(Words(reading_time(article), "small", "muted"))
        self._place = self._column
        self._blocks = iter(article.blocks)
        self._is_whole = False
        for block in self._blocks:
            self._add(block)
            if seen is not None and self._column.heightForWidth(seen.width()) > seen.height():
                return
        self.show_rest()

    def show_rest(self) -> None:
        """Show what is not shown yet."""
        if self._is_whole:
            return
        self._is_whole = True
        for block in self._blocks:
            self._add(block)
        self._add_foot()

    def _add(self, block: Block) -> None:
        match block:
            case Heading():
                self._add_heading(block)
            case Paragraph():
                self._put(self._prose(block.spans))
            case Note():
                card = Card(kind="info", padding=(20, 14))
                card.add(*(self._prose(spans) for spans in block.paragraphs))
                self._put(card)
            case Listing():
                for number, spans in enumerate(block.items, start=1):
                    self._put(self._item(f"{number}." if block.is_numbered else "•", spans))
            case Questions():
                self._add_questions(block)

    def _put(self, *widgets: QWidget) -> None:
        for widget in widgets:
            self._place.addWidget(widget)

    def _add_heading(self, heading: Heading) -> None:
        self._place = self._column
        words = Words(heading.text, "h2" if heading.level <= 2 else "h3")
        self.headings[heading.key] = words
        self._column.addSpacing(8)
        if not heading.is_folded:
            self._put(words)
            return
        inside = QWidget()
        self._place = Column(gap=10)
        inside.setLayout(self._place)
        inside.hide()
        button = quiet(_("Show: {heading}").format(heading=heading.text), icon="caret-down")

        def turn() -> None:
            inside.setVisible(inside.isHidden())
            said = _("Show: {heading}") if inside.isHidden() else _("Hide: {heading}")
            button.set_text(said.format(heading=heading.text))
            button.set_icon("caret-down" if inside.isHidden() else "caret-up")

        button.clicked.connect(turn)
        self.headings[heading.key] = button
        self._column.addLayout(Flow(button))
        self._column.addWidget(inside)

    def _prose(self, spans: Spans) -> QWidget:
        """Return a paragraph with room below it for the meaning of a word in it."""
        holder = QWidget()
        column = Column(gap=8)
        holder.setLayout(column)
        paragraph = Prose(spans)
        column.addWidget(paragraph)
        paragraph.followed.connect(lambda target: self._follow(target, column, paragraph))
        return holder

    def _item(self, mark: str, spans: Spans) -> QWidget:
        holder = QWidget()
        row = Row(gap=10)
        row.addWidget(Words(mark, "lead", "muted", wraps=False), 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(self._prose(spans), 1)
        holder.setLayout(row)
        return holder

    def _follow(self, target: str, column: Column, paragraph: Prose) -> None:
        kind, _colon, key = target.partition(":")
        if kind == SpanKind.PAGE.value:
            self.led_to.emit(key)
            return
        term = glossary().terms.get(key)
        if term is None:
            return
        while column.count() > 1:
            item = column.takeAt(1)
            card = item.widget() if item is not None else None
            if card is not None:
                card.deleteLater()
        card = TermCard(term, self.led_to.emit)
        card.closed.connect(lambda: paragraph.setFocus(Qt.FocusReason.OtherFocusReason))
        column.addWidget(card)
        card.close_button.setFocus(Qt.FocusReason.OtherFocusReason)

    def _add_questions(self, block: Questions) -> None:
        self._put(Words(_("A starred question goes on the sheet for your next visit."), "small", "muted"))
        for asked in block.questions:
            key = f"{self.article.key}/{asked.key}"
            row = QuestionRow(asked.text, is_starred=key in self._starred)
            row.turned.connect(lambda wanted, key=key, text=asked.text: self.starred.emit(key, text, wanted))
            self.questions[key] = row
            self._put(row)

    def _add_foot(self) -> None:
        self._place = self._column
        self._column.addSpacing(8)
        self._put(Line())
        known = articles()
        related = [known[key] for key in self.article.related if key in known]
        if related:
            self._put(Words(_("More on this"), "h3"))
            self._column.addLayout(Flow(*(link(page.title, self._leads(page.key)) for page in related)))
        self._put(Words(standing(self.article), "small", "muted"))
        sources = QWidget()
        sources.setLayout(Column(*(Words(line, "small", "muted") for line in source_lines(self.article)), gap=6))
        sources.hide()
        self._column.addLayout(Flow(link(_("Sources"), lambda: sources.setVisible(sources.isHidden()))))
        self._put(sources)

    def _leads(self, key: str) -> Callable[[], None]:
        return lambda: self.led_to.emit(key)


def plain(text: str) -> Spans:
    """Return *text* as a paragraph without links."""
    return (Span(text),)
