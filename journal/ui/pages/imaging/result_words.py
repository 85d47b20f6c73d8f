"""What a scan gives, opened: the report's word beside the sizes' answer, and every number it rests on."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QWidget

from journal.actions.scan_grid import ScanGroup, has_answer
from journal.domain.finding import Finding
from journal.domain.imaging import NewLesion, Scan
from journal.rules.response.last_scan import ScanAnswer
from journal.rules.response.recist_1_1 import Assessment
from journal.text import dates
from journal.text.articles import article_for
from journal.text.findings.recist import GROWTH, PARTIAL
from journal.text.language import _
from journal.text.numbers import NO_BREAK, number, percent
from journal.text.sayings import say
from journal.ui.pages.imaging.sum_bar import SumBar, SumLines
from journal.ui.theme.look import follow, space
from journal.ui.widgets.buttons import link
from journal.ui.widgets.chip import report_chip, response_chip, unknown_chip
from journal.ui.widgets.layouts import Column, Flow, Row
from journal.ui.widgets.words import Line, Picture, Words


@dataclass(frozen=True)
class ScanResult:
    """One scan with its group, the names of what it leaves open, and whether it is the last of all."""

    group: ScanGroup
    scan: Scan
    gaps: tuple[str, ...] = ()

    @property
    def answer(self) -> ScanAnswer:
        """What the report called it, beside what the sizes give."""
        return self.group.answer(self.scan)

    @property
    def code(self) -> str:
        """The code of what the sizes give; nothing where they give nothing."""
        judged = self.answer.assessment
        return judged.finding.code if judged is not None else ""


def result_words(result: ScanResult, go_to: Callable[[str, str], object], open_scan: Callable[[], object]) -> QWidget:
    """Return everything that is said of *result*."""
    judged = result.answer.assessment
    holder = QWidget()
    column = Column(gap=10)
    holder.setLayout(column)
    if judged is None:
        _say_unjudged(column, result)
        return holder
    name = response_chip(judged.overall).text()
    column.addWidget(Words(_("{category}: why").format(category=name), "h2"))
    _say_both(column, result.answer, judged, open_scan)
    if judged.sum_mm is not None or judged.baseline_sum_mm is not None:
        column.addWidget(Line())
        column.addLayout(SumTable(result, judged))
    lines = SumLines.of(judged)
    if lines is not None:
        column.addWidget(Line())
        column.addWidget(SumBar(lines))
        column.addWidget(Words(say_distances(lines), "small", "muted"))
    column.addWidget(Line())
    for sentence in (say(judged.finding), *(say(reason) for reason in judged.reasons)):
        column.addWidget(Words(sentence, "small"))
    if result.gaps and not has_answer(judged):
        column.addWidget(Words(say_gaps(result.gaps), "small"))
    _say_why(column, judged, go_to)
    return holder


def _say_unjudged(column: Column, result: ScanResult) -> None:
    """Say why there is nothing to judge: it is the first scan, lies before it, or has no sizes yet."""
    start = result.group.start
    if start is not None and start.id == result.scan.id:
        column.addWidget(Words(_("This is the start"), "h2"))
        column.addWidget(Words(_("Later scans are compared with it. One scan alone gives no answer.")))
    elif start is not None and start.happened_on <= result.scan.happened_on:
        column.addWidget(Words(_("Nothing to go by yet"), "h2"))
        column.addWidget(Words(_("No size of this scan is written down yet, so the rule cannot answer.")))
    else:
        column.addWidget(Words(_("Before the start"), "h2"))
        column.addWidget(Words(_("This scan lies before the one that others are compared with.")))
    _say_report(column, result.scan)
    if result.gaps:
        column.addWidget(Words(say_gaps(result.gaps), "small"))


def _say_report(column: Column, scan: Scan) -> None:
    if scan.called is not None:
        column.addWidget(Words(_("The report says"), "small", "muted"))
        column.addLayout(Flow(report_chip(response_chip(scan.called).text(), scan.called)))
    if own_words(scan):
        column.addWidget(Words(own_words(scan), "small", "muted"))


def own_words(scan: Scan) -> str:
    """Return the report's own words, and whose they are; nothing where none are written down."""
    if not scan.called_text:
        return ""
    if scan.called_by:
        return _("“{words}” ({who})").format(words=scan.called_text, who=scan.called_by)
    return _("“{words}”").format(words=scan.called_text)


def say_gaps(names: tuple[str, ...]) -> str:
    """Say which spots are not noted."""
    return _("Not noted yet: {names}.").format(names="; ".join(names))


def _say_both(column: Column, answer: ScanAnswer, judged: Assessment, open_scan: Callable[[], object]) -> None:
    """Say what the report called it and what the sizes give, side by side, and whether they agree."""
    scan = answer.scan
    if scan.called is not None:
        report: QWidget = report_chip(response_chip(scan.called).text(), scan.called)
    else:
        report = unknown_chip(_("own words only") if scan.called_text else _("not written down"))
    given = response_chip(judged.overall)
    told, giving = _named(_("The report says"), report, own_words(scan)), _named(_("The sizes give"), given)
    # Words that wrap need the whole width: a flow would give them one line.
    column.addLayout(Column(told, giving, gap=10) if own_words(scan) else Flow(told, giving, gap=12))
    if answer.differs is None:
        if scan.called is None:
            column.addLayout(Flow(link(_("Write down what the report calls it"), open_scan)))
        return
    if answer.differs:
        for sentence in usual_reasons():
            column.addWidget(Words(sentence, "small"))
        return
    words = _("Both say the same.")
    if judged.new_lesion is NewLesion.NO:
        words = _("Both say the same. No new spots in the report.")
    line = Row(Picture("check", "positive", 18), Words(words, "small", "positive"), gap=8)
    line.setStretch(1, 1)
    column.addLayout(line)


def usual_reasons() -> tuple[str, ...]:
    """Return what is said where report and sizes differ, before the question to ask."""
    return (
        _("The two differ. That happens often, and nobody need have made a mistake."),
        _("The report may compare with the scan just before, the rule with the first and the smallest."),
        _("Two people can measure the same spot a little differently."),
        _("Your doctor sees more than sizes, and knows more about you."),
    )


def _named(name: str, chip: QWidget, words: str = "") -> QWidget:
    holder = QWidget()
    column = Column(Words(name, "small", "muted", wraps=False), gap=4)
    column.addWidget(chip, 0, Qt.AlignmentFlag.AlignLeading)
    if words:
        column.addWidget(Words(words, "small", "muted"))
    holder.setLayout(column)
    chip.setAccessibleName(_("{name}: {value}").format(name=name, value=chip.accessibleName()))
    return holder


def say_distances(lines: SumLines) -> str:
    """Say in words how far each line is, and what the lines are."""
    sentences = []
    if lines.to_smaller is not None:
        sentences.append(_("{size} less would be clearly smaller.").format(size=lines.number(lines.to_smaller)))
    elif lines.past_smaller is not None:
        sentences.append(_("It is {size} past the line for smaller.").format(size=lines.number(lines.past_smaller)))
    if lines.to_growing is not None:
        sentences.append(_("{size} more would be growing.").format(size=lines.number(lines.to_growing)))
    else:
        past = Fraction(lines.now) - lines.growing
        sentences.append(_("It is {size} past the line for growing.").format(size=lines.number(past)))
    sentences.append(_("“Clearly smaller” is 30 % under the first sum."))
    sentences.append(_("“Growing” is 20 % and 5 mm over the smallest."))
    return " ".join(sentences)


class SumTable(QGridLayout):
    """First sum, smallest sum, this sum, and the two changes: words, mm, and day or percent."""

    def __init__(self, result: ScanResult, judged: Assessment) -> None:
        super().__init__()
        self.setContentsMargins(0, 0, 0, 0)
        self.setColumnStretch(0, 1)
        start, smallest = result.group.start, result.group.smallest_before(result.scan)
        self._add(_("First sum"), judged.baseline_sum_mm, _day(start))
        self._add(_("Smallest sum"), judged.nadir_mm, _day(smallest))
        self._add(_("This sum"), judged.sum_mm, _day(result.scan))
        first, least = judged.from_baseline, judged.from_nadir
        self._add(_("Since the first"), judged.mm_from_baseline, _percent(first, PARTIAL), sign=True)
        self._add(_("Since the smallest"), judged.mm_from_nadir, _percent(least, GROWTH), sign=True)
        follow(self._measure)

    def _measure(self) -> None:
        self.setHorizontalSpacing(space(10))
        self.setVerticalSpacing(space(4))

    def _add(self, name: str, mm: Decimal | None, behind: str, *, sign: bool = False) -> None:
        row = self.rowCount()
        value = Words(_("no sum") if mm is None else _mm(mm, sign=sign), "strong", wraps=False, tabular=True)
        more = Words(behind if mm is not None else "", "small", "muted", wraps=False, tabular=True)
        self.addWidget(Words(name), row, 0)
        self.addWidget(value, row, 1, Qt.AlignmentFlag.AlignTrailing)
        self.addWidget(more, row, 2, Qt.AlignmentFlag.AlignTrailing)


def _mm(mm: Decimal, *, sign: bool) -> str:
    return f"{number(mm, sign=sign)}{NO_BREAK}mm"


def _percent(share: Fraction | None, limit: Fraction) -> str:
    return percent(share, (limit,), sign=True) if share is not None else ""


def _day(scan: Scan | None) -> str:
    return dates.short_day(scan.happened_on) if scan is not None else ""


def _say_why(column: Column, judged: Assessment, go_to: Callable[[str, str], object]) -> None:
    """Offer the working with its sources, and the page on this word."""
    finding = judged.finding
    inside = QWidget()
    lines = [Words(say(finding, long=True), "small", "muted"), Words(_("The rule: RECIST 1.1."), "small", "muted")]
    lines += [Words(source, "small", "muted") for source in sources_of(finding)]
    inside.setLayout(Column(*lines, gap=6))
    inside.hide()
    why = link(_("Why does it say this?"), lambda: inside.setVisible(inside.isHidden()))
    links = [why]
    article = article_for(finding.code)
    if article is not None:
        key = article.key
        links.append(link(_("About “{title}”").format(title=article.title), lambda: go_to("understand", key)))
    column.addLayout(Flow(*links, gap=8))
    column.addWidget(inside)


def sources_of(finding: Finding) -> tuple[str, ...]:
    """Return where the rule stands that each reason rests on, each once."""
    named = dict.fromkeys([*(reason.source for reason in finding.reasons), finding.source])
    return tuple(_("Source: {source}.").format(source=source) for source in named if source)
