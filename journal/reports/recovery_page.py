"""The recovery sheet on one page of paper."""

from __future__ import annotations

from dataclasses import asdict
from datetime import datetime
from typing import Any, Final

from journal.reports.papers import Paper
from journal.reports.printable import ISOLATES, typed
from journal.reports.recovery_content import RecoverySheet
from journal.reports.typesetting import typeset
from journal.text import dates
from journal.text.language import _

TEMPLATE: Final = "recovery.typ"


def recovery_page(sheet: RecoverySheet, paper: Paper, now: datetime | None = None) -> bytes:
    """Return *sheet* on one page of *paper*, as PDF; *now* is when it was made."""
    return typeset(TEMPLATE, page_values(sheet, paper), now).pdf


def page_values(sheet: RecoverySheet, paper: Paper) -> dict[str, Any]:
    """Return what the template reads.  The document's own title names no file: a printer's list may show it."""
    keyed = len(sheet.raw_key_groups) - sheet.salt_groups
    return {
        "title": _("Recovery sheet"),
        "authors": "",
        "description": _("How to open a journal when the passphrase or the program is lost"),
        "paper": asdict(paper),
        "lead": _("This page opens one journal when its passphrase or this program is lost."),
        "facts": [
            [_("File"), typed(sheet.file_name)],
            [_("Made on"), dates.day(sheet.made_on)],
        ],
        "key_title": _("The key"),
        "key": sheet.raw_key_groups[:keyed],
        "salt": sheet.raw_key_groups[keyed:],
        "key_note": _("Digits from 0 to 9 and letters from a to f. There is no letter o and no letter l."),
        "salt_note": _("The last {count} groups are the file’s salt, its first 16 bytes. Type them as well.").format(
            count=sheet.salt_groups
        ),
        "here": {"title": _("With this program"), "steps": sheet.steps_here()},
        "elsewhere": {"title": _("Without this program"), "steps": sheet.steps_elsewhere()},
        # Copied out of the PDF, an invisible mark would be part of the command.
        "commands": [typed(command).strip(ISOLATES) for command in sheet.commands],
        "cautions": {"title": _("Keep it safe"), "steps": sheet.cautions()},
    }
