"""Text size, light or dark, and language, as menus: the same on the welcome page and in a journal."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace
from typing import Final

from PySide6.QtGui import QAction, QActionGroup
from PySide6.QtWidgets import QMenu, QWidget

from journal.settings import TEXT_SIZES, Settings
from journal.text.language import PSEUDO, _, languages

# Each language says its own name.
LANGUAGE_NAMES: Final = {
    "ar": "العربية",
    "de": "Deutsch",
    "en": "English",
    "es": "Español",
    "fa": "فارسی",
    "fr": "Français",
    "he": "עברית",
    "it": "Italiano",
    "nl": "Nederlands",
    "pl": "Polski",
    "pt": "Português",
    "tr": "Türkçe",
    "uk": "Українська",
}
THEME_NAMES: Final[dict[str, Callable[[], str]]] = {
    "": lambda: _("As the computer is set"),
    "light": lambda: _("Light"),
    "dark": lambda: _("Dark"),
    "white": lambda: _("High contrast, white"),
    "black": lambda: _("High contrast, black"),
}

Choose = Callable[[Settings], None]


def text_size_menu(parent: QWidget, settings: Settings, choose: Choose) -> QMenu:
    """Return the menu of text sizes."""
    sizes = ((_("{percent} %").format(percent=each), replace(settings, text_size=each)) for each in TEXT_SIZES)
    return _menu(parent, _("Text size"), sizes, settings, choose)


def theme_menu(parent: QWidget, settings: Settings, choose: Choose) -> QMenu:
    """Return the menu of themes."""
    themes = ((name(), replace(settings, theme=theme)) for theme, name in THEME_NAMES.items())
    return _menu(parent, _("Light or dark"), themes, settings, choose)


def language_menu(parent: QWidget, settings: Settings, choose: Choose) -> QMenu:
    """Return the menu of languages."""
    known = [code for code in (*languages(), settings.language) if code and code not in PSEUDO]
    offered = [(_("As the computer is set"), replace(settings, language=""))]
    offered += [(LANGUAGE_NAMES.get(code, code), replace(settings, language=code)) for code in dict.fromkeys(known)]
    return _menu(parent, _("Language"), offered, settings, choose)


def _menu(
    parent: QWidget, title: str, choices: Iterable[tuple[str, Settings]], current: Settings, choose: Choose
) -> QMenu:
    menu = QMenu(title, parent)
    group = QActionGroup(menu)
    for words, settings in choices:
        action = QAction(words, group)
        action.setCheckable(True)
        action.setChecked(settings == current)
        action.triggered.connect(lambda _checked, chosen=settings: choose(chosen))
        menu.addAction(action)
    return menu
