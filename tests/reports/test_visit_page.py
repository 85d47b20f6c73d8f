"""The page itself: tagged PDF/UA on exactly one sheet, each slot at its height, and honest about what it dropped."""

from __future__ import annotations

import io
from collections.abc import Iterable, Iterator
from dataclasses import fields, replace
from datetime import date, timedelta
from typing import Any

import pikepdf
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from journal.charts.chart import Chart
from journal.domain.record import Record
from journal.domain.symptoms import TrackedSymptom
from journal.domain.treatment import Cycle, CycleState, TreatmentLine
from journal.domain.visits import Appointment, HospitalStay, Question, TeamCall
from journal.reports import drawings
from journal.reports import visit_page as pages
from journal.reports.papers import PAPERS
from journal.reports.typesetting import Printed, Untypeset
from journal.reports.visit_content import visit_content
from journal.reports.visit_page import page_values, visit_in_large_print, visit_page
from journal.store.journal import Journal
from journal.store.tables import TABLES
from journal.text import language
from tests.records import records
from tests.reports.conftest import Written
from tests.reports.journals import NOW, TODAY, emptiest, fullest, levels, usual

JOURNALS = {"emptiest": emptiest, "usual": usual, "fullest": fullest}
every_paper = pytest.mark.parametrize("paper", PAPERS)
every_journal = pytest.mark.parametrize("kind", JOURNALS)


def page(journal: Journal, paper: str = "a4", ask: str = "") -> Printed:
    return visit_page(visit_content(journal, TODAY, now=NOW), PAPERS[paper], ask)


def opened(pdf: bytes) -> pikepdf.Pdf:
    return pikepdf.open(io.BytesIO(pdf))


def elements(pdf: pikepdf.Pdf) -> Iterator[Any]:
    """Yield the structure elements in reading order."""

    def below(node: Any) -> Iterator[Any]:
        kids = node.get("/K")
        for kid in kids if isinstance(kids, pikepdf.Array) else [kids]:
            if isinstance(kid, pikepdf.Dictionary) and "/S" in kid:
                yield kid
                yield from below(kid)

    yield from below(pdf.Root.StructTreeRoot)


@every_paper
@every_journal
def test_it_is_tagged_pdf_on_exactly_one_sheet(written: Written, kind: str, paper: str) -> None:
    pdf = opened(page(written(JOURNALS[kind]()), paper).pdf)
    assert len(pdf.pages) == 1
    size = [float(side) / 72 * 25.4 for side in pdf.pages[0].mediabox]
    assert size[2:] == pytest.approx([PAPERS[paper].width, PAPERS[paper].height], abs=0.1)
    assert pdf.Root.MarkInfo.Marked
    assert str(pdf.Root.Lang).lower() == "en-gb"
    assert pdf.Root.ViewerPreferences.DisplayDocTitle
    with pdf.open_metadata() as said:
        assert said["pdfuaid:part"] == "1"
        assert said["dc:title"].startswith("Visit summary: ")
    kinds = [str(element.S) for element in elements(pdf)]
    assert kinds.count("/H1") == 1
    assert kinds.count("/H2") == 6
    assert kinds.count("/TH") == 4
    figures = [element for element in elements(pdf) if element.S == "/Figure"]
    assert len(figures) == {"emptiest": 0, "usual": 5, "fullest": 5}[kind]
    assert all(str(figure.Alt).strip() for figure in figures)


@every_journal
def test_every_typeface_is_embedded_and_ours(written: Written, kind: str) -> None:
    pdf = opened(page(written(JOURNALS[kind]())).pdf)
    fonts = [thing for thing in pdf.objects if isinstance(thing, pikepdf.Dictionary) and thing.get("/FontDescriptor")]
    assert fonts
    for font in fonts:
        assert "/FontFile2" in font.FontDescriptor or "/FontFile3" in font.FontDescriptor
        assert "Atkinson" in str(font.BaseFont) or "NotoSans" in str(font.BaseFont)


@every_paper
def test_every_slot_stands_at_its_height_whatever_the_journal_holds(written: Written, paper: str) -> None:
    tops: dict[str, dict[str, float]] = {}
    for kind, make in JOURNALS.items():
        told = page(written(make()), paper, "slot").told
        tops[kind] = {entry["slot"]: entry["y"] for entry in told}
        assert list(tops[kind]) == ["who", "since", "symptoms", "blood", "marker", "scans", "questions", "foot"]
    grid = PAPERS[paper]
    for places in tops.values():
        assert places["who"] == pytest.approx(grid.top, abs=0.01)
        assert places["symptoms"] - places["since"] == pytest.approx(grid.since, abs=0.01)
        assert places["blood"] == places["symptoms"]
        assert places["marker"] - places["symptoms"] == pytest.approx(grid.symptoms, abs=0.01)
        assert places["scans"] == places["marker"]
        assert places["questions"] - places["marker"] == pytest.approx(grid.charts, abs=0.01)
        assert places["foot"] == pytest.approx(grid.height - grid.bottom - grid.foot, abs=0.01)


@every_paper
def test_what_is_left_out_adds_up(written: Written, paper: str) -> None:
    content = visit_content(written(fullest()), TODAY, now=NOW)
    (told,) = visit_page(content, PAPERS[paper], "left-out").told
    assert told["texts"] == 0
    assert told["changes"] in content.since_last_visit.changes.left
    assert 0 < told["changes"] < sum(change.records for change in content.since_last_visit.changes.items)
    assert 0 < told["symptoms"] < len(content.symptoms.others.items)
    assert 0 < told["questions"] <= len(content.questions.open.items) - 3


def test_nothing_is_left_out_of_a_usual_journal(written: Written) -> None:
    for paper in PAPERS:
        (told,) = page(written(usual()), paper, "left-out").told
        assert told == {"changes": 0, "symptoms": 0, "questions": 0, "texts": 0}


def left_out(written: Written, more: Iterable[Record], paper: str = "a4") -> dict[str, int]:
    told: dict[str, int] = page(written([*usual(), *more]), paper, "left-out").told[0]
    return told


def test_changes_give_way_from_the_least_serious_kind(written: Written) -> None:
    stays = [
        HospitalStay(happened_on=date(2026, 11, day), ended_on=date(2026, 11, day + 1), reason=f"reason {day}")
        for day in (1, 3, 5, 7)
    ]
    # Four more stays leave room for five stays and the notice: calls, the dose and the medicine make way.
    assert left_out(written, stays)["changes"] == 2 + 1 + 1
    assert left_out(written, stays[:1])["changes"] == 0


@pytest.mark.parametrize(("asked", "dropped"), [(1, 0), (3, 0), (5, 0), (40, 34), (200, 194)])
def test_questions_beyond_what_fits_are_counted(written: Written, asked: int, dropped: int) -> None:
    questions = [Question(happened_on=TODAY, text=f"Question {n}?", position=n) for n in range(asked)]
    told = page(written(questions), "a4", "left-out").told[0]
    assert told["questions"] == pytest.approx(dropped, abs=3 if dropped else 0)


def test_three_long_questions_always_stand_on_the_page(written: Written) -> None:
    asked = [Question(happened_on=TODAY, text="What would that mean for me? " * 8, position=n) for n in range(6)]
    long_head = Appointment(happened_on=TODAY, what_for="Clinic", main_point="I cannot sleep at night. " * 30)
    for paper in PAPERS:
        told = page(written([*fullest(), *asked, long_head]), paper, "left-out").told[0]
        assert told["questions"] <= 6 + 8 - 3
    told = page(written([*asked, long_head]), "letter", "left-out").told[0]
    assert told["questions"] <= 3
    assert told["texts"] >= 1  # the main point ends in "…", and the foot says so


def test_hundreds_of_everything_still_make_one_page(written: Written) -> None:
    crowd: list[Record] = []
    for number in range(300):
        on = TODAY - timedelta(number % 20)
        crowd += [
            TeamCall(happened_on=on, reason=f"reason {number}"),
            HospitalStay(happened_on=on, ended_on=on, reason=f"reason {number}"),
            TrackedSymptom(happened_on=on, symptom=f"own {number}", name=f"Own symptom {number}"),
            *levels(f"own {number}", on, "123", "Anna"),
        ]
    printed = page(written([*fullest(), *crowd]), "letter", "left-out")
    assert len(opened(printed.pdf).pages) == 1
    # 300 stays and calls, and the nine changes of before: all but the five or six lines that stand there
    assert printed.told[0]["changes"] > 590
    assert printed.told[0]["symptoms"] > 280


@pytest.mark.parametrize(
    "text",
    [
        "W" * 3_000,
        "i " * 3_000,
        "🙂" * 500,
        "王" * 500,
        "z" + "\u0301" * 900,
        "#set page(height: 1cm) \\ $ * _ <left-out> @x `",
        "\u202e\u2066" * 300 + "turned",
        "a\n\n\n\tb\x00\x07\ufffe\ud7ff",
        "ﷺ" * 80,
        "ﬃ½①" * 60,
        "supercalifragilistic-" * 90,
    ],
    ids=lambda text: repr(text[:6]),
)
def test_no_text_stops_or_stretches_the_page(written: Written, text: str) -> None:
    journal = written(_everywhere(text))
    for paper in PAPERS:
        pdf = opened(page(journal, paper).pdf)
        assert len(pdf.pages) == 1


def _everywhere(text: str) -> list[Record]:
    """Return the fullest journal with *text* in every field that a person types."""
    return [_with_text(record, text) for record in fullest()]


def _with_text(record: Record, text: str) -> Record:
    own = {"id", "origin", "symptom", "analyte", "cancer", "regimen", "rule"}
    typed: dict[str, Any] = {
        name: text
        for name, value in vars(record).items()
        if type(value) is str and name not in own and not name.endswith("_id")
    }
    return replace(record, **typed)


@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.data())
def test_any_text_in_every_field_gives_one_page(
    written: Written, monkeypatch: pytest.MonkeyPatch, data: st.DataObject
) -> None:
    monkeypatch.setattr(pages, "_picture", lambda chart, place: pages.NO_PICTURE)  # charts have tests of theirs
    anything = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\x00"), max_size=80)
    text = data.draw(st.one_of(anything, anything.map(lambda part: part * 40)))
    content = visit_content(written(_everywhere(text)), TODAY, now=NOW)
    assert len(opened(visit_page(content, PAPERS["letter"]).pdf).pages) == 1


PARENTLESS = [kept.kind for kept in TABLES if not kept.parents]
KNOWN = {"symptom": st.sampled_from(["nausea", "own"]), "analyte": st.sampled_from(["neutrophils", "cea", "weight"])}


def any_record(kind: type[Record]) -> st.SearchStrategy[Record]:
    known = {name: values for name, values in KNOWN.items() if name in {field.name for field in fields(kind)}}
    near = st.dates(TODAY - timedelta(60), TODAY + timedelta(30))
    return records(kind, happened_on=near, **known)


@settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))
@given(drawn=st.lists(st.one_of([any_record(kind) for kind in PARENTLESS]), max_size=40, unique_by=lambda r: r.id))
def test_any_records_give_one_page(written: Written, monkeypatch: pytest.MonkeyPatch, drawn: list[Record]) -> None:
    monkeypatch.setattr(pages, "_picture", lambda chart, place: pages.NO_PICTURE)
    line = TreatmentLine(happened_on=TODAY - timedelta(50), name="FOLFOX")
    cycle = Cycle(happened_on=TODAY - timedelta(9), line_id=line.id, number=3, state=CycleState.GIVEN)
    content = visit_content(written([line, cycle, *drawn]), TODAY, now=NOW)
    assert len(opened(visit_page(content, PAPERS["a4"]).pdf).pages) == 1


def test_what_a_screen_reader_is_told_needs_no_mending(written: Written) -> None:
    # Where a glyph stands for other letters in two places, one of them is wrapped in its own text; some readers of
    # the tagged text stop there.
    pdf = opened(page(written(fullest())).pdf)
    contents = pdf.pages[0].Contents
    streams = contents if isinstance(contents, pikepdf.Array) else [contents]
    assert b"ActualText" not in b"".join(stream.read_bytes() for stream in streams)


def test_a_page_written_from_right_to_left_is_mirrored(written: Written) -> None:
    journal = written(fullest())
    language.set_language("qps-rtl")
    for paper in PAPERS:
        pdf = opened(page(journal, paper).pdf)
        assert len(pdf.pages) == 1
    values = page_values(visit_content(journal, TODAY, now=NOW), PAPERS["a4"])
    assert "\u2066" not in values["pictures"]["marker"]["svg"]


def test_a_character_without_a_glyph_would_be_an_error(monkeypatch: pytest.MonkeyPatch, written: Written) -> None:
    content = visit_content(written(()), TODAY, now=NOW)
    unchecked = replace(content, title="王")
    assert visit_page(unchecked, PAPERS["a4"]).pdf  # named on the way to the page
    monkeypatch.setattr("journal.reports.typesetting.printable", lambda text, _known: text)
    who = replace(content.who, name="Secret 王")
    with pytest.raises(Untypeset) as caught:
        visit_page(replace(content, who=who), PAPERS["a4"])
    assert "王" not in str(caught.value)  # nothing of the journal may end up in a log
    assert "Secret" not in str(caught.value)


@every_paper
@every_journal
def test_large_print_is_tagged_and_flows_over_a_few_sheets(written: Written, kind: str, paper: str) -> None:
    content = visit_content(written(JOURNALS[kind]()), TODAY, now=NOW)
    pdf = opened(visit_in_large_print(content, PAPERS[paper]).pdf)
    assert 2 <= len(pdf.pages) <= 9
    kinds = [str(element.S) for element in elements(pdf)]
    assert (kinds.count("/H1"), kinds.count("/H2"), kinds.count("/TH")) == (1, 6, 4)
    figures = [element for element in elements(pdf) if element.S == "/Figure"]
    assert all(str(figure.Alt).strip() for figure in figures)
    with pdf.open_metadata() as said:
        assert said["pdfuaid:part"] == "1"


def test_no_text_stops_the_large_print(written: Written) -> None:
    for text in ("W" * 3_000, "🙂王\x07" * 100, "no end " * 400):
        content = visit_content(written(_everywhere(text)), TODAY, now=NOW)
        assert visit_in_large_print(content, PAPERS["letter"]).pdf.startswith(b"%PDF")


def test_the_same_content_gives_the_same_bytes(written: Written) -> None:
    content = visit_content(written(usual()), TODAY, now=NOW)
    assert visit_page(content, PAPERS["a4"]).pdf == visit_page(content, PAPERS["a4"]).pdf


def test_the_moment_it_is_made_at_may_be_any(written: Written) -> None:
    journal = written(usual())
    exactly = visit_content(journal, TODAY, now=NOW.replace(microsecond=123_456))
    assert visit_page(exactly, PAPERS["a4"]).pdf == page(journal).pdf


def test_only_a_chart_that_changed_is_drawn_again(written: Written, monkeypatch: pytest.MonkeyPatch) -> None:
    journal = written(usual())
    page(journal)
    drawn: list[object] = []
    draw = drawings._drawn

    def noted(chart: Chart, place: drawings.Place) -> str:
        drawn.append(chart)
        return draw(chart, place)

    monkeypatch.setattr(drawings, "_drawn", noted)
    page(journal)
    assert drawn == []
    with journal.change("A worse day") as draft:
        draft.save_all(levels("diarrhea", TODAY, "4", "Anna"))
    page(journal)
    assert len(drawn) == 1
    language.set_language("qps")
    page(journal)
    assert len(drawn) == 6  # the same charts in other words
