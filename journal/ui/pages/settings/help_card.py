"""What the program is and is not, its keys, what it is made of, and which version it is."""

from __future__ import annotations

from importlib.metadata import PackageNotFoundError, version

from PySide6.QtWidgets import QTextBrowser, QWidget

from journal.resources import resource
from journal.text.language import _
from journal.ui.theme.fonts import font
from journal.ui.theme.look import follow, size
from journal.ui.widgets.buttons import link
from journal.ui.widgets.card import Card
from journal.ui.widgets.layouts import Column, Flow, Row
from journal.ui.widgets.words import Words


def own_version() -> str:
    """Return the version of the program that runs; nothing where it was never installed."""
    try:
        return version("treatment-journal")
    except PackageNotFoundError:
        return ""


class Licences(QTextBrowser):
    """The list of what the program is made of, as it is delivered."""

    def __init__(self) -> None:
        super().__init__()
        self.setAccessibleName(_("Licences"))
        self.setOpenLinks(False)  # nothing here goes to the network
        self._filled = False
        follow(self._dress)

    def _dress(self) -> None:
        self.setFont(font("small"))
        self.setFixedHeight(size(360))
        if self._filled:
            self.fill()

    def fill(self) -> None:
        """Read the list, when it is first asked for."""
        self._filled = True
        self.setMarkdown(resource("licences.md").read_text("utf-8"))


class HelpCard(Card):
    """The README's words, for the person who has only the window."""

    def __init__(self) -> None:
        super().__init__(_("About Treatment Journal"), icon="info", gap=10)
        self.licences = Licences()
        number = own_version()
        self.version = Words(
            _("Version {version}").format(version=number) if number else _("Version: from a checkout"), "small", "muted"
        )
        self.licences_button = link(_("Licences"), self._turn_licences)
        self.add(
            Words(_("What it is for"), "h3"),
            Words(
                _(
                    "It records what you write down, shows it, prints it, and explains the words that doctors use. "
                    "It works offline and never uses a network."
                )
            ),
            Words(_("What it is not"), "h3"),
            Words(_("It does not judge you or your treatment, and it replaces nobody. Your team’s word counts.")),
            Words(_("It gives no advice on a treatment, makes no forecast and sorts no emergencies.")),
            Words(
                _(
                    "If you feel unwell, call your team’s 24-hour number. "
                    "No entry, chart or quiet page here is a reason to wait."
                ),
                "strong",
            ),
            Words(
                _(
                    "The medical facts come from published papers, named beside each rule. "
                    "No clinician has reviewed the program yet."
                ),
                tone="muted",
            ),
            Words(_("Keys"), "h3"),
            _keys(),
            self.version,
            Words(_("Free software under the GNU General Public License, version 3 or later."), "small", "muted"),
            Flow(self.licences_button),
            self.licences,
        )
        self.licences.hide()

    def _turn_licences(self) -> None:
        if self.licences.isHidden():
            self.licences.fill()
        self.licences.setVisible(self.licences.isHidden())


def _keys() -> QWidget:
    column = Column(gap=4)
    for keys, what in (
        (_("Ctrl+L"), _("write anything in one line")),
        (_("Ctrl+K"), _("search")),
        (_("Ctrl+Z"), _("take the last change back, also days later")),
        (_("Ctrl+1 to 9"), _("go to a page")),
        (_("Ctrl+comma"), _("go to the settings")),
        (_("Ctrl+plus, Ctrl+minus"), _("larger or smaller text")),
        (_("0 to 4"), _("answer a symptom on Today, and go on")),
    ):
        row = Row(Words(keys, "small", "key", wraps=False), Words(what, "small"), gap=10)
        row.setStretch(1, 1)
        column.addLayout(row)
    holder = QWidget()
    holder.setLayout(column)
    return holder
