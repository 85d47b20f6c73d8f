"""What stands above a page while a line of the sheet is met: the card, and what to tell at the visit."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QSizePolicy, QWidget

from journal.actions.call_notices import OpenCall
from journal.domain.visits import TeamCall
from journal.text import dates
from journal.text.language import _
from journal.text.sayings import say
from journal.ui.calling.call_card import CallNowCard, CallTodayCard
from journal.ui.calling.call_content import CallContent
from journal.ui.widgets.buttons import Button, quiet
from journal.ui.widgets.card import Card
from journal.ui.widgets.fields import NoteField
from journal.ui.widgets.layouts import Column, Flow, Row
from journal.ui.widgets.words import Picture, Words


class TellLine(Card):
    """A line of the sheet that can wait for the visit, offered as a question."""

    def __init__(
        self, call: OpenCall, on_ask: Callable[[OpenCall], object], on_leave: Callable[[OpenCall], object]
    ) -> None:
        super().__init__(kind="info", padding=(16, 12))
        words = say(call.finding)
        self.words = Words(_("Tell them at your visit. {sentence}").format(sentence=words))
        self.ask = quiet(_("Make it a question"), lambda: on_ask(call), icon="chat-circle-text")
        self.leave = quiet(_("Put away"), lambda: on_leave(call))
        for button in (self.ask, self.leave):
            button.set_text(
                button.text().strip(), _("{action}: {what}").format(action=button.text().strip(), what=words)
            )
        row = Row(Picture("info"), self.words, gap=12)
        row.setStretch(1, 1)
        self.add(row, Flow(self.ask, self.leave, gap=10))
        self.setAccessibleName(self.words.text())


class CalledLine(Card):
    """After the call: what they said, while it is fresh."""

    def __init__(self, call: TeamCall, on_said: Callable[[str], object], on_done: Callable[[], object]) -> None:
        super().__init__(kind="info", padding=(16, 12))
        at = dates.clock(call.happened_at) if call.happened_at is not None else ""
        self.words = Words(_("You called at {time}. It is kept in the journal.").format(time=at), "strong")
        self.said = NoteField(_("What did they say?"), call.outcome, hint=_("What did they say?"))
        self.said.finished.connect(on_said)
        self.done: Button = quiet(_("Done"), on_done)
        row = Row(Picture("phone"), self.words, gap=12)
        row.setStretch(1, 1)
        self.add(row, self.said, Flow(self.done))
        self.setAccessibleName(self.words.text())


class CallBanner(QWidget):
    """All of it, most urgent first."""

    def __init__(self) -> None:
        super().__init__()
        self.card: CallNowCard | CallTodayCard | None = None
        self.kept: Words | None = None
        self.called_line: CalledLine | None = None
        self.tell_lines: list[TellLine] = []
        self._column = Column(gap=10)
        self.setLayout(self._column)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)

    def add_card(self, card: CallNowCard | CallTodayCard, content: CallContent) -> None:
        """Put the card on top, with what is kept of it below."""
        self.card, self.kept = card, Words(content.kept, "small", "muted")
        self._column.addWidget(card)
        self._column.addWidget(self.kept)

    def add_called(self, line: CalledLine) -> None:
        """Ask what they said."""
        self.called_line = line
        self._column.addWidget(line)

    def add_tell(self, line: TellLine) -> None:
        """Add what can wait for the visit."""
        self.tell_lines.append(line)
        self._column.addWidget(line)

    def take_focus(self) -> None:
        """Give the keyboard to what is to be done first."""
        places: list[QWidget] = [self.card.called] if self.card is not None else []
        places += [self.called_line.said] if self.called_line is not None else []
        places += [line.ask for line in self.tell_lines]
        if places:
            places[0].setFocus(Qt.FocusReason.OtherFocusReason)
