"""The welcome: start my journal, open a journal, or look around with a sample."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Final, TypeAlias

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QMenu, QPushButton, QScrollArea, QSizePolicy, QStackedWidget, QWidget

from journal.settings import Settings
from journal.text.language import _
from journal.ui.look_menus import Choose, language_menu, text_size_menu, theme_menu
from journal.ui.pages.welcome.hills import Hills
from journal.ui.pages.welcome.start_form import StartForm
from journal.ui.theme.look import breadth, follow, size
from journal.ui.widgets.buttons import Button, pressed_by, quiet
from journal.ui.widgets.card import empty_out
from journal.ui.widgets.layouts import Column, Flow, Row
from journal.ui.widgets.words import Line, Picture, Words

MakeMenu: TypeAlias = Callable[[QWidget, Settings, Choose], QMenu]

WIDEST: Final = 720  # px at 100 %, padding included


class BigChoice(QPushButton):
    """A large button with an icon, what it does, and a sentence; the first is filled."""

    def __init__(self, icon: str, title: str, sentence: str, on_click: Callable[[], object], *, is_first: bool) -> None:
        super().__init__()
        self.setProperty("kind", "primary" if is_first else "quiet")
        self.setProperty("ring_radius", 14)
        self.setProperty("big", "true")
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAccessibleName(title)
        self.setAccessibleDescription(sentence)
        self.clicked.connect(lambda: on_click())
        ink = "accent_ink" if is_first else "accent"
        words = Column(
            Words(title, "h3", "accent_ink" if is_first else "ink"),
            Words(sentence, "body", "accent_ink" if is_first else "muted"),
            gap=2,
        )
        row = Row(Picture(icon, ink, 32), words, Picture("caret-right", ink, 20), gap=20, padding=(24, 20))
        row.setStretch(1, 1)
        self._row = row
        self.setLayout(row)
        for child in self.findChildren(QWidget):
            child.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if not pressed_by(event, self):
            super().keyPressEvent(event)

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        return self._row.totalHeightForWidth(width)

    def sizeHint(self) -> QSize:
        return QSize(size(520), self._row.totalHeightForWidth(size(520)))

    def minimumSizeHint(self) -> QSize:
        return QSize(size(200), size(88))


class WelcomePage(QWidget):
    """What one sees without a journal."""

    open_wanted = Signal()
    recent_wanted = Signal(str)
    sample_wanted = Signal()
    answered = Signal(object)

    def __init__(self, settings: Settings, set_settings: Callable[[Settings], None], today: Callable[[], date]) -> None:
        super().__init__()
        self._settings, self._set_settings = settings, set_settings
        self.setProperty("ground", "page")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setAccessibleName(_("Welcome"))
        self._hills = Hills()
        self.stack = QStackedWidget()
        self.start_form = StartForm(today)
        self.start_form.left.connect(lambda: self.stack.setCurrentIndex(0))
        self.start_form.answered.connect(self.answered)
        self.stack.addWidget(_Reading(self._choices()))
        self.stack.addWidget(_Reading(self.start_form))
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self._hills)
        row.addWidget(self.stack, 1)
        follow(self._arrange)

    def _choices(self) -> QWidget:
        choices = QWidget()
        choices.setProperty("ground", "clear")
        self.start = BigChoice(
            "notebook", _("Start my journal"), _("Four short questions. Each can wait."), self._start, is_first=True
        )
        self.open = BigChoice(
            "folder-open",
            _("Open a journal"),
            _("One that is already on this computer or a stick"),
            self.open_wanted.emit,
            is_first=False,
        )
        self.sample = BigChoice(
            "eye",
            _("Look around with a sample"),
            _("A made-up person. Nothing you try there is kept."),
            self.sample_wanted.emit,
            is_first=False,
        )
        column = Column(
            None,
            Words(_("Welcome"), "h1"),
            Words(_("For you, or for someone you look after. Take all the time you need."), "lead", "muted"),
            gap=14,
        )
        column.addSpacing(12)
        for choice in (self.start, self.open, self.sample):
            column.addWidget(choice)
        self._recent_place = Column(gap=0)
        column.addLayout(self._recent_place)
        self._show_recent()
        column.addSpacing(8)
        column.addWidget(Line())
        for icon, words in (
            ("lock-simple", _("Everything stays in one file on this computer. The program never goes online.")),
            ("heart", _("It explains what the numbers say. Decisions stay with you and your team.")),
        ):
            line = Row(Picture(icon), Words(words), gap=12)
            line.setStretch(1, 1)
            column.addLayout(line)
        column.addSpacing(12)
        column.addStretch(2)
        column.addWidget(self._look_buttons())
        choices.setLayout(column)
        return choices

    def show_settings(self, settings: Settings) -> None:
        """Follow what is remembered; what is typed stays."""
        before, self._settings = self._settings, settings
        if settings.recent != before.recent:
            self._show_recent()

    def _show_recent(self) -> None:
        while self._recent_place.count():
            empty_out(self._recent_place.takeAt(0))
        if self._settings.recent:
            self._recent_place.addWidget(self._recent())

    def _recent(self) -> QWidget:
        buttons = []
        for path in map(Path, self._settings.recent[:4]):
            button = quiet(path.stem, lambda path=path: self.recent_wanted.emit(str(path)), icon="bookmark-simple-fill")  # type: ignore[misc]
            button.setToolTip(str(path))
            buttons.append(button)
        holder = QWidget()
        holder.setLayout(Column(Words(_("Opened before"), "small_strong", "muted"), Flow(*buttons, gap=8), gap=8))
        return holder

    def _look_buttons(self) -> QWidget:
        self.text_size = self._menu_button(_("Text size"), "text-aa", text_size_menu)
        self.theme = self._menu_button(_("Light or dark"), "circle-half", theme_menu)
        self.language = self._menu_button(_("Language"), "globe", language_menu)
        holder = QWidget()
        holder.setLayout(Flow(self.text_size, self.theme, self.language, gap=10))
        return holder

    def _menu_button(self, text: str, icon: str, make: MakeMenu) -> Button:
        def pop_up() -> None:
            menu = make(self, self._settings, self._set_settings)  # with what is chosen now
            menu.aboutToHide.connect(menu.deleteLater)
            menu.popup(button.mapToGlobal(button.rect().topLeft() - menu.rect().bottomLeft()))

        button = quiet(text, pop_up, icon=icon)
        return button

    def _start(self) -> None:
        self.stack.setCurrentIndex(1)
        self.start_form.name.setFocus()

    def _arrange(self) -> None:
        self._hills.setVisible(breadth(self) != "narrow")
        self._hills.setFixedWidth(min(size(480), round(self.width() * 0.375)))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()


class _Reading(QScrollArea):
    """Something to read or fill in, 624 px wide at most and in the middle, that scrolls."""

    def __init__(self, inside: QWidget) -> None:
        super().__init__()
        self._column = QWidget()
        self._column.setProperty("ground", "clear")
        self._column.setLayout(Column(inside, padding=(48, 48, 48, 24)))
        middle = QWidget()
        middle.setProperty("ground", "clear")
        row = QHBoxLayout(middle)
        row.setContentsMargins(0, 0, 0, 0)
        row.addStretch(1)
        row.addWidget(self._column, 1_000)
        row.addStretch(1)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setWidget(middle)
        follow(self._measure)

    def _measure(self) -> None:
        self._column.setMaximumWidth(size(WIDEST))
