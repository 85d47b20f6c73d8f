"""The window itself: where it stands, how it looks, what is remembered.  It loads nothing that reads a journal."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime
from functools import cached_property
from typing import TYPE_CHECKING, Final, Protocol, cast

from PySide6.QtCore import QRect, QSize, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QMainWindow, QWidget

from journal.settings import TEXT_SIZES, Place, Settings, save
from journal.text.language import SOURCE, current_language, languages, set_language
from journal.ui.theme.look import look, system_theme

if TYPE_CHECKING:
    from PySide6.QtGui import QCloseEvent, QHideEvent

    from journal.charts.tokens import ThemeName
    from journal.ui.background import Background

SMALLEST: Final = QSize(1024, 700)
USUAL: Final = QSize(1280, 860)


def this_moment() -> datetime:
    """Return the time on the person's own clock."""
    return datetime.now().astimezone()


class Tenant(Protocol):
    """Who fills the window."""

    def finish(self) -> None:
        """Write down what is typed and not yet finished."""

    def allows(self, settings: Settings) -> bool:
        """Say whether the window may look and speak like *settings* now; the person may be asked."""

    def leave(self) -> bool:
        """Close what is open; False where the window has to stay, and the person was told why."""


class MainWindow(QMainWindow):
    """The one window.  *keep* writes settings down; *clock* answers with the person's own time when asked.

    `settings_changed` brings the settings before and after, when the window already looks like it.  Without *dressed*
    it only knows its look, until `dress` is called: the first frame needs no more.
    """

    settings_changed = Signal(object, object)

    def __init__(
        self,
        settings: Settings,
        *,
        keep: Callable[[Settings], object] = save,
        clock: Callable[[], datetime] = this_moment,
        dressed: bool = True,
    ) -> None:
        super().__init__()
        self._settings, self._keep, self._clock = settings, keep, clock
        self._begun_in = current_language()  # as the command line or the system asked for
        self.tenant: Tenant | None = None
        self.setMinimumSize(SMALLEST)
        if dressed:
            self.dress()
        else:
            self._speak(settings)
            look().prepare(cast("ThemeName", settings.theme or settings.system_theme or "light"), settings.text_size)
        self._stand(settings.window)

    @cached_property
    def background(self) -> Background:
        """The worker for slow work."""
        from journal.ui.background import Background

        return Background()

    def dress(self) -> None:
        """Look like the settings, with the system's theme where they name none."""
        self._wear(self._settings)

    @property
    def settings(self) -> Settings:
        """What this computer remembers."""
        return self._settings

    def set_settings(self, settings: Settings) -> None:
        """Remember *settings*, and look like it at once; nothing happens where something typed would be lost."""
        if self.tenant is not None and not self.tenant.allows(settings):
            return
        before, self._settings = self._settings, settings
        self._keep(settings)
        if _worn(settings) != _worn(before):
            self._wear(settings)
        self.settings_changed.emit(before, settings)

    def remember(self, settings: Settings) -> None:
        """Remember *settings* that change nothing one sees."""
        self._settings = settings
        self._keep(settings)

    def put_in(self, widget: QWidget) -> None:
        """Show *widget* instead of what is shown."""
        old = self.takeCentralWidget()
        # Else it learns that when it is shown, and what it holds is laid out twice.
        widget.resize(old.size() if old is not None else self.size())
        self.setCentralWidget(widget)
        if old is not None:
            old.hide()
            old.deleteLater()

    def now(self) -> datetime:
        """This moment, on the person's own clock."""
        return self._clock()

    def today(self) -> date:
        """Today's date."""
        return self._clock().date()

    def _wear(self, settings: Settings) -> None:
        self._speak(settings)
        look().choose(cast("ThemeName", settings.theme or system_theme()), settings.text_size)

    def _speak(self, settings: Settings) -> None:
        language = settings.language or self._of_the_computer()
        if language != current_language():
            set_language(language)

    def _of_the_computer(self) -> str:
        """Return the language where the person chose none."""
        if self._begun_in != SOURCE or len(languages()) == 1:
            return self._begun_in
        from PySide6.QtCore import QLocale  # hundreds of names; only where there is a choice

        return QLocale.system().name().partition("_")[0]

    def follow_system(self) -> None:
        """Look as the system asks for, where the person chose nothing else."""
        if not self._settings.theme:
            look().choose(system_theme())

    def grow_text(self, steps: int) -> None:
        """Make text larger by *steps*, smaller where it is below zero; 0 is the usual size."""
        place = TEXT_SIZES.index(self._settings.text_size) + steps if steps else 0
        self.set_settings(replace(self._settings, text_size=TEXT_SIZES[max(0, min(len(TEXT_SIZES) - 1, place))]))

    def focusNextPrevChild(self, next: bool) -> bool:
        from journal.ui.tab_order import go_on  # the first frame does without

        return go_on(self, next)

    # Standing and going

    def come_forward(self) -> None:
        """Stand before other windows."""
        from PySide6.QtCore import Qt

        self.setWindowState(self.windowState() & ~Qt.WindowState.WindowMinimized)
        self.show()
        self.raise_()
        self.activateWindow()

    def _stand(self, place: Place | None) -> None:
        screen = QGuiApplication.primaryScreen()
        free = screen.availableGeometry() if screen is not None else QRect(0, 0, USUAL.width(), USUAL.height())
        if place is None:
            self.resize(USUAL.boundedTo(free.size()))
            return
        wanted = QRect(place.x, place.y, place.width, place.height)
        if any(each.availableGeometry().intersects(wanted) for each in QGuiApplication.screens()):
            self.setGeometry(wanted)
        else:
            self.resize(wanted.size().boundedTo(free.size()))
        if place.is_maximised:
            from PySide6.QtCore import Qt

            self.setWindowState(Qt.WindowState.WindowMaximized)

    def _place(self) -> Place:
        area = self.normalGeometry() if self.isMaximized() else self.geometry()
        return Place(area.x(), area.y(), area.width(), area.height(), self.isMaximized())

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        if self.tenant is not None:
            self.tenant.finish()

    def closeEvent(self, event: QCloseEvent) -> None:
        """Close; what is typed is written down, or the window stays and says why not."""
        if self.tenant is not None and not self.tenant.leave():
            event.ignore()
            return
        self.remember(replace(self._settings, window=self._place(), system_theme=system_theme()))
        if "background" in self.__dict__:
            if self.background.is_writing:
                self.hide()  # a copy onto a slow stick takes its time, and a window that does not answer looks broken
            self.background.close()
        event.accept()
        QApplication.quit()


def _worn(settings: Settings) -> tuple[str, int, str]:
    return settings.theme, settings.text_size, settings.language
