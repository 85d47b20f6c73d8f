"""Tables in a terminal."""

from __future__ import annotations

from collections.abc import Sequence


def laid_out(header: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    """Return a table with its columns under each other."""
    table = [header, *rows]
    widths = [max(len(row[column]) for row in table) for column in range(len(header))]
    return "\n".join(
        "  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip() for row in table
    )
