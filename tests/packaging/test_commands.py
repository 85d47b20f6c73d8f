"""What the two commands do with their arguments, their answer and the folder they are called from."""

from __future__ import annotations

import importlib
import os
import subprocess
import sys
from pathlib import Path
from types import ModuleType

import pytest

from tests.packaging.places import PACKAGING

posix_only = pytest.mark.skipif(sys.platform == "win32", reason="stands in for the interpreter with a shell script")

# Says what it was started with, and answers with an exit code of its own.
STAND_IN = '#!/bin/sh\nprintf "%s\\n" "$PWD" "$@"\ncat\nexit 7\n'


@pytest.fixture
def checkout(setting_up: ModuleType, tmp_path: Path) -> Path:
    """Return a made-up checkout, set up already, in a folder that is hard to name."""
    root = tmp_path / "my jöurnal – 日"
    (root / "packaging").mkdir(parents=True)
    for source in ("environment.py", "floor.py", "run.py", "test.py"):
        (root / "packaging" / source).write_bytes((PACKAGING / source).read_bytes())
    place = setting_up.Environment(root)
    place.python.parent.mkdir(parents=True)
    place.python.write_text(STAND_IN, "utf-8")
    place.python.chmod(0o755)
    for name in (setting_up.RUN, setting_up.TEST):
        place.pins(name).write_text("made-up==1\n", "utf-8")
        place.stamp(name).write_text(place.fingerprint(name), "ascii")
    return root


def start(checkout: Path, command: str, *arguments: str, said: str = "") -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, str(checkout / "packaging" / command), *arguments],
        cwd=checkout.parent,
        input=said,
        capture_output=True,
        encoding="utf-8",
        check=False,
        env={**os.environ, "PYTHONUTF8": "1"},
    )


@posix_only
def test_the_program_gets_arguments_input_and_folder_and_its_answer_comes_back(checkout: Path) -> None:
    done = start(checkout, "run.py", "add", "über all.journal", "CEA 5.4 ng/mL", "--x=", "", "-h", said="yes\n")
    arguments = ["add", "über all.journal", "CEA 5.4 ng/mL", "--x=", "", "-h"]
    assert done.stdout.split("\n") == [str(checkout.parent), "-P", "-m", "journal", *arguments, "yes", ""]
    assert (done.returncode, done.stderr) == (7, "")


@posix_only
def test_without_arguments_the_program_starts_too(checkout: Path) -> None:
    assert start(checkout, "run.py").stdout.split()[-3:] == ["-P", "-m", "journal"]


@posix_only
def test_arguments_go_to_pytest_alone(checkout: Path) -> None:
    done = start(checkout, "test.py", "tests/rules", "-k", "two words")
    assert done.stdout.split("\n")[1:] == ["-m", "pytest", "tests/rules", "-k", "two words", ""]
    assert done.returncode == 1
    assert done.stderr.splitlines()[-1] == "Not well: tests."


@posix_only
def test_without_arguments_all_is_checked_and_every_failure_named(checkout: Path) -> None:
    done = start(checkout, "test.py")
    assert [word for word in ("ruff", "format", "mypy", "pytest") if word not in done.stdout.split()] == []
    assert done.returncode == 1
    assert done.stderr.splitlines()[-1] == "Not well: style, layout, types, tests."


def test_an_old_python_is_turned_away_in_one_sentence(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.syspath_prepend(str(PACKAGING))
    monkeypatch.setattr(sys, "version_info", (3, 9, 2))
    monkeypatch.delitem(sys.modules, "floor", raising=False)
    with pytest.raises(SystemExit, match=r"needs Python 3\.11 or newer, and this is Python 3\.9"):
        importlib.import_module("floor")


def test_the_folder_packaging_does_not_hide_the_library_of_that_name() -> None:
    import packaging.version

    assert not Path(packaging.version.__file__).is_relative_to(PACKAGING)
