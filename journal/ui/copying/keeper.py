"""Keeps copies of the open journal: an hour after a change at the latest, and on closing; silent while all is well."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject, QTimer, Signal

from journal.actions.backups import own_folder
from journal.actions.copy_log import CopyLog, Trial, choosing, read_log, write_log
from journal.actions.copy_round import FolderState, Round, behind, copy_round, folder_states, wait_for
from journal.actions.copy_trial import is_due, try_newest
from journal.domain.problems import Problem
from journal.store.change import Change
from journal.store.faults import DamagedJournal, DiskFull, WrongPassphrase
from journal.store.opening import needs_passphrase
from journal.text.language import _
from journal.text.sayings import say_problem
from journal.ui.background import Background, Progress
from journal.ui.live_journal import LiveJournal

if TYPE_CHECKING:
    from journal.actions.earlier_keys import EarlierKeys

QUIET: Final = timedelta(minutes=1)  # after a change, so that a copy holds the whole of an evening's first entries
LOOK_AGAIN: Final = timedelta(minutes=2)  # for a stick that may have been plugged in
AFTER_A_PROBLEM: Final = timedelta(minutes=15)
TRIAL_AFTER: Final = timedelta(seconds=5)  # beside no other work

Say = Callable[[str], object]


class CopyKeeper(QObject):
    """Makes the copies of one open journal on the worker.  `changed` comes when there is news for whoever shows them.

    *say* shows a few words that pass, *tell* words that stay until they are closed.  What goes wrong is said once,
    and again only after it went well in between; a stick that is away is no fault.
    """

    changed = Signal()
    restore_wanted = Signal()  # somebody wants to choose a copy
    go_back_wanted = Signal()  # somebody wants the file from before the last restore

    def __init__(
        self,
        live: LiveJournal,
        passphrase: Callable[[], str | None],
        background: Background,
        now: Callable[[], datetime],
        *,
        say: Say,
        tell: Say,
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._live, self._passphrase, self._background, self._now = live, passphrase, background, now
        self._say, self._tell = say, tell
        self.path = live.read.path
        self.log: CopyLog = read_log(self.path)
        self.problems: dict[Path, Problem] = {}
        self.skips_last = False  # no copy on closing: it opens again at once, under another passphrase
        self._seq = live.read.last_seq()
        self._is_busy, self._unwritten = False, 0
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self._on_time)
        live.changed.connect(self._on_changed)
        self._arm()

    # By itself

    def _on_changed(self, change: Change) -> None:
        self._seq = change.seq
        self._arm()

    def _arm(self) -> None:
        """See to it that the timer rings when the next copy is due."""
        waits = [max(self._least(folder), wait) for folder, wait in self._waits().items()]
        if not waits:
            return
        milliseconds = int(min(waits).total_seconds() * 1_000)
        if not self._timer.isActive() or self._timer.remainingTime() > milliseconds:
            self._timer.start(milliseconds)

    def _waits(self) -> dict[Path, timedelta]:
        """Return the folders that lack the newest state, and how long each may wait for it."""
        lacking = behind(self.log, self._seq)
        return {folder: wait_for(self.log, self._now(), folder) for folder in lacking}

    def _least(self, folder: Path) -> timedelta:
        if folder in self.problems:
            return AFTER_A_PROBLEM
        return QUIET if folder == own_folder() else LOOK_AGAIN

    def _on_time(self) -> None:
        due = [folder for folder, wait in self._waits().items() if not wait]
        if self._is_busy:
            return
        if due and self._has_key():
            self._round(due, self._after_quiet_round)
        else:
            self._arm()

    def _has_key(self) -> bool:
        """Say whether the file can be opened now; not while the journal is locked."""
        try:
            return self._passphrase() is not None or not needs_passphrase(self.path)
        except Problem:  # moved away while it is open
            return False

    def _after_quiet_round(self, done: Round) -> None:
        for problem in done.problems:
            self._complain(problem)
        if own_folder() not in done.outcome.failed and is_due(self.log.trial, self._now()):
            QTimer.singleShot(int(TRIAL_AFTER.total_seconds() * 1_000), self, self.try_copies)

    def _complain(self, problem: Problem) -> None:
        about_journal = isinstance(problem, DamagedJournal) and problem.values.get("file") == self.path.name
        (self._tell if about_journal else self._say)(say_problem(problem))

    def _round(self, folders: Iterable[Path], then: Callable[[Round], object]) -> None:
        """Copy into *folders* on the worker, remember what came of it, and call *then* with what is news."""
        path, log, now, passphrase = self.path, self.log, self._now(), self._passphrase()
        seq, wanted = self._seq, tuple(folders)

        def work(_progress: Progress) -> Round:
            return copy_round(path, seq, log, now, passphrase, folders=wanted)

        def done(result: Round) -> None:
            self._is_busy = False
            self._remember(replace(self.log, made={**self.log.made, **result.log.made}))
            then(self._news(result))
            self._arm()

        self._is_busy = True
        self._background.run(work, done, owner=self, failed=self._on_failure, writes=True)

    def _on_failure(self, error: Exception) -> None:
        self._is_busy = False
        if not isinstance(error, Problem):
            raise error
        self._complain(error)

    def _news(self, result: Round) -> Round:
        """Return *result* with those problems alone that were not said yet."""
        # A passphrase that was changed just now is no news: the next round knows the new one.
        failed = {where: each for where, each in result.outcome.failed.items() if not isinstance(each, WrongPassphrase)}
        known = {folder for folder, problem in self.problems.items() if failed.get(folder) is not None}
        same = {folder for folder in known if type(failed[folder]) is type(self.problems[folder])}
        tried = {copy.parent for copy in result.outcome.made} | set(result.outcome.failed)
        self.problems = {folder: each for folder, each in self.problems.items() if folder not in tried} | failed
        fresh = {folder: problem for folder, problem in failed.items() if folder not in same}
        return replace(result, outcome=replace(result.outcome, failed=fresh))

    def _remember(self, log: CopyLog) -> None:
        self.log = log
        path = self.path
        self._unwritten += 1
        self._background.run(lambda _progress: write_log(path, log), self._on_written, owner=self, writes=True)
        self.changed.emit()

    def _on_written(self, _kept: bool) -> None:
        self._unwritten -= 1

    # On wish

    def make_now(self) -> None:
        """Copy the journal into every folder, and say what came of it."""
        if self._is_busy or not self._has_key():
            return

        def done(result: Round) -> None:
            failed = tuple(self.problems.values())
            if failed:
                self._tell(say_problem(failed[0]))
            elif len(result.outcome.made) < len(self.log.folders()):
                self._say(_("A copy is on this computer. The other folder is not there now."))
            else:
                self._say(_("A copy was made and checked."))

        self._round(self.log.folders(), done)

    def choose(self, folder: Path | None) -> None:
        """Copy into *folder*, too, from now on; None for the program's own folder alone."""
        self.problems = {own: problem for own, problem in self.problems.items() if str(own) != self.log.chosen}
        self._remember(choosing(self.log, folder))
        if folder is not None:
            self.make_now()

    def look(self, show: Callable[[tuple[FolderState, ...]], object], owner: QObject) -> None:
        """Find out what lies in the folders, and *show* it."""
        path, log = self.path, self.log

        def failed(error: Exception) -> None:
            raise error

        self._background.run(
            lambda _progress: folder_states(path, log), show, owner=owner, failed=failed, key="folders of copies"
        )

    def look_for_earlier_keys(self, show: Callable[[EarlierKeys], object], owner: QObject) -> None:
        """Find out which copies do not open as the journal does, and *show* that."""
        from journal.actions.earlier_keys import copies_under_earlier_keys

        path, folders = self.path, self.log.all_folders()
        self._background.run(
            lambda _progress: copies_under_earlier_keys(path, folders), show, owner=owner, key="earlier keys"
        )

    def try_copies(self) -> None:
        """Bring the newest copies back into a place of their own, and remember whether they are equal."""
        if not self._has_key():
            return
        journal, log, now, passphrase = self._live.read, self.log, self._now(), self._passphrase()
        last = log.trial

        def work(_progress: Progress) -> Trial | None:
            folders = [each for each in log.folders() if each == own_folder() or log.chosen_is_there()]
            return try_newest(journal, folders, now, passphrase)

        def done(trial: Trial | None) -> None:
            if trial is None:
                return
            self._remember(replace(self.log, trial=trial))
            if trial.failed and not (last is not None and last.failed):
                self._tell(say_failed(trial))

        def failed(error: Exception) -> None:
            if not isinstance(error, Problem):
                raise error
            if isinstance(error, DiskFull):
                self._complain(error)

        self._background.run(work, done, owner=self, failed=failed)

    def explained(self, what: str) -> bool:
        """Say whether *what* was explained before; from now on it was."""
        if what in self.log.told:
            return True
        self._remember(replace(self.log, told=(*self.log.told, what)))
        return False

    def remember_aside(self, aside: Path | None) -> None:
        """Remember the file that a restore set aside; what is open now is another file, and not copied yet."""
        self._remember(replace(self.log, aside=str(aside) if aside is not None else "", made={}))
        self._arm()

    def copy_anew(self) -> None:
        """Copy the journal into every folder, silently: its older copies open with another passphrase."""
        self._remember(replace(self.log, made={}))
        if lacking := behind(self.log, self._seq):
            self._round(lacking, self._after_quiet_round)

    # At the end

    def closing(self) -> Callable[[], None] | None:
        """Return what makes the last copies once the journal is closed; None where every folder has its newest state.

        It needs no window, and says nothing: what went wrong is said the next time.
        """
        self._timer.stop()
        if self._unwritten:
            write_log(self.path, self.log)  # whoever opens it next reads that at once
        if self.skips_last or not self._has_key():
            return None
        path, log, now, passphrase = self.path, self.log, self._now(), self._passphrase()
        seq = self._seq
        lacking = behind(log, seq)
        if not lacking:
            return None

        def work() -> None:
            try:
                result = copy_round(path, seq, log, now, passphrase, folders=lacking)
            except Problem:
                return
            write_log(path, result.log)

        return work


def say_failed(trial: Trial) -> str:
    """Return what to do where a copy could not be brought back."""
    return _(
        "The newest copy in “{folder}” could not be brought back. Your journal itself is as it was. "
        "Make a copy now. If it fails again, choose another folder."
    ).format(folder=Path(trial.failed).name)
