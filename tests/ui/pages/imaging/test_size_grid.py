"""The grid of sizes as a model, without a window: what its cells show and say, and what typing brings."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from PySide6.QtCore import Qt

from journal.actions.scan_grid import scan_grid
from journal.actions.sizes import Said
from journal.domain.imaging import Lesion, LesionRole, LesionState, Measurement, NewLesion, Scan
from journal.text.sayings import say_problem
from journal.ui.pages.imaging.grid_model import Entered, NewSaid, SizeGrid
from journal.ui.pages.imaging.grid_rows import NEW_ROW, Kind
from journal.ui.widgets.tables import CELL

SCANS = (
    Scan(id="a", happened_on=date(2025, 12, 22), new_lesion=NewLesion.NO),
    Scan(id="b", happened_on=date(2026, 2, 18), new_lesion=NewLesion.NO),
    Scan(id="c", happened_on=date(2026, 4, 15)),
)
LESIONS = (
    Lesion(id="six", happened_on=SCANS[0].happened_on, name="Liver, segment 6"),
    Lesion(id="node", happened_on=SCANS[0].happened_on, name="Node near the aorta", is_node=True),
    Lesion(id="small", happened_on=SCANS[0].happened_on, name="Small spots", role=LesionRole.NON_TARGET),
)


def said(lesion: str, scan: str, text: str) -> Measurement:
    on = next(each.happened_on for each in SCANS if each.id == scan)
    known = {state.value: state for state in LesionState}
    if text in known:
        return Measurement(happened_on=on, scan_id=scan, lesion_id=lesion, state=known[text])
    return Measurement(happened_on=on, scan_id=scan, lesion_id=lesion, mm=Decimal(text))


SAID = (
    said("six", "a", "34"),
    said("six", "b", "31"),
    said("node", "a", "18"),
    said("node", "b", "16.5"),
    said("small", "a", "present"),
    said("small", "b", "not-assessed"),
    said("six", "c", "29"),
)


@pytest.fixture
def model() -> SizeGrid:
    grid = scan_grid(SCANS, LESIONS, SAID)
    model = SizeGrid()
    model.show_grid(grid, grid.groups)
    return model


def text(model: SizeGrid, row: str, scan: str) -> str:
    return str(model.place(row, scan).data())


def test_rows_stand_in_groups(model: SizeGrid) -> None:
    assert [(row.kind, row.title) for row in model.rows] == [
        (Kind.TITLE, "Measured spots"),
        (Kind.SPOT, "Liver, segment 6"),
        (Kind.SPOT, "Node near the aorta, short axis"),
        (Kind.SUM, "All together, mm"),
        (Kind.TITLE, "Seen but not measured"),
        (Kind.SPOT, "Small spots"),
        (Kind.NEW, "New spots"),
    ]


def test_columns_say_day_and_standing(model: SizeGrid) -> None:
    titles = [tuple(part.replace("\u00a0", " ") for part in model.column_title(column)) for column in range(3)]
    assert titles == [("22 Dec 2025", "start"), ("18 Feb 2026", "smallest sum"), ("15 Apr 2026", "last scan")]


def test_cells_show_sizes_words_and_gaps(model: SizeGrid) -> None:
    assert text(model, "six", "b") == "31"
    assert text(model, "node", "b") == "16.5"
    assert text(model, "sum", "a") == "52"
    assert text(model, "sum", "b") == "47.5"
    assert text(model, "small", "a") == "there"
    for row, scan, word in (("small", "b", "not looked at"), ("node", "c", "not noted"), ("sum", "c", "no sum")):
        cell = model.place(row, scan).data(CELL)
        assert (cell.text, cell.is_unknown) == (word, True)


def test_new_spots_are_not_asked_about_at_the_start(model: SizeGrid) -> None:
    assert [text(model, NEW_ROW, scan) for scan in "abc"] == ["", "none", "not said"]
    assert not model.is_writable(model.place(NEW_ROW, "a"))
    assert model.is_writable(model.place(NEW_ROW, "b"))


def test_a_cell_is_read_out_in_full(model: SizeGrid) -> None:
    def spoken(row: str, scan: str) -> str:
        return str(model.place(row, scan).data(Qt.ItemDataRole.AccessibleTextRole)).replace("\u00a0", " ")

    assert spoken("six", "b") == "Liver, segment 6, 18 February 2026: 31 mm"
    assert spoken("sum", "a") == "All together, mm, 22 December 2025: 52 mm"
    assert spoken("node", "c") == "Node near the aorta, short axis, 15 April 2026: not noted"
    assert spoken("small", "b") == "Small spots, 18 February 2026: not looked at"


def test_titles_and_sums_cannot_be_typed_into(model: SizeGrid) -> None:
    assert not model.flags(model.place("targets", "a")) & Qt.ItemFlag.ItemIsEnabled
    assert not model.flags(model.place("sum", "a")) & Qt.ItemFlag.ItemIsEditable
    assert model.flags(model.place("six", "a")) & Qt.ItemFlag.ItemIsEditable
    assert not model.setData(model.place("sum", "a"), "99")
    model.is_read_only = True
    assert not model.flags(model.place("six", "a")) & Qt.ItemFlag.ItemIsEditable


def test_typing_brings_what_is_to_be_written(model: SizeGrid) -> None:
    brought: list[object] = []
    model.entered.connect(brought.append)
    assert model.setData(model.place("node", "c"), "15,5")
    assert model.setData(model.place("six", "c"), "")
    assert model.setData(model.place(NEW_ROW, "c"), "n") is False  # none, or not said
    model.drop(model.waiting[NEW_ROW, "c"])
    assert model.setData(model.place(NEW_ROW, "c"), "none")
    first, second, third = brought
    assert isinstance(first, Entered)
    assert first.before is None
    assert first.said is not None
    assert (str(first.said.mm), first.said.printed) == ("15.5", "15,5")
    assert isinstance(second, Entered)
    assert (second.before, second.said) == (SAID[-1], None)
    assert isinstance(third, NewSaid)
    assert third.new_lesion is NewLesion.NO


def test_the_same_again_writes_nothing(model: SizeGrid) -> None:
    brought: list[object] = []
    model.entered.connect(brought.append)
    assert model.setData(model.place("six", "b"), "31")
    assert model.setData(model.place("node", "c"), "")
    assert brought == []


def test_centimetres_wait_for_an_answer_and_stay_as_typed(model: SizeGrid) -> None:
    brought: list[object] = []
    model.entered.connect(brought.append)
    assert not model.setData(model.place("node", "c"), "1.6")
    waiting = model.waiting["node", "c"]
    assert brought == []
    assert "Is 1.6 in millimetres? Another scan says 16.5 mm." in say_problem(waiting.problem)
    assert text(model, "node", "c") == "1.6"
    assert model.place("node", "c").data(Qt.ItemDataRole.EditRole) == "1.6"
    assert waiting.asked is not None
    model.take(waiting.row, waiting.scan, waiting.asked.instead)
    assert isinstance(brought[0], Entered)
    assert brought[0].said == Said(LesionState.MEASURED, Decimal(16), "1.6")
    assert model.waiting == {}


def test_what_cannot_be_read_waits_until_it_is_left(model: SizeGrid) -> None:
    assert not model.setData(model.place("six", "c"), "about 20")
    assert text(model, "six", "c") == "about 20"
    model.drop(model.waiting["six", "c"])
    assert text(model, "six", "c") == "29"


def test_where_new_spots_have_sizes_they_decide(model: SizeGrid) -> None:
    fresh = Lesion(id="fresh", happened_on=SCANS[1].happened_on, name="Segment 4", role=LesionRole.NEW)
    grid = scan_grid(SCANS, [*LESIONS, fresh], [*SAID, said("fresh", "b", "12")])
    model.show_grid(grid, grid.groups)
    assert text(model, NEW_ROW, "b") == "yes"
    assert not model.setData(model.place(NEW_ROW, "b"), "doubtful")
    assert "stands below" in say_problem(model.waiting[NEW_ROW, "b"].problem)


def test_a_change_of_a_size_keeps_rows_and_columns(model: SizeGrid) -> None:
    changed = scan_grid(SCANS, LESIONS, [*SAID[:-1], said("six", "c", "30")])
    assert model.show_grid(changed, changed.groups) is False
    assert text(model, "six", "c") == "30"
    more = scan_grid(SCANS[:2], LESIONS, SAID[:-1])
    assert model.show_grid(more, more.groups) is True


def test_a_spot_of_one_name_keeps_its_row_over_a_new_start() -> None:
    scans = [Scan(id=key, happened_on=date(2026, month, 1), is_baseline=True) for key, month in (("x", 1), ("y", 5))]
    lesions = [Lesion(id=key, happened_on=scans[0].happened_on, name="Liver") for key in ("one", "two", "three")]
    sizes = [
        Measurement(happened_on=scan.happened_on, scan_id=scan.id, lesion_id=lesion.id, mm=Decimal(size))
        for lesion, scan, size in zip(lesions, (scans[0], scans[1], scans[1]), ("20", "15", "9"), strict=True)
    ]
    grid = scan_grid(scans, lesions, sizes)
    model = SizeGrid()
    model.show_grid(grid, grid.groups)
    spots = [row for row in model.rows if row.kind is Kind.SPOT]
    assert [[lesion.id for lesion in row.lesions] for row in spots] in (
        [["one", "two"], ["three"]],
        [["one", "three"], ["two"]],
    )
    found = model.lesion_at(spots[0], scans[0])
    assert found is not None
    assert found.id == "one"
    assert text(model, "one", "x") == "20"
    assert {text(model, "one", "y"), text(model, spots[1].key, "y")} == {"15", "9"}
