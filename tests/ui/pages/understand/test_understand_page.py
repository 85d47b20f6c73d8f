"""Understand, as a reader uses it: pages, words that explain themselves, stars, and a result that stays folded."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel, QPushButton
from pytestqt.qtbot import QtBot

from journal.domain.visits import Question
from journal.settings import Settings
from journal.text.articles import articles
from journal.text.glossary import glossary
from journal.ui.desk import Desk
from journal.ui.pages.understand.article_view import ArticleView
from journal.ui.pages.understand.contents import ALL_WORDS
from journal.ui.pages.understand.glossary_view import GlossaryView
from journal.ui.pages.understand.page import UnderstandPage
from journal.ui.pages.understand.term_card import TermCard
from journal.ui.widgets.chip import Chip
from journal.ui.widgets.folded import FoldedResult
from journal.ui.widgets.prose import Prose

NewDesk = Callable[..., Desk]


def understand(desk: Desk) -> UnderstandPage:
    assert desk.view is not None
    desk.view.go_to("understand")
    page = desk.view.page
    assert isinstance(page, UnderstandPage)
    return page


@pytest.fixture
def page(new_desk: NewDesk, sample_path: Path) -> UnderstandPage:
    return understand(new_desk(sample_path))


def words(page: UnderstandPage) -> str:
    """Return all that can be read; what was just put into a layout is shown with the next events."""
    QApplication.processEvents()
    return "\n".join(label.text() for label in page.findChildren(QLabel) if label.isVisible())


def test_every_page_can_be_turned_to_and_says_all_its_lines(page: UnderstandPage) -> None:
    for key, article in articles().items():
        page.contents.entries[key].click()
        assert isinstance(page.view, ArticleView)
        said = "\n".join(label.text() for label in page.view.findChildren(QLabel))
        said += "\n".join(button.text() for button in page.view.findChildren(QPushButton))
        for line in article.lines:
            assert line in said, (key, line)
        assert page.contents.entries[key].is_chosen
        assert sum(entry.is_chosen for entry in page.contents.entries.values()) == 1


def test_the_last_result_is_folded_until_it_is_opened(page: UnderstandPage, qtbot: QtBot) -> None:
    (folded,) = page.findChildren(FoldedResult)
    assert "partial" not in words(page).split("Result words", 1)[0].lower()
    assert not folded.findChildren(Chip)
    qtbot.keyClick(folded.button, Qt.Key.Key_Space)
    assert [chip.text() for chip in folded.findChildren(Chip)] == ["stable, a little smaller", "Partial response"]
    assert "The two differ" in words(page)
    links = {button.text(): button for button in folded.findChildren(QPushButton)}
    links["Read: Partial response"].click()
    assert page.key == "partial-response"


def test_a_setting_keeps_it_open(new_desk: NewDesk, sample_path: Path) -> None:
    page = understand(new_desk(sample_path, Settings(theme="light", keep_results_open=True)))
    (folded,) = page.findChildren(FoldedResult)
    assert folded.is_open


def test_without_a_scan_there_is_no_card(new_desk: NewDesk, empty_path: Path) -> None:
    page = understand(new_desk(empty_path))
    assert not page.findChildren(FoldedResult)
    assert isinstance(page.view, ArticleView)


def test_a_star_puts_the_question_on_the_list_and_undo_takes_it_off(page: UnderstandPage, qtbot: QtBot) -> None:
    page.turn_to("stable-disease")
    assert isinstance(page.view, ArticleView)
    row = page.view.questions["stable-disease/hoped-for"]
    qtbot.keyClick(row.star, Qt.Key.Key_Space)
    starred = [q for q in page.live.read.all(Question) if q.starred_from]
    assert [(q.text, q.starred_from) for q in starred] == [("Is stable what we hoped for?", "stable-disease/hoped-for")]
    open_before = [q.position for q in page.live.read.all(Question) if q.answered_on is None and not q.starred_from]
    assert starred[0].position > max(open_before)
    page.live.undo()
    qtbot.waitUntil(lambda: not row.is_starred)
    assert not [q for q in page.live.read.all(Question) if q.starred_from]
    page.live.redo()
    qtbot.waitUntil(lambda: row.is_starred)
    qtbot.mouseClick(row, Qt.MouseButton.LeftButton)
    assert not [q for q in page.live.read.all(Question) if q.starred_from]


def test_a_star_is_read_out_as_whole_sentences(page: UnderstandPage) -> None:
    page.turn_to("stable-disease")
    assert isinstance(page.view, ArticleView)
    row = page.view.questions["stable-disease/hoped-for"]
    assert row.star.accessibleName() == "Put on your list: Is stable what we hoped for?"
    row.turn()
    assert row.star.accessibleName() == "Take off your list: Is stable what we hoped for?"
    for each in page.view.questions.values():
        each.show_star(True)
        assert "?." not in each.star.accessibleName()


def test_the_same_words_are_starred_once(page: UnderstandPage) -> None:
    with page.live.change("Ask") as draft:
        draft.save(Question(happened_on=page.window_services.today(), text="is stable what we hoped for"))
    page.turn_to("stable-disease")
    assert isinstance(page.view, ArticleView)
    row = page.view.questions["stable-disease/hoped-for"]
    assert row.is_starred
    row.turn()
    assert "is stable what we hoped for" not in [q.text for q in page.live.read.all(Question)]


def test_a_word_explains_itself_and_closes_with_escape(page: UnderstandPage, qtbot: QtBot) -> None:
    page.turn_to("stable-disease")
    prose = next(p for p in page.findChildren(Prose) if "controlled" in p.text())
    prose.linkActivated.emit("glossary:control")
    (card,) = page.findChildren(TermCard)
    assert glossary().terms["control"].text in words(page)
    qtbot.keyClick(card.close_button, Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: not page.findChildren(TermCard))
    prose.linkActivated.emit("page:treatment-break")
    assert page.key == "treatment-break"
    assert page.back_button.isVisible()
    page.back_button.click()
    assert page.key == "stable-disease"


def test_links_are_reached_with_the_keyboard(page: UnderstandPage) -> None:
    page.turn_to("stable-disease")
    prose = next(p for p in page.findChildren(Prose) if "controlled" in p.text())
    assert prose.focusPolicy() & Qt.FocusPolicy.TabFocus
    plain = next(p for p in page.findChildren(Prose) if "a href" not in QLabel.text(p))
    assert not plain.focusPolicy() & Qt.FocusPolicy.TabFocus


def test_a_folded_part_opens(page: UnderstandPage) -> None:
    with_fold = [key for key, article in articles().items() if any(getattr(b, "is_folded", 0) for b in article.blocks)]
    page.turn_to(with_fold[0])
    button = next(b for b in page.findChildren(QPushButton) if b.text().strip().startswith("Show: "))
    shown = len(words(page))
    button.click()
    assert len(words(page)) > shown
    assert button.text().strip().startswith("Hide: ")


def test_the_glossary_finds_words(page: UnderstandPage, qtbot: QtBot) -> None:
    page.turn_to(ALL_WORDS)
    view = page.view
    assert isinstance(view, GlossaryView)
    qtbot.keyClicks(view.field, "ctd")
    assert "ctDNA" in words(page)
    view.field.setText("no such word at all")
    assert "not in the list" in words(page)
    initials = [button for button in view.findChildren(QPushButton) if button.accessibleName().startswith("Words with")]
    assert len(initials) > 15
    seen = 0
    for button in initials:
        button.click()
        seen += view.shown.count()
    assert seen == len(glossary().terms)


def test_search_results_lead_here(page: UnderstandPage) -> None:
    page.show_record("ctdna#found")
    assert page.key == "ctdna"
    term = next(iter(glossary().terms))
    if term not in articles():
        page.show_record(term)
        assert page.key == ALL_WORDS
    page.show_record("no-such-page")
    assert page.key in (ALL_WORDS, "ctdna")


def test_narrow_windows_show_the_list_or_the_page(new_desk: NewDesk, sample_path: Path, qtbot: QtBot) -> None:
    desk = new_desk(sample_path)
    page = understand(desk)
    assert page.contents.isVisible()
    desk.set_settings(replace(desk.settings, text_size=200))
    qtbot.waitUntil(lambda: not page.contents.isVisible())
    page.list_button.click()
    assert page.contents.isVisible()
    page.contents.entries["stable-disease"].click()
    assert not page.contents.isVisible()
    assert page.key == "stable-disease"
