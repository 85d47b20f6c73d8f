"""Only what a call needs is loaded for it; help and a slip of the pen name all calls."""

from __future__ import annotations

import argparse
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

import pytest

from journal.cli.calls import GROUPS, parser_of_calls

ROOT = Path(__file__).parents[2]
EVERY = {name for names, _add in GROUPS for name in names}


def called(arguments: Sequence[str]) -> set[str]:
    """Return the calls that the parser for *arguments* knows."""
    parser = parser_of_calls(arguments)
    (calls,) = (action for action in parser._actions if isinstance(action, argparse._SubParsersAction))
    return set(calls.choices)


@pytest.mark.parametrize(("names", "first"), [(names, names[0]) for names, _add in GROUPS])
def test_a_group_adds_the_calls_it_is_named_for(names: tuple[str, ...], first: str) -> None:
    assert called([first]) == set(names)
    assert called(["--language", "en", first, "new"]) == set(names)
    assert called(["--language=en", first]) == set(names)


@pytest.mark.parametrize(
    "arguments", [[], ["--help"], ["--help", "assess"], ["-h", "new"], ["asess", "new"], ["--language", "new"]]
)
def test_help_and_slips_name_all_calls(arguments: list[str]) -> None:
    assert called(arguments) == EVERY


def test_a_sheet_is_judged_without_charts_papers_and_any_journal(tmp_path: Path) -> None:
    sheet = tmp_path / "sheet.csv"
    sheet.write_text(
        "case,date,lesion,role,node,mm,status\n1,2026-01-05,liver,target,no,20,\n1,2026-03-02,liver,target,no,13,\n"
    )
    code = (
        "import sys; from journal.cli.main import main; code = main(['assess', sys.argv[1], '--json']); "
        "print([name for name in sys.modules if name.startswith("
        "('journal.reports', 'journal.charts', 'journal.store', 'sqlcipher3'))]); sys.exit(code)"
    )
    done = subprocess.run(
        [sys.executable, "-c", code, str(sheet)], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    assert done.stdout.splitlines()[-1] == "[]"
