"""Words that stand in every field of a journal and may stand nowhere else: no log, no temporary file, no core dump."""

from __future__ import annotations

import os
import random
import resource
import subprocess
import sys
from collections.abc import Iterable, Sequence
from dataclasses import MISSING, fields, replace
from datetime import date
from decimal import Decimal
from enum import Enum
from pathlib import Path
from typing import Any, Final, get_origin, get_type_hints

from journal.domain.attachments import Attachment
from journal.domain.quantity import Quantity
from journal.domain.record import Record
from journal.store.journal import Journal
from journal.store.tables import BY_KIND, KINDS
from tests.reliability.figures import Figures

ROOT: Final = Path(__file__).parents[2]
CANARY: Final = "QXZCANARY"  # in every text of every record; stands nowhere else
PASSPHRASE: Final = "qxzphrase of six words in here"
MARKS: Final = tuple(text.encode(code) for text in (CANARY, PASSPHRASE) for code in ("utf-8", "utf-16-le"))

# Fills a journal, lets each kind of thing go wrong, and dies by a signal that would leave a core dump.
TOUR: Final = """
import logging, os, signal, sys
from datetime import UTC, date, datetime
from pathlib import Path
logging.basicConfig(filename="program.log", level=logging.DEBUG)
logging.getLogger("sqlalchemy").setLevel(logging.DEBUG)
from tests.reliability.canaries import filled_records, with_kept_files
from journal import settings as remembered
from journal.cli.main import main
from journal.store.backup import backup
from journal.store.opening import create, open_journal
path, words = Path("anna.journal"), Path("words")
passphrase = words.read_text()
journal = create(path, passphrase, author="Anna")
with journal.change("Add") as draft:
    draft.save_all(with_kept_files(journal, filled_records()))
try:
    with journal.change("Fail") as draft:
        draft.save_all(filled_records(stray=True))
except Exception:
    logging.getLogger("journal").warning("a change failed")
journal.undo(); journal.redo()
backup(path, Path("."), datetime(2026, 5, 1, 9, tzinfo=UTC), passphrase)
journal.close()
remembered.save(remembered.Settings().with_recent(path))
for call in (["check", str(path)], ["explain", str(path)], ["add", str(path), "nausea 2"], ["undo", str(path)],
             ["add", str(path), "bananas 7"], ["backup", str(path), "--to", "nowhere"],
             ["export", str(path), "--format", "json", "--out", "nowhere/a.json"],
             ["import", str(path), "--into", str(path)]):
    main([*call, "--passphrase-file", str(words)])
journal = open_journal(path, passphrase)
kept = list(journal.everything())
os.kill(os.getpid(), signal.SIGABRT)
"""


def _needed(hint: Any) -> Any:
    """Return some value of the type that a field without a default asks for."""
    if isinstance(hint, type) and issubclass(hint, Enum):
        return next(iter(hint))
    return {date: date(2026, 5, 1), int: 1, Decimal: Decimal(1), Quantity: Quantity(Decimal(1), CANARY)}[hint]


def filled_records(stray: bool = False) -> list[Record]:
    """Return a record of every kind with the canary in each text; *stray* ones belong to nothing and are refused."""
    records: list[Record] = []
    for kind in KINDS:
        hints = get_type_hints(kind)
        values: dict[str, Any] = {
            field.name: _needed(hints[field.name])
            for field in fields(kind)
            if field.default is MISSING and field.default_factory is MISSING and hints[field.name] is not str
        }
        values |= {name: f"{CANARY} {name}" for name, hint in hints.items() if hint is str}
        values |= {name: (f"{CANARY} {name}",) for name, hint in hints.items() if get_origin(hint) is tuple}
        values["id"] = f"{BY_KIND[kind].name} {stray}"
        parents = BY_KIND[kind].parents
        values |= {name: "nowhere" if stray else f"{parent} False" for name, parent in parents.items()}
        records.append(kind(**values))
    return records


def with_kept_files(journal: Journal, records: Iterable[Record]) -> list[Record]:
    """Return *records* with canaries in the attached files, too; *journal* has taken in their bytes."""
    source = Path("attached.txt")
    source.write_text(f"{CANARY} attached", "utf-8")
    sha256, size = journal.keep_file(source)
    source.unlink()
    return [replace(each, sha256=sha256, size=size) if isinstance(each, Attachment) else each for each in records]


def places_for(folder: Path) -> tuple[Path, dict[str, str]]:
    """Make the places of a person in *folder*; return where they work, and the environment that leads there."""
    work, home, temporary = (folder / name for name in ("work", "home", "tmp"))
    for place in (work, home, temporary):
        place.mkdir()
    return work, {
        **os.environ,
        "HOME": str(home),
        "XDG_CONFIG_HOME": str(home / "config"),
        "XDG_CACHE_HOME": str(home / "cache"),
        "XDG_DATA_HOME": str(home / "data"),
        "TMPDIR": str(temporary),
        "PYTHONPATH": os.pathsep.join((str(ROOT), os.environ.get("PYTHONPATH", ""))),
    }


def without_core_limit() -> None:
    """Let the system write a core dump, if the program does not keep it from doing so."""
    resource.setrlimit(resource.RLIMIT_CORE, (resource.RLIM_INFINITY,) * 2)


def canaries(folder: Path, runs: int, chance: random.Random) -> Figures:
    """Search everything that a tour leaves behind, the journal and its copies aside, for what was written into it."""
    work, environment = places_for(folder)
    (work / "words").write_text(PASSPHRASE, "utf-8")
    ran = subprocess.run(
        [sys.executable, "-c", TOUR],
        cwd=work,
        env=environment,
        capture_output=True,
        check=False,
        preexec_fn=without_core_limit,
    )
    if ran.returncode != -6:
        raise RuntimeError(f"the tour did not get to its end: {ran.stderr.decode()[-2000:]}")
    (work / "words").unlink()
    figures = look_through(folder, MARKS)
    figures.tried["bytes printed"] = len(ran.stdout + ran.stderr)
    # What was asked for is printed; what goes wrong is said without a word of the journal.
    figures.faults["found outside"] += sum(mark in ran.stderr for mark in MARKS)
    return figures


def look_through(folder: Path, marks: Sequence[bytes]) -> Figures:
    """Search every file in *folder* for *marks*, and look at who may read the journal's own."""
    figures = Figures.without("found in the journal's own files", "found outside", "core dumps", "readable by others")
    for path in sorted(entry for entry in folder.rglob("*") if entry.is_file()):
        content = path.read_bytes()
        own = ".journal" in path.name
        figures.tried["files searched"] += 1
        figures.tried["bytes searched"] += len(content)
        found = sum(mark in content for mark in marks)
        figures.faults["found in the journal's own files" if own else "found outside"] += found
        if found:
            figures.notes.append(f"in {path.relative_to(folder)}")
        figures.faults["core dumps"] += path.name.startswith("core")
        figures.faults["readable by others"] += own and (path.stat().st_mode & 0o077) != 0
    return figures
