"""Files dropped somewhere on the window that are no results to import: they go to the scan or visit that is open."""

from __future__ import annotations

import contextlib
from collections.abc import Sequence
from pathlib import Path
from typing import Final

from PySide6.QtWidgets import QWidget

from journal.exchange.file_kinds import kind_of
from journal.text.language import _
from journal.ui.attachments.files_part import FilesPart
from journal.ui.messages import tell

IMPORTED: Final = frozenset({"text/plain"})  # FHIR, CSV and their kind are text


def attach_dropped(page: QWidget | None, files: Sequence[Path]) -> bool:
    """Attach *files* to the one place on *page* that takes files; False where one of them may be results to import."""
    if page is None or not all(is_document(file) for file in files):
        return False
    parts = [part for part in page.findChildren(FilesPart) if part.isVisible() and part.can_write]
    if len(parts) == 1:
        parts[0].take(files)
    else:
        tell(
            page.window(),
            _("Open what this belongs to: a scan, an appointment, a sheet of results or a note. Then drop it there."),
        )
    return True


def is_document(file: Path) -> bool:
    """Say whether *file* is a report, a letter or a picture, rather than results to import."""
    with contextlib.suppress(OSError):
        kind = kind_of(file)
        return kind.opens and kind.media_type not in IMPORTED
    return False  # the import says what is wrong with it
