"""Everything that is shipped is named with its licence, and nothing is shipped that must not be."""

from __future__ import annotations

import re
from pathlib import Path

ROOT = Path(__file__).parents[2]
LISTED = ROOT / "resources" / "licences.md"
NAME = re.compile(r"^([a-z0-9-]+)==", re.MULTILINE)
ROW = re.compile(r"^\| ([a-z0-9-]+) \| (\S.*?) \|", re.MULTILINE)


def test_every_library_is_listed_with_its_licence() -> None:
    pinned = set(NAME.findall((ROOT / "packaging" / "requirements.txt").read_text("utf-8")))
    listed = {name for name, _licence in ROW.findall(LISTED.read_text("utf-8"))} - {"library"}
    assert pinned
    assert listed == pinned


def test_loinc_s_notice_is_shipped() -> None:
    text = " ".join(LISTED.read_text("utf-8").replace("\n> ", " ").split())
    assert "subject to a license from Regenstrief Institute, Inc." in text
    assert "LOINC® is a registered United States trademark" in text
    assert "LOINC" in (ROOT / "README.md").read_text("utf-8")


def test_no_table_that_needs_a_licence_is_shipped() -> None:
    for path in (ROOT / "resources" / "reference").iterdir():
        header = path.read_text("utf-8").splitlines()[0].lower()
        assert not re.search(r"meddra|snomed|rxnorm|llt|question", header), path.name
