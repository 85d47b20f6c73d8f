"""Nudges every threshold and comparison of the response rules, one at a time, and shows that a test fails for each.

Run as `python -m tests.mutation [MODULE ...] [--workers N]`: all of journal/rules/response, or the named modules.  Each
nudge is made in a copy of the project.  It ends with 1 where a nudge survives that is not listed with its reason below.
"""

from __future__ import annotations

import argparse
import ast
import copy
import os
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from queue import Queue
from typing import Final

ROOT: Final = Path(__file__).parents[1]
RULES: Final = ROOT / "journal" / "rules" / "response"
TESTS: Final = "tests/rules/response"
SECONDS: Final = 600  # a nudge that makes a test run for ever is noticed, too

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
}
# Nudges that change no answer, and why.  Line numbers move, so each is known by its module, function and wording.
_BY_THE_QUARTER: Final = "from 50 g/L on, the quarter that is asked for as well (12.5 g/L) is more than these 10 g/L"
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
    "gcig_ca125._Series.__init__: value.on >= course.started_on": "the baseline is never growth from itself",
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
    """One change: what it is called, and the module's text with it."""

    name: str
    module: str
    text: str


def nudges(path: Path) -> Iterator[Nudge]:
    """Go through every change of one module."""
    tree = ast.parse(path.read_text("utf-8"))
    for node in tree.body:
        if isinstance(node, ast.AnnAssign) and isinstance(node.target, ast.Name) and node.target.id.isupper():
            for number in _numbers(node.value):
                for step in (-1, 1):
                    changed, text = _with_number(tree, number, step)
                    yield Nudge(f"{path.stem}: {node.target.id} = {changed}", path.stem, text)
    for place, (where, compared) in enumerate(_comparisons(tree)):
        for index, operator in enumerate(compared.ops):
            other = copy.deepcopy(tree)
            twin = list(_comparisons(other))[place][1]
            twin.ops[index] = OPPOSITES[type(operator)]()
            yield Nudge(f"{path.stem}.{where}: {ast.unparse(twin)}", path.stem, ast.unparse(other))


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


def is_noticed(nudge: Nudge, copied: Path) -> bool:
    """Say whether a test fails with the change."""
    target = copied / "journal" / "rules" / "response" / f"{nudge.module}.py"
    before = target.read_text("utf-8")
    target.write_text(nudge.text, "utf-8")
    own = f"{TESTS}/{FIRST.get(nudge.module, f'test_{nudge.module}')}.py"
    # A module without a test file of its own is asked of all at once: a file that is missing would fail by itself.
    asked = [*([[own]] if (copied / own).exists() else []), [TESTS, "tests/actions/test_conformance.py"]]
    try:
        return any(_fails(copied, tests) for tests in asked)
    finally:
        target.write_text(before, "utf-8")


def _fails(copied: Path, tests: list[str]) -> bool:
    # One file may be rewritten twice within a second: nothing compiled may be kept.
    environment = {**os.environ, "PYTHONDONTWRITEBYTECODE": "1"}
    command = [sys.executable, "-m", "pytest", "-x", "-q", "-p", "no:xdist", "-p", "no:cacheprovider", *tests]
    try:
        done = subprocess.run(command, cwd=copied, env=environment, capture_output=True, timeout=SECONDS, check=False)
    except subprocess.TimeoutExpired:
        print(
            f"stopped after {SECONDS} s: {' '.join(tests)}", file=sys.stderr, flush=True
        )  # for ever, or a busy computer
        return True
    return done.returncode != 0


def _copied(folder: Path) -> Path:
    for name in ("journal", "tests"):
        shutil.copytree(ROOT / name, folder / name, ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copy(ROOT / "pyproject.toml", folder)
    (folder / "resources").symlink_to(ROOT / "resources")
    return folder


def main(arguments: list[str]) -> int:
    """Try every nudge; print those that no test noticed."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("modules", nargs="*", metavar="MODULE")
    parser.add_argument("--workers", type=int, default=2)
    parser.add_argument("--only", default="", metavar="TEXT", help="nudges with this text in their name")
    given = parser.parse_args(arguments)
    paths = [RULES / f"{name}.py" for name in given.modules] or sorted(RULES.glob("[!_]*.py"))
    todo = [nudge for path in paths for nudge in nudges(path) if given.only in nudge.name]
    with tempfile.TemporaryDirectory() as scratch:
        copies: Queue[Path] = Queue()
        for number in range(given.workers):
            copies.put(_copied(Path(scratch, str(number))))
        if _fails(copies.queue[0], [TESTS]):
            print("The tests fail without any nudge.")
            return 1

        def tried(nudge: Nudge) -> bool:
            copied = copies.get()
            try:
                return is_noticed(nudge, copied)
            finally:
                copies.put(copied)

        with ThreadPoolExecutor(given.workers) as pool:
            silent = []
            for nudge, was_noticed in zip(todo, pool.map(tried, todo), strict=True):
                if not was_noticed:
                    silent.append(nudge.name)
                    print(f"survives: {nudge.name} ({SURVIVORS.get(nudge.name, 'no reason listed')})", flush=True)
    print(f"{len(todo) - len(silent)} of {len(todo)} nudges were noticed; {len(silent)} survive.")
    return 1 if set(silent) - set(SURVIVORS) else 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
