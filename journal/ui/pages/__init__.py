"""The pages of the window, in the order of the sidebar."""

from __future__ import annotations

from collections.abc import Callable
from importlib import import_module
from typing import TYPE_CHECKING, Final, cast

from journal.domain.late_dataclass import dataclass
from journal.domain.problems import N_

if TYPE_CHECKING:  # the sidebar stands before the journal and what reads it are loaded
    from journal.ui.live_journal import LiveJournal
    from journal.ui.page import Page
    from journal.ui.window_services import WindowServices


@dataclass(frozen=True)
class PageEntry:
    """One page: its key, title (untranslated) and icon, and the class that makes it.

    *made_by* is "module:Class" below this package, imported when the page is first turned to: a page may need what
    takes long to load.  *at_foot* puts it at the foot of the sidebar.
    """

    key: str
    title: str
    icon: str
    made_by: str
    at_foot: bool = False

    def load(self) -> Callable[[LiveJournal, WindowServices], Page]:
        """Load what the page needs, and return what makes it."""
        module, _, name = self.made_by.partition(":")
        made = cast("type[Page]", getattr(import_module(f"{__name__}.{module}"), name))
        made.read_ahead()
        return cast("Callable[[LiveJournal, WindowServices], Page]", made)

    def make(self, live: LiveJournal, window: WindowServices) -> Page:
        """Make the page."""
        return self.load()(live, window)


PAGES: Final[tuple[PageEntry, ...]] = (
    PageEntry("today", N_("Today"), "house", "today.page:TodayPage"),
    PageEntry("treatment", N_("Treatment"), "drop", "treatment.page:TreatmentPage"),
    PageEntry("symptoms", N_("Symptoms"), "heartbeat", "symptoms.page:SymptomsPage"),
    PageEntry("results", N_("Blood tests"), "test-tube", "results.page:ResultsPage"),
    PageEntry("imaging", N_("Scans"), "ruler", "imaging.page:ScansPage"),
    PageEntry("understand", N_("Understand"), "book-open", "understand.page:UnderstandPage"),
    PageEntry("visits", N_("Appointments"), "calendar-check", "visits.page:VisitsPage"),
    PageEntry("timeline", N_("Timeline"), "path", "timeline.page:TimelinePage"),
    PageEntry("paper", N_("Paper"), "printer", "paper.page:PaperPage"),
    PageEntry("settings", N_("Settings and help"), "gear-six", "settings.page:SettingsPage", at_foot=True),
)
