"""Collects every sentence for translators: python3 packaging/translations.py extract | update LANGUAGE… | check.

`extract` writes resources/translations/treatment_journal.pot; `update de` makes or renews de.po from it; `check` says
whether the .pot still holds every sentence, and whether each .po is complete with its places intact.  Babel is needed
(packaging/test.py installs it); the program itself reads the .po files as they are.
"""

from __future__ import annotations

import ast
import csv
import re
import sys
from collections.abc import Iterator
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import read_po, write_po

ROOT = Path(__file__).resolve().parents[1]
FOLDER = ROOT / "resources" / "translations"
TEMPLATE = FOLDER / "treatment_journal.pot"
KEYWORDS = {"_": None, "N_": None, "ngettext": (1, 2)}
# Tables whose names are shown translated (journal/text/names.py), and the column that holds them.
TABLES = (("analytes", "name"), ("symptoms", "name"))

HEADER = """\
# The sentences of Treatment Journal, for translators.
# Under the same licence as the program (GPL-3.0-or-later)."""
# What Babel puts into a header and nobody fills in, or what changes with each run.
EMPTY_LINES = ("Project-Id", "Report-Msgid", "POT-Creation", "PO-Revision", "Last-Translator", "Language-Team")

_PLACE = re.compile(r"\{[^{}]*\}")


def extracted(root: Path = ROOT) -> Catalog:
    """Return every sentence of the program: those marked in its code, and the names in its tables."""
    # The header carries no date: the same sentences give the same file.
    catalog = Catalog(project="Treatment Journal", header_comment=HEADER, charset="utf-8", fuzzy=False)
    found = extract_from_dir(root / "journal", method_map=[("**.py", "python")], keywords=KEYWORDS)
    for name, _line, message, _comments, _context in sorted(found, key=lambda entry: (entry[0], entry[1])):
        # Without line numbers, so that moving code does not change the file.
        catalog.add(message, locations=[(f"journal/{Path(name).as_posix()}", 0)])
    for table, column in TABLES:
        place = f"resources/reference/{table}.csv"
        with (root / place).open(encoding="utf-8", newline="") as file:
            for row in csv.DictReader(file):
                catalog.add(row[column], locations=[(place, 0)])
    return catalog


def ids(catalog: Catalog) -> set[str | tuple[str, ...]]:
    """Return the sentences of *catalog*; one with a plural as both its forms."""
    return {tuple(m.id) if isinstance(m.id, list | tuple) else str(m.id) for m in catalog if m.id}


def written(catalog: Catalog, path: Path) -> None:
    """Write *catalog* as a .po or .pot file."""
    with path.open("wb") as file:
        write_po(file, catalog, width=0, sort_output=True, include_lineno=False, ignore_obsolete=True)
    lines = path.read_text("utf-8").splitlines(keepends=True)
    kept = (line for line in lines if not line.startswith(tuple(f'"{name}' for name in EMPTY_LINES)))
    path.write_text("".join(kept), "utf-8", newline="\n")


def read(path: Path, language: str | None = None) -> Catalog:
    """Read a .po or .pot file."""
    with path.open("rb") as file:
        return read_po(file, locale=language)


def update(language: str, template: Catalog, folder: Path = FOLDER) -> Path:
    """Make or renew LANGUAGE.po; what was translated stays, a sentence that changed is marked fuzzy."""
    path = folder / f"{language}.po"
    catalog = read(path, language) if path.is_file() else Catalog(locale=language, header_comment=HEADER)
    catalog.update(template, no_fuzzy_matching=False)
    catalog.fuzzy = False  # the program passes over fuzzy entries; its plural rule stands in this one
    written(catalog, path)
    return path


def faults(catalog: Catalog) -> Iterator[str]:
    """Say what is wrong in a translation: not translated, fuzzy, or with other places than the English."""
    for message in catalog:
        if not message.id:
            continue
        sources = message.id if isinstance(message.id, list | tuple) else (message.id,)
        strings = message.string if isinstance(message.string, list | tuple) else (message.string,)
        forms = [string or "" for string in strings]
        if not all(forms):
            yield f"not translated: {sources[0]}"
        elif message.fuzzy:
            yield f"fuzzy: {sources[0]}"
        else:
            known = set(_PLACE.findall(" ".join(sources)))
            needed = set.intersection(*(set(_PLACE.findall(source)) for source in sources))
            for form in forms:
                places = set(_PLACE.findall(form))
                if not needed <= places <= known:
                    yield f"other places than the English: {form}"


def unmarked(root: Path = ROOT) -> Iterator[str]:
    """Name what extraction cannot see: a problem, or a reason for leaving out, that is not marked with N_."""
    for path in sorted((root / "journal").rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if not (isinstance(node, ast.Call) and isinstance(node.func, ast.Name)):
                continue
            bare: list[ast.expr] = []
            if node.func.id in KEYWORDS:
                count = 2 if node.func.id == "ngettext" else 1
                bare = [part for part in node.args[:count] if isinstance(part, ast.JoinedStr | ast.BinOp)]
            elif node.func.id in ("Problem", "LeftOut"):
                parts = [*node.args[:1], *(word.value for word in node.keywords if word.arg in ("message", "reason"))]
                bare = [part for part in parts if isinstance(part, ast.Constant | ast.JoinedStr | ast.BinOp)]
            if bare:
                yield f"{path.relative_to(root).as_posix()}:{node.lineno}"


def check() -> list[str]:
    """Return everything that a translator or author has still to do."""
    catalog = extracted()
    found = [f"not marked for translation: {place}" for place in unmarked()]
    if not TEMPLATE.is_file() or ids(read(TEMPLATE)) != ids(catalog):
        found.append("treatment_journal.pot is not current: run python3 packaging/translations.py extract")
    for path in sorted(FOLDER.glob("*.po")):
        translated = read(path, path.stem)
        found += [f"{path.name}: {fault}" for fault in faults(translated)]
        found += [f"{path.name}: not there: {missing}" for missing in ids(catalog) - ids(translated)]
    return found


def main(arguments: list[str]) -> int:
    """Do what *arguments* say; 1 where `check` finds something, 2 for wrong use."""
    match arguments:
        case ["extract"]:
            FOLDER.mkdir(parents=True, exist_ok=True)
            written(extracted(), TEMPLATE)
            print(f"{len(ids(read(TEMPLATE)))} sentences in {TEMPLATE.relative_to(ROOT)}")
        case ["update", *languages] if languages:
            for language in languages:
                print(f"Written: {update(language, extracted()).relative_to(ROOT)}")
        case ["check"]:
            found = check()
            print("\n".join(found) or "All translations are current.")
            return 1 if found else 0
        case _:
            print(__doc__, file=sys.stderr)
            return 2
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
