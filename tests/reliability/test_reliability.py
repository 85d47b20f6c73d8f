"""The short form of every experiment: the same commands that print the figures, run less often."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from tests.reliability.experiments import EXPERIMENTS

ROOT = Path(__file__).parents[2]


@pytest.mark.skipif(sys.platform == "win32", reason="the experiments fork")
@pytest.mark.parametrize("name", [experiment.name for experiment in EXPERIMENTS if experiment.short_runs])
def test_the_figure_is_reached(name: str) -> None:
    ran = subprocess.run(
        [sys.executable, "-m", "tests.reliability", "--short", name],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
        timeout=300,
    )
    assert ran.returncode == 0, ran.stdout + ran.stderr
    assert f"{name:<18} " in ran.stdout
