"""The recovery sheet: what opens a journal without this program, as one value for a page of paper."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from pathlib import Path

from journal.store.opening import needs_passphrase, unlocked
from journal.text.language import _


@dataclass(frozen=True, kw_only=True, repr=False)
class RecoverySheet:
    """What stands on the sheet; it opens the journal, so it belongs where the passphrase belongs.

    *raw_key* is SQLCipher's own notation: the key and the file's salt, 96 hexadecimal digits.
    """

    file_name: str
    made_on: date
    has_passphrase: bool
    raw_key: str

    @property
    def raw_key_groups(self) -> tuple[str, ...]:
        """The digits of the key in groups of four, to read out or type."""
        return tuple(self.raw_key[start : start + 4] for start in range(0, len(self.raw_key), 4))

    @property
    def commands(self) -> tuple[str, ...]:
        """What to type into SQLCipher's own command line, the file's name first as its argument."""
        return (
            f'sqlcipher "{self.file_name}"',
            f"PRAGMA key = \"x'{self.raw_key}'\";",
            ".tables",
            "SELECT * FROM notes;",
        )

    def steps(self) -> tuple[str, ...]:
        """Return what to do, in order, in the reader's language."""
        steps = [
            _("Any SQLCipher program opens this file. This program is not needed for that."),
            _("Make a copy of the file first, and work on the copy."),
            _("Type the commands below. The long number is the key; leave out the spaces."),
        ]
        if self.has_passphrase:
            steps.append(_("The passphrase works there, too: type it in the place of the key."))
            steps.append(_("Whoever has this sheet and the file can read all of it. Keep them apart."))
            steps.append(_("After the passphrase is changed, this sheet opens old copies only. Print a new one."))
        return tuple(steps)


def recovery_sheet(path: Path, today: date, passphrase: str | None = None) -> RecoverySheet:
    """Return the sheet of the journal at *path*; a problem where *passphrase* does not open it."""
    key = unlocked(path, passphrase)
    return RecoverySheet(
        file_name=path.name,
        made_on=today,
        has_passphrase=needs_passphrase(path),
        raw_key=f"{key.key_hex}{key.salt_hex}",
    )
