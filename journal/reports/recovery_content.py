"""The recovery sheet: what opens a journal without its passphrase or without this program, as one value for a page."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Final

from journal.store.keys import SALT_BYTES
from journal.store.opening import needs_passphrase, unlocked
from journal.text.language import _

GROUP: Final = 4  # digits that are read out in one breath
PLACE: Final = "KEY"  # stands in a command where the digits go: printed in full, they would be broken over lines


@dataclass(frozen=True, kw_only=True, repr=False)
class RecoverySheet:
    """What stands on the sheet; it opens the journal, so it belongs where the passphrase belongs.

    *raw_key* is the key and the file's salt, 96 hexadecimal digits, as SQLCipher takes them.
    """

    file_name: str
    made_on: date
    has_passphrase: bool
    raw_key: str

    @property
    def raw_key_groups(self) -> tuple[str, ...]:
        """The digits of the key in groups of four, to read out or type."""
        return tuple(self.raw_key[start : start + GROUP] for start in range(0, len(self.raw_key), GROUP))

    @property
    def salt_groups(self) -> int:
        """How many of the groups, counted from the end, are the salt."""
        return 2 * SALT_BYTES // GROUP

    @property
    def commands(self) -> tuple[str, ...]:
        """What to type into SQLCipher's own command line, with `PLACE` where the digits go."""
        return (
            f'sqlcipher "{self.file_name}"',
            f"PRAGMA key = \"x'{PLACE}'\";",
            ".tables",
            "SELECT * FROM notes;",
        )

    def steps_here(self) -> tuple[str, ...]:
        """Return what to do with this program, in order."""
        if not self.has_passphrase:
            return (_("This program opens the file without asking."),)
        return (
            _("Open the file. It asks for the passphrase."),
            _("Type the key there instead, with or without the spaces."),
            _("Then choose a new passphrase in Settings."),
        )

    def steps_elsewhere(self) -> tuple[str, ...]:
        """Return what to do with any other SQLCipher program, in order."""
        steps = [
            _("Any SQLCipher 4 program opens this file, with its usual settings."),
            _("Make a copy of the file first, and work on the copy."),
            _("Type the lines below. In the place of {place}, type the digits above, without spaces.").format(
                place=PLACE
            ),
        ]
        if self.has_passphrase:
            second = _("The passphrase works there, too. Then the second line is: {line}")
            steps.append(second.format(line=f"PRAGMA key = '{_('your words')}';"))
        return tuple(steps)

    def cautions(self) -> tuple[str, ...]:
        """Return how to keep the sheet."""
        if not self.has_passphrase:
            return (_("The journal has no passphrase. Whoever has the file can read it, with or without this sheet."),)
        return (
            _("Whoever has this sheet and the file can read all of it. Keep them apart."),
            _("After the passphrase is changed, this sheet opens old copies only. Print a new one then."),
        )


def recovery_sheet(path: Path, today: date, passphrase: str | None = None) -> RecoverySheet:
    """Return the sheet of the journal at *path*; a problem where *passphrase* does not open it."""
    key = unlocked(path, passphrase)
    return RecoverySheet(
        file_name=path.name,
        made_on=today,
        has_passphrase=needs_passphrase(path),
        raw_key=f"{key.key_hex}{key.salt_hex}",
    )
