"""The questions for the visit, in the person's own order; and what changed, offered as a question."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtWidgets import QWidget

from journal.actions import visits as acts
from journal.actions.visits import Asked, Suggestion, Visits
from journal.store.change import Draft
from journal.text.language import _, ngettext
from journal.ui.pages.visits.question_row import QuestionRow
from journal.ui.widgets.buttons import quiet
from journal.ui.widgets.card import Card, empty_out
from journal.ui.widgets.fields import TextField
from journal.ui.widgets.layouts import Column, Flow, Row
from journal.ui.widgets.words import Line, Picture, Words
from journal.ui.window_services import WindowServices


class QuestionsCard(Card):
    """Filled by `show_questions`; every change is one step of undo."""

    def __init__(self, window: WindowServices) -> None:
        self.count = Words("", tone="muted", wraps=False)
        super().__init__(_("Questions for this visit"), action=self.count, gap=8)
        self._window = window
        self._shown: Visits | None = None
        self._built: object = None
        self.rows: dict[str, QuestionRow] = {}
        self._open = ""
        self._focus: tuple[str, str] | None = None
        self._rows = Column(gap=8)
        self._nothing = Words(_("None yet. What do you want to know?"), tone="muted")
        self.new = TextField(_("Write a question"), hint=_("Write a question"))
        self.new.returnPressed.connect(self._ask)
        self.add_button = quiet(_("Add"), self._ask, icon="plus")
        line = Row(self.new, self.add_button, gap=8)
        line.setStretch(0, 1)
        holder = QWidget()
        holder.setLayout(self._rows)
        self.add(self._nothing, holder, line)

    def show_questions(self, shown: Visits, *, is_enabled: bool) -> None:
        """Show the open questions."""
        self._shown = shown
        asked = shown.questions
        visit = acts.answered_at(shown)
        self._nothing.setVisible(not asked)
        words = ngettext("{count} question", "{count} questions", len(asked)).format(count=len(asked))
        self.count.setText(words if asked else "")
        for widget in (self.new, self.add_button):
            widget.setEnabled(is_enabled)
        if (asked, visit) == self._built:
            return
        self._built = asked, visit
        typed = {key: row.typed for key, row in self.rows.items()}
        while self._rows.count():
            empty_out(self._rows.takeAt(0))
        self.rows = {}
        for number, each in enumerate(asked, 1):
            if number > 1:
                self._rows.addWidget(Line())
            row = QuestionRow(number, len(asked), each, visit, is_enabled=is_enabled)
            self._connect(row, each)
            self.rows[each.question.id] = row
            self._rows.addWidget(row)
            if each.question.id == self._open:
                row.inside.show()
                row.answer.set_text(typed.get(each.question.id, ""))
        self._restore_focus()

    def _connect(self, row: QuestionRow, asked: Asked) -> None:
        key = asked.question.id
        row.moved.connect(lambda by: self._move(asked, by))
        row.reworded.connect(lambda text: self._write(_("Question reworded"), lambda d: acts.reword(d, asked, text)))
        row.answered.connect(lambda words: self._answer(asked, words))
        row.taken_out.connect(lambda: self._write(_("Question taken out"), lambda d: acts.take_out(d, asked)))
        row.toggled.connect(lambda is_open: self._note_open(key, is_open))

    def _note_open(self, key: str, is_open: bool) -> None:
        if is_open and self._open and self._open != key and self._open in self.rows:
            self.rows[self._open].open(False)
        self._open = key if is_open else ""

    def _restore_focus(self) -> None:
        """Stay at the button that was used, in its row's new place."""
        if self._focus is None:
            return
        key, name = self._focus
        self._focus = None
        row = self.rows.get(key)
        if row is not None:
            button = row.up if name == "up" else row.down
            (button if button.isEnabled() else row.edit).setFocus()

    # Writing down

    @property
    def _asked(self) -> Sequence[Asked]:
        return self._shown.questions if self._shown is not None else ()

    def _write(self, label: str, change: Callable[[Draft], object]) -> bool:
        return self._window.write(label, change)

    def _ask(self) -> None:
        if self.ask(self.new.text()):
            self.new.set_text("")

    def ask(self, text: str) -> bool:
        """Put *text* on the list; say so where it stands there already."""
        if not text.strip():
            return False
        if any(acts.same_words(text, each.question.text) for each in self._asked):
            self._window.say(_("This question is on the list already."))
            return True
        today = self._window.today()
        return self._write(_("Question added"), lambda draft: acts.ask(draft, self._asked, text, today))

    def _move(self, asked: Asked, by: int) -> None:
        self._focus = asked.question.id, "up" if by < 0 else "down"
        self._write(_("Question moved"), lambda draft: acts.move(draft, self._asked, asked.question.id, by))

    def _answer(self, asked: Asked, words: str) -> None:
        if self._shown is None:
            return
        visit, today = acts.answered_at(self._shown), self._window.today()
        self._open = ""
        self._write(_("Answer written down"), lambda draft: acts.answer(draft, asked, words, visit, today))

    def finish(self) -> None:
        """Write down what is typed and not yet finished."""
        for row in list(self.rows.values()):
            row.finish()
        if self.new.text().strip():
            self._ask()


def suggestion_card(suggestion: Suggestion, add: Callable[[str], object], put_aside: Callable[[], object]) -> Card:
    """Return the card that offers what changed as a question."""
    card = Card(kind="personal", padding=(20, 12), gap=8)
    words = Column(
        Words(suggestion.says, "strong"),
        Words(_("You could ask: “{question}”").format(question=suggestion.asks)),
        gap=2,
    )
    row = Row(Picture("lightbulb", "accent", 22), words, gap=14)
    row.setStretch(1, 1)
    to_list = quiet(_("Add"), lambda: add(suggestion.asks), icon="plus")
    to_list.setAccessibleName(_("Add the question: {question}").format(question=suggestion.asks))
    aside = quiet(_("Not now"), put_aside)
    aside.setAccessibleName(_("Not now: {question}").format(question=suggestion.asks))
    card.add(row, Flow(to_list, aside, gap=12))
    return card
