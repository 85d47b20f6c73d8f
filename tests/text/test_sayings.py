"""Every finding has a sentence, in plain words, through gettext, and with none of the words that promise or judge."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from fractions import Fraction
from pathlib import Path

import pytest

from journal.text import language
from journal.text.findings.every_saying import SAYINGS
from journal.text.sayings import say
from tests.text.findings import CODES, example
from tests.text.readability import grade, sentences

ROOT = Path(__file__).parents[2]
BANNED = re.compile(
    r"(this program|treatment journal|the app) (can |will )?(detect|predict|diagnos)"
    r"|safe to wait|you have (cancer|progress|stable|a )|you failed|patient failed|failed (the )?(treatment|chemo)"
    r"|months to live|survival (rate|chance)|you should (take|stop|start|change)",
    re.IGNORECASE,
)


@pytest.fixture(params=["qps", "qps-rtl"])
def pseudo(request: pytest.FixtureRequest) -> Iterator[str]:
    language.set_language(request.param)
    yield request.param
    language.set_language("en")


def test_every_finding_has_a_sentence() -> None:
    assert set(SAYINGS) == set(CODES)
    for code in CODES:
        assert say(example(code)).endswith((".", "”.")), code
        assert "?" not in say(example(code), long=True).replace("?”", ""), code


def test_findings_read_at_grade_six() -> None:
    pooled = " ".join(say(example(code), long=True) for code in CODES).replace("CEA", "it")
    assert grade(pooled) <= 6
    for sentence in sentences(pooled):
        assert len(sentence.split()) <= 20, sentence


def test_every_sentence_goes_through_the_catalogue(pseudo: str) -> None:
    for code in CODES:
        for long in (False, True):
            bare = say(example(code), long)
            while "⟦" in bare:
                bare = re.sub(r"⟦[^⟦⟧]*⟧", "", bare)
            assert not re.search(r"[a-z]{3}", bare), (code, bare)


def test_a_value_short_of_the_line_never_looks_like_the_line() -> None:
    short = replace(example("recist.overall.sd"), values={**example("recist.overall.sd").values})
    values = {**short.values, "from_baseline": Fraction(-29_98, 100_00)}
    assert "−29.98" in say(replace(short, values=values), long=True)


def test_reasons_are_said_with_the_answer() -> None:
    finding = replace(example("recist.overall.pd"), reasons=(example("recist.reason.new_lesion"),))
    assert "new spot" in say(finding, long=True)
    assert "new spot" not in say(finding)


def test_no_text_says_what_this_program_must_not_say() -> None:
    texts = [*ROOT.glob("*.md"), *ROOT.joinpath("journal").rglob("*.py"), *ROOT.joinpath("resources").rglob("*.md")]
    texts += [*ROOT.joinpath("resources").rglob("*.po"), *ROOT.joinpath("resources").rglob("*.typ")]
    assert len(texts) > 60
    for path in texts:
        found = BANNED.search(path.read_text("utf-8"))
        assert found is None, (path.name, found)
    assert BANNED.search("This program detects progression")
    assert BANNED.search("it is safe to wait")
