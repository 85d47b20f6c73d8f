"""Where journals lie, and what their files are called."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Final

from PySide6.QtCore import QStandardPaths

from journal.text.language import _

SUFFIX: Final = ".journal"


def documents_folder() -> Path:
    """Return where a person's documents lie."""
    found = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
    folder = Path(found) if found else Path.home()
    return folder if folder.is_dir() else Path.home()


def with_suffix(path: Path) -> Path:
    """Return *path* with the suffix of journals."""
    return path if path.suffix == SUFFIX else path.with_name(f"{path.name}{SUFFIX}")


def free_path(folder: Path, name: str) -> Path:
    """Return a path in *folder* for the journal of *name* that no file has yet."""
    plain = re.sub(r'[\\/:*?"<>|\x00-\x1f]', "", name).strip(" .")[:60] or _("My journal")
    path, number = folder / f"{plain}{SUFFIX}", 2
    while path.exists():
        path, number = folder / f"{plain} {number}{SUFFIX}", number + 1
    return path
