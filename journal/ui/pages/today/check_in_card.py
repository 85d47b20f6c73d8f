"""How is today?  Temperature, weight, the followed symptoms in five steps each, and a note."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFontMetrics, QResizeEvent
from PySide6.QtWidgets import QGridLayout, QWidget

from journal.actions.check_in import Answering, CheckIn, Followed, repeat_yesterday, score
from journal.domain.notes import Note
from journal.domain.symptoms import ScoredBy
from journal.text.language import _
from journal.text.names import level_name
from journal.ui.pages.today.vitals_row import VitalsRow
from journal.ui.theme.fonts import font
from journal.ui.theme.look import breadth, follow, size, space
from journal.ui.widgets.buttons import primary, quiet
from journal.ui.widgets.card import Card
from journal.ui.widgets.fields import NoteField
from journal.ui.widgets.layouts import Flow, Row
from journal.ui.widgets.steps import Steps
from journal.ui.widgets.words import Words
from journal.ui.window_services import WindowServices

WHO = (ScoredBy.PATIENT, ScoredBy.CARER)


class CheckInCard(Card):
    """Saves as one goes: each answer is one change.  In a narrow window it asks one symptom at a time.

    A digit answers and goes on to the next symptom.  *read* answers with the check-in of a scorer as it stands.
    `reached` brings the field that the keyboard went on to.
    """

    reached = Signal(QWidget)

    def __init__(
        self,
        window: WindowServices,
        read: Callable[[ScoredBy], CheckIn],
        choose_symptoms: Callable[[], object],
        who: Answering,
    ) -> None:
        self.same = quiet(_("Same as yesterday"), self._repeat, icon="copy-simple")
        self.scored_by = who.by
        self.who = Steps(_("Answers from"), WHO.index(who.by), words=(_person(who), _carer(who)))
        self.who.chosen.connect(self._let_answer)
        self._head_hands = QWidget()
        super().__init__(_("How is today?"), action=self._head_hands, gap=12, padding=(22, 16))
        self._head_hands.setLayout(Flow(self.who, self.same, gap=10))
        self._window = window
        # Read anew before each writing: of two answers in a row, the second comes before the page was refreshed.
        self._read_by = read
        self._shown: CheckIn | None = None
        self._has_limit = False
        self.steps: dict[str, Steps] = {}
        self._labels: dict[str, Words] = {}
        self._at = 0
        self.vitals = VitalsRow(window, self._read)
        self.temperature, self.weight = self.vitals.temperature, self.vitals.weight
        self.temperature_row, self.weight_row = self.vitals.temperature_row, self.vitals.weight_row
        self.note = NoteField(_("A note"), hint=_("A note, if you like"))
        self.note.finished.connect(self._keep_note)
        self._grid = QGridLayout()
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._nobody = Words(_("Choose what to follow, and it stands here each day."), tone="muted")
        self.choose = quiet(_("Choose symptoms"), choose_symptoms, icon="heartbeat")
        self._build_one_by_one()
        self._symptoms = QWidget()
        self._symptoms.setLayout(self._grid)
        self.add(self.vitals, self._nobody, self._symptoms, self._one_by_one, self.note, Flow(self.choose))
        follow(self._arrange)

    def _build_one_by_one(self) -> None:
        """What a narrow window adds: which of how many, yesterday's word, back and next."""
        self._count = Words("", tone="muted", wraps=False)
        self._yesterday = Words("", tone="muted", wraps=False)
        self.back = quiet(_("Back"), lambda: self._turn(-1), icon="arrow-left")
        self.next = primary(_("Next"), lambda: self._turn(1))
        self.same_below = quiet(_("Same as yesterday"), self._repeat)
        self._one_by_one = QWidget()
        hands = QWidget()
        hands.setLayout(Flow(self.back, self.same_below, self.next, gap=12))
        row = Row(hands, self._count, gap=12)
        row.setStretch(0, 1)
        self._one_by_one.setLayout(row)

    def _read(self) -> CheckIn:
        return self._read_by(self.scored_by)

    # Showing

    def show_check_in(self, shown: CheckIn, who: Answering, *, has_limit: bool) -> None:
        """Show what was written down so far, who may answer, and whether a fever limit was confirmed."""
        self._shown, self._has_limit = shown, has_limit
        if [each.key for each in shown.followed] != list(self.steps):
            self._build_steps(shown.followed)
        for each in shown.followed:
            self.steps[each.key].set_level(each.level)
        self.vitals.show_check_in(shown, has_limit=has_limit)
        self.who.set_words((_person(who), _carer(who)))
        if not self.note.hasFocus():
            self.note.set_text(shown.note.text if shown.note is not None else "")
        self._nobody.setVisible(not shown.followed)
        self._arrange()

    def _build_steps(self, followed: tuple[Followed, ...]) -> None:
        for widget in (*self.steps.values(), *self._labels.values()):
            self._grid.removeWidget(widget)
            widget.deleteLater()
        self.steps, self._labels, self._at = {}, {}, 0
        for row, each in enumerate(followed):
            steps = Steps(each.name)
            steps.chosen.connect(lambda level, key=each.key: self._score(key, level))
            steps.digit_typed.connect(lambda key=each.key: self._go_on(key))
            label = Words(each.name)
            label.setBuddy(steps)
            self._labels[each.key], self.steps[each.key] = label, steps
            self._grid.addWidget(label, 2 * row, 0, Qt.AlignmentFlag.AlignVCenter)
            self._grid.addWidget(steps, 2 * row, 1)
        self._grid.setColumnStretch(1, 1)

    def _arrange(self) -> None:
        """Stand as the width asks for: all symptoms with their labels beside, or one symptom at a time."""
        narrow = breadth(self) == "narrow"
        keys = list(self.steps)
        self._at = max(0, min(self._at, len(keys) - 1))
        widest = max(map(QFontMetrics(font("body")).horizontalAdvance, self._names()), default=0) + 4
        for row, key in enumerate(keys):
            label, steps = self._labels[key], self.steps[key]
            place = (2 * row + 1, 0, 1, 2) if narrow else (2 * row, 1, 1, 1)
            if self._grid.getItemPosition(self._grid.indexOf(steps)) != place:
                self._grid.addWidget(steps, *place)
            label.set_role("strong" if narrow else "body")
            label.setMinimumWidth(0 if narrow else min(widest, size(180)))
            label.setMaximumWidth(16_777_215 if narrow else size(180))
            seen = not narrow or row == self._at
            label.setVisible(seen)
            steps.setVisible(seen)
        self._grid.setHorizontalSpacing(space(14))
        self._grid.setVerticalSpacing(space(7) if not narrow else space(4))
        self._one_by_one.setVisible(narrow and bool(keys))
        can_repeat = self._shown is not None and self._shown.can_repeat
        self.same.setVisible(can_repeat and not narrow)
        self.same_below.setVisible(can_repeat and narrow)
        self._order(narrow)
        if narrow and keys and self._shown is not None:
            self._grid.addWidget(self._yesterday, 2 * self._at, 1, Qt.AlignmentFlag.AlignTrailing)
            self._say_place(self._shown.followed[self._at], len(keys))
        self._yesterday.setVisible(narrow and bool(keys))

    def _order(self, narrow: bool) -> None:
        """In a narrow window the symptoms come first: they are what fits on it without scrolling."""
        first = self._symptoms if narrow else self.vitals
        if self._body.indexOf(first) == 1:
            return
        self._body.removeWidget(self.vitals)
        self._body.insertWidget(4 if narrow else 1, self.vitals)

    def _names(self) -> list[str]:
        return [each.name for each in self._shown.followed] if self._shown is not None else []

    def _say_place(self, each: Followed, count: int) -> None:
        self._count.setText(_("{number} of {count}").format(number=self._at + 1, count=count))
        word = level_name(each.yesterday) if each.yesterday is not None else _("not written down")
        self._yesterday.setText(_("yesterday: {level}").format(level=word))
        self.back.setEnabled(self._at > 0)
        self.next.setEnabled(self._at < count - 1)

    def _turn(self, by: int) -> None:
        self._at += by
        self._arrange()
        list(self.steps.values())[self._at].setFocus(Qt.FocusReason.TabFocusReason)

    def _go_on(self, key: str) -> None:
        """Move the keyboard to the next symptom, and behind the last one to what follows it."""
        keys = list(self.steps)
        place = keys.index(key) + 1
        narrow = breadth(self) == "narrow"
        if place < len(keys) and narrow:
            self._turn(1)
        elif place < len(keys):
            self._reach(self.steps[keys[place]])
        else:
            self._reach(self.temperature if narrow else self.note)

    def _reach(self, next_one: QWidget) -> None:
        next_one.setFocus(Qt.FocusReason.TabFocusReason)
        self.reached.emit(next_one)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()

    # Who answers

    def _let_answer(self, place: int | None) -> None:
        if place is None:  # there is always somebody who answers
            self.who.set_level(WHO.index(self.scored_by))
            return
        self.scored_by = WHO[place]
        self._at = 0
        shown = self._read()
        for each in shown.followed:
            self.steps[each.key].set_level(each.level)
        self._shown = shown
        self._arrange()

    # Writing down

    def finish(self) -> None:
        """Write down what is typed and not yet finished."""
        self.vitals.finish()
        self.note.finish()

    def _score(self, key: str, level: int | None) -> None:
        each = next((each for each in self._read().followed if each.key == key), None)
        if each is None:
            return
        word = level_name(level) if level is not None else _("blank again")
        label = _("{name}: {value}").format(name=each.name, value=word)
        today, by = self._window.today(), self.scored_by
        if not self._window.write(label, lambda draft: score(draft, each, level, today, by)):
            self.steps[key].set_level(each.level)

    def _repeat(self) -> None:
        self.finish()
        now, today, by = self._read(), self._window.today(), self.scored_by
        self._window.write(_("Same as yesterday"), lambda draft: repeat_yesterday(draft, now, today, by))

    def _keep_note(self, text: str) -> None:
        before, words = self._read().note, text.strip()
        if words:
            note = Note(happened_on=self._window.today(), text=words) if before is None else _rewritten(before, words)
            self._window.write(_("Note"), lambda draft: draft.save(note))
        elif before is not None:
            self._window.write(_("Note taken out"), lambda draft: draft.delete(before))


def _person(who: Answering) -> str:
    return who.person or _("The person")


def _carer(who: Answering) -> str:
    return who.carer or _("A carer")


def _rewritten(note: Note, text: str) -> Note:
    return replace(note, text=text, author="", written_at=None)
