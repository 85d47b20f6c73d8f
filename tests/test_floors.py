"""Every import points down, and each outside thing is known by one room (the contracts stand in pyproject.toml)."""

from __future__ import annotations

import ast
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from importlinter.cli import lint_imports

ROOT = Path(__file__).parents[1]
PACKAGE = ROOT / "journal"
DOMAIN = sorted((PACKAGE / "domain").rglob("*.py"))
COMMON = sorted(path for name in ("settings", "resources") for path in PACKAGE.glob(f"{name}*") if path.suffix == ".py")


def imports_of(path: Path) -> Iterator[str]:
    """Yield the full name of every module that the file imports, wherever in it the import stands."""
    package = ".".join(path.relative_to(ROOT).parent.parts)
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            above = package.split(".")[: len(package.split(".")) + 1 - node.level] if node.level else []
            yield ".".join([*above, *filter(None, [node.module])])


def test_rooms_keep_to_their_floors(capsys: pytest.CaptureFixture[str]) -> None:
    outcome = lint_imports(config_filename=str(ROOT / "pyproject.toml"), no_cache=True)
    assert outcome == 0, capsys.readouterr().out


@pytest.mark.parametrize("path", DOMAIN, ids=lambda path: path.stem)
def test_the_domain_imports_only_the_standard_library(path: Path) -> None:
    foreign = {name for name in imports_of(path) if name.partition(".")[0] not in sys.stdlib_module_names}
    assert {name for name in foreign if not f"{name}.".startswith("journal.domain.")} == set()


@pytest.mark.parametrize("path", COMMON, ids=lambda path: path.stem)
def test_what_everyone_may_import_imports_nothing_of_ours(path: Path) -> None:
    assert [name for name in imports_of(path) if name.partition(".")[0] == "journal"] == []
