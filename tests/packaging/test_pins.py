"""Every library is pinned with its hashes, both files agree, and nothing says where somebody fetches them from."""

from __future__ import annotations

import re
import shutil
import subprocess
import tomllib
from pathlib import Path

import pytest

from tests.packaging.places import PACKAGING, ROOT

RUN = PACKAGING / "requirements.txt"
TEST = PACKAGING / "requirements-test.txt"
# In parts, because this file is one of those that are searched.
REGISTRIES = re.compile(
    "|".join(("py" + r"pi\.org", "python" + r"hosted\.", "debian" + r"\.org", "index" + "-url")), re.I
)


def pins(path: Path) -> dict[str, tuple[str, ...]]:
    """Return the hashes of each pinned library, by its line without them: name, version, and where it applies."""
    logical = re.sub(r"\\\n", " ", path.read_text("utf-8")).splitlines()
    lines = [line for line in logical if line.strip() and not line.lstrip().startswith("#")]
    return {line.split("--hash")[0].strip(): tuple(re.findall(r"--hash=sha256:[0-9a-f]{64}\b", line)) for line in lines}


@pytest.mark.parametrize("path", [RUN, TEST], ids=lambda path: path.stem)
def test_every_library_is_pinned_with_hashes(path: Path) -> None:
    found = pins(path)
    assert len(found) > 20
    assert [line for line in found if not re.match(r"[a-z0-9][a-z0-9._-]*==[^=<>~\s]+( ; .+)?$", line)] == []
    assert [line for line, hashes in found.items() if not hashes] == []


def test_the_test_libraries_join_those_of_the_program_unchanged() -> None:
    run, test = (_by_version(pins(path)) for path in (RUN, TEST))
    assert {line: test.get(line) for line in run} == run


def _by_version(found: dict[str, tuple[str, ...]]) -> dict[str, tuple[str, ...]]:
    """Leave out where each applies: a test library may need one on further Pythons as well."""
    return {line.partition(" ;")[0]: hashes for line, hashes in found.items()}


@pytest.mark.parametrize(
    ("path", "group"), [(RUN, None), (TEST, "test")], ids=lambda value: getattr(value, "stem", None)
)
def test_what_the_project_names_is_pinned(path: Path, group: str | None) -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    wanted = [*project["dependencies"], *(project["optional-dependencies"][group] if group else ())]
    pinned = {line.partition("==")[0] for line in pins(path)}
    named = {re.split(r"[^A-Za-z0-9._-]", entry, maxsplit=1)[0].lower().replace("_", "-") for entry in wanted}
    assert named - pinned == set()


def test_no_tracked_file_names_a_registry() -> None:
    if shutil.which("git") is None or not (ROOT / ".git").exists():
        pytest.skip("this is not a git checkout")
    listed = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, text=True, check=True).stdout
    tracked = [ROOT / name for name in listed.split("\0") if name]
    naming = [p for p in tracked if p.is_file() and REGISTRIES.search(p.read_text("utf-8", errors="replace"))]
    assert naming == []
