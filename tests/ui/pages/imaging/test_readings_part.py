"""What a scan says beside sizes, on the page Scans: typed, chosen, taken back, refused, answered and folded."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QPushButton, QWidget

from journal.domain.imaging import Modality, NewLesion, Response, Scan
from journal.domain.patient import Patient
from journal.domain.scan_readings import ReadingRule, ScanReading
from journal.domain.treatment import TreatmentLine
from journal.settings import Settings
from journal.store.opening import create
from journal.ui.desk import Desk
from journal.ui.pages.imaging.named_spots import SpotLine
from journal.ui.pages.imaging.page import ScansPage
from journal.ui.pages.imaging.readings_part import RuleSection
from journal.ui.pages.imaging.scan_card import ScanCard
from journal.ui.unkept import unkept_in
from journal.ui.widgets.fields import ChoiceField, TextField
from tests.ui.seeing import cut_off, nameless, sideways

New = Callable[..., Desk]
FIRST = Scan(happened_on=date(2026, 5, 20), modality=Modality.PET_CT, is_baseline=True, new_lesion=NewLesion.NO)
LATER = Scan(happened_on=date(2026, 8, 20), modality=Modality.PET_CT, new_lesion=NewLesion.NO, called=Response.PR)


def settle() -> None:
    for _ in range(4):
        QApplication.processEvents()


def words_of(widget: QWidget) -> str:
    found = [label.text() for label in widget.findChildren(QLabel) if label.isVisible()]
    return "\n".join(found).replace("\u00a0", " ")


@pytest.fixture
def opened(new_desk: New, tmp_path: Path) -> Callable[..., ScansPage]:
    """Return the page of somebody with that kind of cancer, results kept open."""

    def turn_to(cancer: str = "lymphoma", settings: Settings | None = None) -> ScansPage:
        path = tmp_path / "anna.journal"
        with create(path, author="Anna") as journal, journal.change("Written") as draft:
            draft.save(Patient(happened_on=FIRST.happened_on, name="Anna", cancer=cancer))
            draft.save(TreatmentLine(happened_on=date(2026, 6, 1), name="R-CHOP", number=1))
            draft.save_all([FIRST, LATER])
        desk = new_desk(path, settings or Settings(theme="light", keep_results_open=True))
        assert desk.view is not None
        desk.view.go_to("imaging")
        settle()
        page = desk.view.page
        assert isinstance(page, ScansPage)
        return page

    return turn_to


@pytest.fixture
def page(opened: Callable[..., ScansPage]) -> ScansPage:
    return opened()


def section(page: ScansPage, rule: ReadingRule = ReadingRule.LUGANO, scan: Scan = LATER) -> RuleSection:
    """Open the card of *scan* and return what is asked for *rule*."""
    page._open_readings(scan)
    settle()
    assert isinstance(page.open_card, ScanCard)
    return page.open_card.readings.sections[rule]


def enter(field: ChoiceField | TextField, text: str) -> None:
    """Type into a field and press Enter, as on a keyboard."""
    assert isinstance(field, TextField)
    field.setFocus()
    field.selectAll()
    QTest.keyClicks(field, text) if text else QTest.keyClick(field, Qt.Key.Key_Delete)
    QTest.keyClick(field, Qt.Key.Key_Return)
    settle()


def choose(field: ChoiceField | TextField, words: str) -> None:
    assert isinstance(field, ChoiceField)
    place = field.findText(words)
    assert place >= 0, [field.itemText(at) for at in range(field.count())]
    field.setCurrentIndex(place)
    field.activated.emit(place)
    settle()


def kept(page: ScansPage, **fields: object) -> list[ScanReading]:
    return page.live.read.all(ScanReading, **fields)


def read(page: ScansPage) -> str:
    """Return what the card says of the last scan."""
    settle()
    return words_of(page.result)


# The score


def test_a_score_is_typed_kept_and_answered(page: ScansPage) -> None:
    part = section(page)
    assert part.fields["deauville"].hasFocus()
    enter(part.fields["deauville"], "DS 2")
    (reading,) = kept(page)
    assert (reading.word, reading.printed, reading.scan_id) == ("2", "DS 2", LATER.id)
    said = read(page)
    assert "Complete metabolic response: why" in said
    assert "The report gives a score of 2." in said
    assert "The two differ." in said  # the report calls it partial
    assert "Source: Cheson 2014" in said
    assert "Which of the two counts, and why?" in words_of(page.ask)
    assert page.live.undo_label.replace("\u00a0", " ") == "Score (Deauville), scan of 20 August 2026"
    page.live.undo()
    settle()
    assert kept(page) == []
    assert part.fields["deauville"].text() == ""  # type: ignore[union-attr]
    assert "metabolic" not in read(page)
    page.live.redo()
    settle()
    assert part.fields["deauville"].text() == "DS 2"  # type: ignore[union-attr]


def test_a_score_of_three_can_be_read_another_way(page: ScansPage) -> None:
    part = section(page)
    enter(part.fields["deauville"], "3")
    choose(part.fields["uptake"], "less")
    said = read(page)
    assert "Complete metabolic response: why" in said
    other = "Read that way, the answer would be: partial metabolic response.\nDoctors’ groups do not agree on this."
    assert other in said
    assert "Source: Cheson 2014 (Lugano), table 3, read second-hand.\nSource: Cheson 2014 (Lugano), on trials" in said
    enter(part.fields["deauville"], "2")
    assert "Complete metabolic response: why" in read(page)
    assert "Read another way" not in read(page)


def test_a_score_that_cannot_be_stays_with_one_sentence_and_nothing_is_written(page: ScansPage) -> None:
    part = section(page)
    before = page.live.undo_label
    enter(part.fields["deauville"], "6")
    assert part.rows["deauville"].mistake == "The score is a number from 1 to 5, or an X. Check the report."
    assert part.fields["deauville"].text() == "6"  # type: ignore[union-attr]
    assert (kept(page), page.live.undo_label) == ([], before)
    enter(part.fields["deauville"], "5")
    assert part.rows["deauville"].mistake == ""
    assert kept(page)[0].word == "5"


def test_what_is_missing_is_named_and_chosen(page: ScansPage) -> None:
    part = section(page)
    enter(part.fields["deauville"], "4")
    said = read(page)
    assert "Not evaluable: why" in said
    assert "What is missing" in said
    choose(part.fields["uptake"], "less")
    said = read(page)
    assert "Partial metabolic response: why" in said
    assert "Both say the same." in said
    choose(part.fields["uptake"], "not written down")
    assert "Not evaluable: why" in read(page)
    assert len(kept(page)) == 1


def test_deleting_with_undo(page: ScansPage) -> None:
    part = section(page)
    enter(part.fields["deauville"], "3")
    enter(part.fields["deauville"], "")
    assert kept(page) == []
    assert "blank again" in page.live.undo_label
    page.live.undo()
    assert kept(page)[0].word == "3"


def test_what_is_typed_is_kept_on_leaving(page: ScansPage) -> None:
    part = section(page)
    QTest.keyClicks(part.fields["deauville"], "3")
    page.window_services.go_to("today")
    settle()
    assert kept(page)[0].word == "3"


def test_nothing_is_given_away_while_it_is_folded(opened: Callable[..., ScansPage]) -> None:
    page = opened(settings=Settings(theme="light"))
    enter(section(page).fields["deauville"], "2")
    page.open_card.close_card()  # type: ignore[union-attr]
    settle()
    seen = words_of(page)
    assert "metabolic" not in seen
    assert "score of 2" not in seen
    assert page.result.result is not None
    page.result.result.button.click()
    settle()
    assert "Complete metabolic response: why" in words_of(page.result)


def test_the_first_scan_is_the_start(page: ScansPage) -> None:
    enter(section(page, scan=FIRST).fields["deauville"], "5")
    page._choose_scan(FIRST.id)
    said = read(page)
    assert "Lugano: the start" in said
    assert "Later scans are compared with this one." in said


def test_today_and_understand_say_it_once_it_is_opened(page: ScansPage) -> None:
    enter(section(page).fields["deauville"], "2")
    for key in ("understand", "today"):
        page.window_services.go_to(key)
        settle()
        shown = words_of(page.window())
        assert "Lugano gives" in shown or key == "today"  # Today shows a scan while it is new
        assert "This is a first scan" not in shown


def test_before_anything_is_copied_the_card_leads_to_where(page: ScansPage) -> None:
    said = words_of(page.result)
    assert "For lymphoma, the rule Lugano reads how much sugar the spots take up." in said
    way = next(each for each in page.result.findChildren(QPushButton) if each.text() == "Copy what the report says")
    way.click()
    settle()
    assert isinstance(page.open_card, ScanCard)
    assert page.open_card.readings.sections[ReadingRule.LUGANO].fields["deauville"].hasFocus()


def test_a_scan_alone_lies_before_no_other(page: ScansPage) -> None:
    page.window_services.write("none is marked", lambda draft: draft.save(replace(FIRST, is_baseline=False)))
    said = read(page)
    assert "Nothing to go by yet" in said
    assert "Before the start" not in said


def test_the_grid_says_where_sizes_stand(page: ScansPage, opened: Callable[..., ScansPage]) -> None:
    assert "Sizes along and across stand on the card of each scan." in words_of(page.grid)


# Spots


def lines(page: ScansPage, rule: ReadingRule = ReadingRule.LUGANO, scan: Scan = LATER) -> list[SpotLine]:
    spots = section(page, rule, scan).spots
    assert spots is not None
    return spots.lines


def test_spots_are_named_once_and_asked_for_at_each_scan(page: ScansPage) -> None:
    (empty,) = lines(page, scan=FIRST)
    enter(empty.name, "Neck, left")
    assert kept(page) == []  # a name without a size is no reading yet
    enter(empty.sizes, "40 x 30")
    (reading,) = kept(page)
    assert (reading.name, reading.long_mm, reading.short_mm) == ("Neck, left", Decimal(40), Decimal(30))
    assert page.live.undo_label.replace("\u00a0", " ") == "Neck, left, 20 May 2026: 40 x 30"
    neck, empty = lines(page)
    assert (neck.name.text(), neck.sizes.text(), empty.name.text()) == ("Neck, left", "", "")
    enter(neck.sizes, "2.4 x 2.0")
    assert "Is 2.4 in millimetres?" not in neck.mistake  # 40 is not ten times as much
    enter(neck.sizes, "20 x 30")
    said = read(page)
    assert "Partial response: why" in said
    assert "First: 1200 mm²\nSmallest: 1200 mm²\nNow: 600 mm²" in said


def test_a_spot_is_renamed_changed_and_taken_out(page: ScansPage) -> None:
    (empty,) = lines(page, scan=FIRST)
    enter(empty.name, "Neck")
    enter(empty.sizes, "40 x 30")
    neck = lines(page)[0]
    enter(neck.sizes, "gone")
    enter(neck.name, "Neck, left")
    assert {each.name for each in kept(page)} == {"Neck, left"}
    page.live.undo()
    settle()
    assert {each.name for each in kept(page)} == {"Neck"}
    neck = lines(page)[0]
    choose(neck.kind, "Spot outside nodes")
    assert {each.what for each in kept(page)} == {"extranodal"}
    enter(neck.sizes, "")
    assert [each.scan_id for each in kept(page)] == [FIRST.id]
    enter(lines(page, scan=FIRST)[0].sizes, "")
    assert kept(page) == []
    assert [line.name.text() for line in lines(page, scan=FIRST)] == [""]


def test_mistakes_in_a_spot_are_said_below_it(page: ScansPage) -> None:
    (empty,) = lines(page)
    enter(empty.sizes, "40 x 30")
    assert empty.mistake == "Give the spot a name, so that you find it at the next scan."
    enter(empty.name, "Neck")
    assert empty.mistake == ""
    assert kept(page)[0].name == "Neck"
    other = lines(page)[1]
    enter(other.name, "Neck")
    enter(other.sizes, "12")
    assert other.mistake == "A spot of this name stands here already."
    enter(other.name, "Groin")
    enter(other.sizes, "12 and 9")
    assert "is no size" in other.mistake
    assert len(kept(page)) == 2 or len(kept(page, name="Groin")) == 1


def test_what_cannot_be_written_down_is_not_left_behind_in_silence(page: ScansPage) -> None:
    part = section(page)
    assert unkept_in(page) is None
    enter(part.fields["deauville"], "6")
    assert unkept_in(page) is part
    enter(part.fields["deauville"], "5")
    assert unkept_in(page) is None
    assert part.spots is not None
    empty = part.spots.lines[-1]
    enter(empty.name, "Neck")
    assert unkept_in(page) is empty
    enter(empty.sizes, "12 x 9")
    assert unkept_in(page) is None


# Other rules


def test_brain_tumours_need_all_four(opened: Callable[..., ScansPage]) -> None:
    page = opened("brain")
    for scan in (FIRST, LATER):
        page._open_scan(scan)
        settle()
        assert isinstance(page.open_card, ScanCard)
        choose(page.open_card.readings.more, "RANO, for brain tumours")  # a PET is not what it reads by itself
        part = page.open_card.readings.sections[ReadingRule.RANO]
        assert part.spots is not None
        line = part.spots.lines[0]
        if scan is FIRST:
            enter(line.name, "Front")
        enter(part.spots.lines[0].sizes, "20 x 20")
    said = read(page)
    assert "Not evaluable: why" in said
    assert "T2/FLAIR, steroids, how you are" in said
    choose(part.fields["t2-flair"], "about the same")
    choose(part.fields["steroids"], "the same as at the start")
    choose(part.fields["clinical"], "about the same")
    assert "Stable disease: why" in read(page)


def test_the_values_of_a_pet(opened: Callable[..., ScansPage]) -> None:
    page = opened("lung")
    part = section(page, ReadingRule.PET, FIRST)
    enter(part.fields["suv-max"], "12")
    part = section(page, ReadingRule.PET)
    enter(part.fields["suv-max"], "300")
    assert part.rows["suv-max"].mistake == "This value is between 0 and 100. Check the number."
    enter(part.fields["suv-max"], "4,2")
    (later,) = kept(page, scan_id=LATER.id)
    assert later.quantity is not None
    assert (later.quantity.value, later.printed) == (Decimal("4.2"), "4,2")
    said = read(page)
    assert "Most reports print SUVmax, which is not the same." in said
    assert "First: 12\nSmallest: 12\nNow: 4.2" in said
    for scan, values in ((FIRST, ("8", "2", "0.3")), (LATER, ("5.6", "2", ""))):
        part = section(page, ReadingRule.PET, scan)
        for what, value in zip(("sul-peak", "liver-sul-mean", "liver-sul-sd"), values, strict=True):
            if value:
                enter(part.fields[what], value)
    assert "Partial metabolic response: why" in read(page)


def test_new_spots_on_a_bone_scan_are_counted(opened: Callable[..., ScansPage]) -> None:
    page = opened("prostate")
    page.window_services.write("bone", lambda draft: draft.save(replace(LATER, modality=Modality.BONE_SCAN)))
    part = section(page, ReadingRule.PCWG3, page.live.read.all(Scan)[-1])
    enter(part.fields["bone-new"], "many")
    assert part.rows["bone-new"].mistake.startswith("Write how many")
    enter(part.fields["bone-new"], "1")
    said = read(page)
    assert "Not growing: why" in said
    assert "does not show enough new spots" in said
    enter(part.fields["bone-new"], "3")
    said = read(page)
    assert "Growth, not confirmed: why" in said
    assert "The rule waits for a second bone scan, six weeks later or more." in said


def test_nobody_is_asked_for_what_no_rule_of_theirs_reads(opened: Callable[..., ScansPage]) -> None:
    page = opened("myeloma")
    page._open_scan(LATER)
    settle()
    assert isinstance(page.open_card, ScanCard)
    assert page.open_card.readings.sections == {}
    page.open_card.called_text.setFocus()
    enter(page.open_card.called_text, "Deauville 2")
    assert list(page.open_card.readings.sections) == [ReadingRule.LUGANO]  # the report names it


# A new scan, moving, deleting, looking


def test_a_new_scan_goes_on_to_what_its_report_says(page: ScansPage) -> None:
    page._open_new_scan()
    card = page.open_card
    assert isinstance(card, ScanCard)
    card.day.field.setText("1 Nov 2026")
    choose(card.kind, "PET-CT")
    card.keep.click()
    settle()
    assert isinstance(page.open_card, ScanCard)
    assert not page.open_card.is_new
    score = page.open_card.readings.sections[ReadingRule.LUGANO].fields["deauville"]
    assert score.hasFocus()


def test_a_scan_is_moved_and_deleted_with_its_readings(page: ScansPage) -> None:
    enter(section(page).fields["deauville"], "2")
    card = page.open_card
    assert isinstance(card, ScanCard)
    card.day.field.setFocus()
    enter(card.day.field, "21 Aug 2026")
    assert kept(page)[0].happened_on == date(2026, 8, 21)
    assert {type(each) for each in card.records_here()} == {Scan, ScanReading}
    card.delete.click()
    settle()
    assert kept(page) == []
    page.live.undo()
    settle()
    assert len(kept(page)) == 1


def test_an_entry_of_the_history_leads_to_its_scan(page: ScansPage) -> None:
    enter(section(page, scan=FIRST).fields["deauville"], "5")
    page.show_record(kept(page)[0].id)
    assert page._chosen == FIRST.id


@pytest.mark.parametrize("text_size", [100, 200, 250])
@pytest.mark.parametrize("cancer", ["lymphoma", "brain", "lung"])
def test_everything_has_a_name_and_room(opened: Callable[..., ScansPage], text_size: int, cancer: str) -> None:
    page = opened(cancer, Settings(theme="light", keep_results_open=True, text_size=text_size))
    rule = {"lymphoma": ReadingRule.LUGANO, "brain": ReadingRule.RANO, "lung": ReadingRule.PET}[cancer]
    page._open_scan(LATER)
    assert isinstance(page.open_card, ScanCard)
    if rule not in page.open_card.readings.sections:
        choose(page.open_card.readings.more, "RANO, for brain tumours")
    part = section(page, rule) if cancer != "brain" else page.open_card.readings.sections[rule]
    if part.spots is not None:
        enter(part.spots.lines[0].name, "Behind the left kidney, near the great vessels")
        enter(part.spots.lines[0].sizes, "2 and 3")
        enter(part.spots.lines[0].sizes, "20 x 30")
    else:
        enter(part.fields["suv-max"], "4.2")
    settle()
    assert cut_off(page) == []
    assert nameless(page) == []
    assert not sideways(page.scroll_area)


def test_tab_goes_through_it_as_one_reads(page: ScansPage) -> None:
    (empty,) = lines(page, scan=FIRST)
    enter(empty.name, "Neck")
    enter(empty.sizes, "40 x 30")
    part = section(page)
    neck, other = lines(page)
    assert part.spots is not None
    part.fields["deauville"].setFocus()
    passed = []
    for _at in range(9):
        QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Tab)  # type: ignore[arg-type]
        settle()
        passed.append(QApplication.focusWidget())
    part = page.open_card.readings.sections[ReadingRule.LUGANO]  # type: ignore[union-attr]
    expected = [part.fields[what] for what in ("uptake", "marrow", "spleen")]
    neck, other = part.spots.lines  # type: ignore[union-attr]
    expected += [neck.name, neck.kind, neck.sizes, other.name, other.kind, other.sizes]
    assert passed == expected
