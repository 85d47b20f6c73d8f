"""Everything in one JSON file: every record of every kind with ids, authors, times and exact numbers as text."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from decimal import InvalidOperation
from pathlib import Path
from typing import Any, Final

from journal.domain.problems import N_, Problem
from journal.domain.record import Record
from journal.exchange.batch import text_of
from journal.exchange.plain import plain_record, record_of

FORMAT: Final = "treatment-journal"
VERSION: Final = 1


def write(records: Iterable[Record], now: datetime, files: Mapping[str, str] | None = None) -> bytes:
    """Return *records* as JSON text, by kind, in the order given.

    *files* says, by the id of an attachment, where its bytes lie, seen from the folder that the text goes to.
    """
    by_kind: dict[str, list[dict[str, Any]]] = {}
    for record in records:
        by_kind.setdefault(type(record).__name__, []).append(plain_record(record))
    whole = {
        "format": FORMAT,
        "version": VERSION,
        "made_at": now.isoformat(),
        "records": by_kind,
        "files": dict(files or {}),
    }
    return json.dumps(whole, ensure_ascii=False, indent=1).encode("utf-8")


def read_json(path: Path, kinds: Sequence[type[Record]]) -> list[Record]:
    """Return the records that `write` was given, kinds in the order of *kinds*."""
    try:
        whole = json.loads(text_of(path))
        if whole["format"] != FORMAT or whole["version"] != VERSION:
            raise ValueError
        held: Mapping[str, Any] = whole["records"]
        return [record_of(kind, given) for kind in kinds for given in held.get(kind.__name__, [])]
    except (ValueError, KeyError, TypeError, AttributeError, InvalidOperation, RecursionError):
        raise Problem(N_("“{file}” is not a whole export of Treatment Journal."), file=path.name) from None
