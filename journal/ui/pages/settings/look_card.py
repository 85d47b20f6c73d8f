"""How it looks, who writes, and on what paper: what this computer remembers; everything is seen at once."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from PySide6.QtWidgets import QWidget

from journal.settings import PAPERS, TEXT_SIZES, Settings
from journal.text.language import PSEUDO, _, languages
from journal.ui.look_menus import LANGUAGE_NAMES, THEME_NAMES
from journal.ui.widgets.card import Card
from journal.ui.widgets.fields import Check, ChoiceField, TextField
from journal.ui.widgets.layouts import Column
from journal.ui.widgets.words import Words
from journal.ui.window_services import WindowServices


class LookCard(Card):
    """Theme, size of text, language, and whether results stay open."""

    def __init__(self, window: WindowServices) -> None:
        super().__init__(_("How it looks"), icon="text-aa", gap=12)
        self._window = window
        self.theme = ChoiceField(_("Light or dark"), [(key, name()) for key, name in THEME_NAMES.items()])
        self.text_size = ChoiceField(
            _("Text size"), [(each, _("{percent} %").format(percent=each)) for each in TEXT_SIZES]
        )
        self.language = ChoiceField(_("Language"))
        self.keep_open = Check(_("Keep results open"))
        self.theme.chosen.connect(lambda value: self._choose(theme=value))
        self.text_size.chosen.connect(lambda value: self._choose(text_size=value))
        self.language.chosen.connect(lambda value: self._choose(language=value))
        self.keep_open.clicked.connect(lambda on: self._choose(keep_results_open=on))
        self.add(
            labelled(_("Light or dark"), self.theme),
            labelled(_("Text size"), self.text_size),
            labelled(_("Language"), self.language),
            self.keep_open,
            Words(_("Else each result waits until you open it."), "small", "muted"),
        )

    def show_settings(self, settings: Settings) -> None:
        """Show what is chosen."""
        self.theme.set_value(settings.theme)
        self.text_size.set_value(settings.text_size)
        known = [code for code in (*languages(), settings.language) if code and code not in PSEUDO]
        offered: list[tuple[object, str]] = [("", _("As the computer is set"))]
        offered += [(code, LANGUAGE_NAMES.get(code, code)) for code in dict.fromkeys(known)]
        self.language.set_choices(offered, settings.language)
        self.keep_open.setChecked(settings.keep_results_open)

    def _choose(self, **changes: Any) -> None:
        wanted = replace(self._window.settings, **changes)
        self._window.set_settings(wanted)
        if self._window.settings != wanted:  # the person went on typing
            self.show_settings(self._window.settings)


class WritingCard(Card):
    """Who signs what is written here, the paper that printouts are for, and a number for emergencies."""

    def __init__(self, window: WindowServices, on_author: Callable[[str], object]) -> None:
        super().__init__(_("On this computer"), icon="note-pencil", gap=12)
        self._window, self._on_author = window, on_author
        self.author = TextField(_("Who writes here"))
        self.author.finished.connect(self._sign)
        self.paper = ChoiceField(_("Paper"), [(name, _PAPERS[name]()) for name in PAPERS])
        self.paper.chosen.connect(lambda value: self._choose(paper=value))
        self.emergency = TextField(_("Emergency number"), width=120)
        self.emergency.finished.connect(lambda text: self._choose(emergency_number=text.strip()))
        self.add(
            labelled(_("Who writes here"), self.author),
            Words(_("Your name stands beside what you write. A relative can write here too."), "small", "muted"),
            labelled(_("Paper"), self.paper),
            labelled(_("Emergency number"), self.emergency),
            Words(_("Used where the team’s sheet names none."), "small", "muted"),
        )

    def show_settings(self, settings: Settings) -> None:
        """Show what is chosen."""
        for field, text in ((self.author, settings.author), (self.emergency, settings.emergency_number)):
            if not field.hasFocus():
                field.set_text(text)
        self.paper.set_value(settings.paper)

    def finish(self) -> None:
        """Take what is typed as finished."""
        self.author.finish()
        self.emergency.finish()

    def _sign(self, text: str) -> None:
        self._choose(author=text.strip())
        self._on_author(text.strip())

    def _choose(self, **changes: Any) -> None:
        self._window.set_settings(replace(self._window.settings, **changes))


_PAPERS: dict[str, Callable[[], str]] = {"a4": lambda: _("A4"), "letter": lambda: _("Letter (US)")}


def labelled(label: str, field: QWidget) -> QWidget:
    """Return *field* with its label above it, for a narrow card."""
    words = Words(label, "small", "muted")
    words.setBuddy(field)
    holder = QWidget()
    holder.setLayout(Column(words, field, gap=4))
    return holder
