"""Opening a damaged file: its copies are offered first, then what can still be read of it; the file stays as it is."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from journal.domain.problems import Problem
from journal.text.language import _
from journal.text.sayings import say_problem
from journal.ui.messages import tell

if TYPE_CHECKING:
    from journal.store.salvage import Account
    from journal.ui.desk import Desk  # the desk owns this


class Damage(QObject):
    """Offers a way on where a journal that *desk* should open is damaged."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._desk = desk

    def offer(self, path: Path, passphrase: str | None) -> bool:
        """Show what can be done about *path*; always False, since it was not opened."""
        from journal.ui.copying.damage_dialog import DamageDialog  # few starts need it

        desk = self._desk
        dialog = DamageDialog(path, desk.background, passphrase, desk.window)
        dialog.wanted.connect(lambda copy, key: desk.restoring.replace_damaged(path, copy, key))
        dialog.salvage_wanted.connect(lambda: self.salvage(path, passphrase))
        dialog.open()
        return False

    def salvage(self, path: Path, passphrase: str | None) -> None:
        """Let the person choose a new file, save what can be read there, say what is missing, and open it."""
        from PySide6.QtWidgets import QFileDialog

        from journal.actions.salvaging import account_lines, save_what_is_left  # few files are damaged

        # A file that is there is refused in plain words; asking whether to overwrite it would promise something else.
        no_overwriting = QFileDialog.Option.DontConfirmOverwrite
        desk = self._desk
        wanted = path.with_stem(_("{journal} saved").format(journal=path.stem))
        kinds = _("Journals (*{suffix})").format(suffix=path.suffix)
        chosen, _kind = QFileDialog.getSaveFileName(
            desk.window, _("Where to save what can be read"), str(wanted), kinds, options=no_overwriting
        )
        if not chosen:
            self.offer(path, passphrase)
            return
        target = Path(chosen) if Path(chosen).suffix else Path(chosen).with_suffix(path.suffix)

        def done(account: Account) -> None:
            desk.open_saved(target, passphrase)
            tell(desk.window, "\n".join(account_lines(account)), _("What was saved"))

        def failed(error: Exception) -> None:
            if not isinstance(error, Problem):
                raise error
            tell(desk.window, say_problem(error))

        desk.background.run(
            lambda _progress: save_what_is_left(path, target, passphrase),
            done,
            owner=desk,
            failed=failed,
            writes=True,
        )
