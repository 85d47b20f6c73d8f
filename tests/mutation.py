"""Nudges every threshold and comparison of the rules, one at a time, and shows that a test fails for each.

Run as `python -m tests.mutation [NAME ...] [--workers N]`: all of journal/rules/response and journal/rules/markers, or
the named modules or folders.  Nothing is written: each nudge is tried in a process of its own, which loads the changed
text in the module's place.  It ends with a table, and with 1 where a nudge survives that is not listed with its reason.
"""

from __future__ import annotations

import argparse
import ast
import copy
import importlib.util
import os
import re
import signal
import sys
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from importlib.abc import Loader, MetaPathFinder
from importlib.machinery import ModuleSpec
from pathlib import Path
from types import ModuleType
from typing import Final

import pytest
from hypothesis import settings

ROOT: Final = Path(__file__).parents[1]
FOLDERS: Final = ("response", "markers")  # of journal/rules, and of tests/rules
SECONDS: Final = 300  # a nudge that makes a test run for ever is noticed, too
CONFORMANCE: Final = "tests/actions/test_conformance.py"
PROFILE: Final = "nudged"  # the same examples each time: no nudge is noticed by luck
# What pytest would like to see first is loaded once, before any nudge.
LOADED: Final = ("-W", "ignore::pytest.PytestAssertRewriteWarning")
QUIET: Final = (
    "-x",
    "-q",
    "-p",
    "no:xdist",
    "-p",
    "no:pytest-qt",
    "-p",
    "no:cacheprovider",
    f"--hypothesis-profile={PROFILE}",
    *LOADED,
)

# Which tests are asked first; the others of the folder follow where these pass.
FIRST: Final = {
    "recist_answer": "test_recist_1_1",
    "recist_lesions": "test_recist_1_1",
    "imwg_course": "test_imwg",
    "imwg_proofs": "test_imwg",
    "lugano_ct": "test_lugano",
    "pet_answer": "test_percist",
    "rano_sizes": "test_rano",
    "repeats": "test_pcwg3",
    "shares": "test_recist_1_1",
    "ctdna": "test_ctdna_course",
}
# Nudges that change no answer, and why.  Line numbers move, so each is known by its module, function and wording.
_BY_THE_QUARTER: Final = "from 50 g/L on, the quarter that is asked for as well (12.5 g/L) is more than these 10 g/L"
_SAID_BEFORE: Final = "where nothing changed, that was said before"
_TWO_THIN_SLICES: Final = "two slices of up to 5 mm are no more than the 10 mm that are asked for before"
SURVIVORS: Final[dict[str, str]] = {
    **dict.fromkeys(
        (
            "imwg: GROWTH_HIGH_G_L = 9",
            "imwg: GROWTH_HIGH_G_L = 11",
            "imwg: HIGH_LOWEST_G_L = 49",
            "imwg: HIGH_LOWEST_G_L = 51",
            "imwg._has_grown: lowest > HIGH_LOWEST_G_L",
        ),
        _BY_THE_QUARTER,
    ),
    "gcig_ca125._Series.__init__: value.on >= course.started_on": "the start day itself is never judged",
    "imwg._answer: LADDER.index(overall) >= LADDER.index(seen)": "the two are never the same there",
    "ctdna._code: last.quantity.value >= before.quantity.value": _SAID_BEFORE,
    "trend._step: share >= 0": _SAID_BEFORE,
    "measurable: THIN_SLICE_MM = 4": _TWO_THIN_SLICES,
    "measurable._code: thick >= THIN_SLICE_MM": _TWO_THIN_SLICES,
}

OPPOSITES: Final[dict[type[ast.cmpop], type[ast.cmpop]]] = {
    ast.Lt: ast.LtE,
    ast.LtE: ast.Lt,
    ast.Gt: ast.GtE,
    ast.GtE: ast.Gt,
    ast.Eq: ast.NotEq,
    ast.NotEq: ast.Eq,
    ast.Is: ast.IsNot,
    ast.IsNot: ast.Is,
    ast.In: ast.NotIn,
    ast.NotIn: ast.In,
}


@dataclass(frozen=True)
class Nudge:
    """One change: what it is called, where, and the module's text with it."""

    name: str
    path: Path
    text: str


def nudges(path: Path) -> Iterator[Nudge]:
    """Go through every change of one module."""
    tree = ast.parse(path.read_text("utf-8"))
    for node in tree.body:
        if isinstance(node, ast.AnnAssign) and isinstance(node.target, ast.Name) and node.target.id.isupper():
            for number in _numbers(node.value):
                for step in (-1, 1):
                    changed, text = _with_number(tree, number, step)
                    yield Nudge(f"{path.stem}: {node.target.id} = {changed}", path, text)
    for place, (where, compared) in enumerate(_comparisons(tree)):
        for index, operator in enumerate(compared.ops):
            other = copy.deepcopy(tree)
            twin = list(_comparisons(other))[place][1]
            twin.ops[index] = OPPOSITES[type(operator)]()
            yield Nudge(f"{path.stem}.{where}: {ast.unparse(twin)}", path, ast.unparse(other))


def _numbers(value: ast.expr | None) -> Iterator[ast.Constant]:
    """Yield the numbers that a constant is made of: 5_000, Decimal("0.8"), the upper part of Fraction(125, 100)."""
    if isinstance(value, ast.Constant) and type(value.value) is int:
        yield value
    elif (
        isinstance(value, ast.Call)
        and value.args
        and isinstance(value.args[0], ast.Constant)
        and (re.fullmatch(r"\d+(\.\d+)?", str(value.args[0].value)))
    ):
        yield value.args[0]


def _with_number(tree: ast.Module, number: ast.Constant, step: int) -> tuple[str, str]:
    before = number.value
    last = Decimal(str(before)).as_tuple().exponent  # "0.26" is nudged to "0.25" and "0.27"
    after = Decimal(str(before)) + step * Decimal(1).scaleb(int(last))
    number.value = str(after) if isinstance(before, str) else int(after)
    text, changed = ast.unparse(tree), repr(number.value)
    number.value = before
    return changed, text


def _comparisons(tree: ast.AST, where: str = "") -> Iterator[tuple[str, ast.Compare]]:
    for node in ast.iter_child_nodes(tree):
        name = f"{where}.{node.name}".strip(".") if isinstance(node, ast.FunctionDef | ast.ClassDef) else where
        if isinstance(node, ast.Compare):
            yield name, node
        yield from _comparisons(node, name)


class _InPlace(MetaPathFinder, Loader):
    """Loads the changed text where the module is asked for."""

    def __init__(self, nudge: Nudge) -> None:
        self._nudge = nudge
        self._name = ".".join(nudge.path.relative_to(ROOT).with_suffix("").parts)

    def find_spec(self, fullname: str, _path: object, _target: ModuleType | None = None) -> ModuleSpec | None:
        if fullname != self._name:
            return None
        return importlib.util.spec_from_file_location(fullname, self._nudge.path, loader=self)

    def exec_module(self, module: ModuleType) -> None:
        exec(compile(self._nudge.text, self._nudge.path, "exec"), module.__dict__)


def _is_noticed(nudge: Nudge | None) -> bool:
    """Say whether a test fails with the change; asked in a process that has loaded no rule yet."""
    folder = nudge.path.parent.name if nudge else FOLDERS[0]
    everything = [f"tests/rules/{folder}", CONFORMANCE]
    asked = [everything]
    if nudge is not None:
        sys.meta_path.insert(0, _InPlace(nudge))
        own = f"tests/rules/{folder}/{FIRST.get(nudge.path.stem, f'test_{nudge.path.stem}')}.py"
        # A module without a test file of its own is asked of all at once: a missing file would fail by itself.
        asked = [[own], [*everything, f"--ignore={own}"]] if (ROOT / own).exists() else [everything]
    return any(pytest.main([*QUIET, *tests]) != pytest.ExitCode.OK for tests in asked)


def _started(nudge: Nudge | None) -> int:
    """Start trying *nudge* in a process of its own; return its number."""
    sys.stdout.flush()
    child = os.fork()
    if child:
        return child
    try:
        silence = os.open(os.devnull, os.O_WRONLY)
        os.dup2(silence, 1)
        os.dup2(silence, 2)
        os._exit(1 if _is_noticed(nudge) else 0)
    finally:
        os._exit(1)


def tried(todo: Sequence[Nudge], workers: int) -> Iterator[tuple[Nudge, bool]]:
    """Try every nudge, some at a time; yield each as it is known, with whether a test failed."""
    left = list(reversed(todo))
    running: dict[int, tuple[Nudge, float]] = {}
    while left or running:
        while left and len(running) < workers:
            nudge = left.pop()
            running[_started(nudge)] = nudge, time.monotonic()
        done, status = os.waitpid(-1, os.WNOHANG)
        if done:
            yield running.pop(done)[0], os.waitstatus_to_exitcode(status) != 0
            continue
        for child, (nudge, since) in running.items():
            if time.monotonic() - since > SECONDS:  # for ever, or a busy computer: it is said
                print(f"stopped after {SECONDS} s: {nudge.name}", file=sys.stderr, flush=True)
                os.kill(child, signal.SIGKILL)
        time.sleep(0.02)


def _paths(names: Sequence[str]) -> list[Path]:
    folders = [ROOT / "journal" / "rules" / folder for folder in FOLDERS]
    paths = [path for folder in folders for path in sorted(folder.glob("[!_]*.py"))]
    unknown = set(names) - {path.stem for path in paths} - set(FOLDERS)
    if unknown:
        raise SystemExit(f"There is no module or folder {', '.join(sorted(unknown))}.")
    return [path for path in paths if not names or path.stem in names or path.parent.name in names]


def _table(paths: Sequence[Path], todo: Sequence[Nudge], silent: Sequence[Nudge]) -> str:
    """Return the closing table: of each module how many nudges, noticed, listed with a reason, and left over."""
    made = Counter(nudge.path for nudge in todo)
    listed = Counter(nudge.path for nudge in silent if nudge.name in SURVIVORS)
    over = Counter(nudge.path for nudge in silent if nudge.name not in SURVIVORS)
    columns = [made, Counter(made) - listed - over, listed, over]
    rows = [(path.stem, [column[path] for column in columns]) for path in paths if made[path]]
    rows.append(("all", [column.total() for column in columns]))
    lines = ["module            nudges  noticed  listed  survived"]
    return "\n".join([*lines, *("{:<16}{:>8}{:>9}{:>8}{:>10}".format(name, *numbers) for name, numbers in rows)])


def main(arguments: list[str]) -> int:
    """Try every nudge; print those that no test noticed, and the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("names", nargs="*", metavar="NAME")
    parser.add_argument("--workers", type=int, default=2)
    parser.add_argument("--only", default="", metavar="TEXT", help="nudges with this text in their name")
    given = parser.parse_args(arguments)
    paths = _paths(given.names)
    todo = [nudge for path in paths for nudge in nudges(path) if given.only in nudge.name]
    os.chdir(ROOT)
    settings.register_profile(PROFILE, deadline=None, derandomize=True, database=None)
    if os.waitstatus_to_exitcode(os.waitpid(_started(None), 0)[1]):
        print("The tests fail without any nudge.")
        return 1
    silent = []
    for number, (nudge, was_noticed) in enumerate(tried(todo, given.workers), 1):
        if number % 25 == 0:
            print(f"{number} of {len(todo)}", file=sys.stderr, flush=True)
        if not was_noticed:
            silent.append(nudge)
            print(f"survives: {nudge.name} ({SURVIVORS.get(nudge.name, 'no reason listed')})", flush=True)
    print(_table(paths, todo, silent))
    return 1 if any(nudge.name not in SURVIVORS for nudge in silent) else 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
