"""Saving what can still be read of a damaged journal, and saying what is missing."""

from __future__ import annotations

from pathlib import Path

from journal.store.salvage import Account, salvage
from journal.text.amounts import amounts, entries
from journal.text.language import _, ngettext


def save_what_is_left(damaged: Path, target: Path, passphrase: str | None = None) -> Account:
    """Save what can be read of *damaged*, which stays as it is, into a new journal at *target*."""
    return salvage(damaged, target, _("Saved from a damaged file"), passphrase)


def account_lines(account: Account) -> tuple[str, ...]:
    """Return what was saved and what is missing, a sentence or two on each line."""
    lines = [_("Saved: {entries}.").format(entries=entries(sum(account.saved.values())))]
    if account.is_whole:
        lines.append(_("Nothing is missing, and the whole history is there."))
        return tuple(lines)
    for counts, sentence in (
        (account.lost, _("Lost: {amounts}.")),
        (account.orphans, _("Left out, because what they belong to is lost: {amounts}.")),
        (account.older, _("These may stand as they were before a later change: {amounts}.")),
    ):
        if counts:
            lines.append(sentence.format(amounts=" · ".join(amounts(counts))))
    if not account.keeps_history:
        lines.append(_("Who wrote what, and when, is kept. Earlier states and Undo are not."))
    if not account.all_known:
        lines.append(_("More may be missing. Compare it with your papers, or with an older copy."))
    if account.pages_failed:
        said = ngettext(
            "{count} of {pages} pages of the file could not be read.",
            "{count} of {pages} pages of the file could not be read.",
            account.pages_failed,
        )
        lines.append(said.format(count=f"{account.pages_failed:,}", pages=f"{account.pages:,}"))
    return tuple(lines)
