"""What a scan gives, opened: the report's word beside the sizes' answer, and every number it rests on."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from journal.actions.other_readings import of_rule
from journal.actions.scan_grid import ScanGroup, has_answer
from journal.domain.finding import Finding
from journal.domain.imaging import Lesion, NewLesion, Scan
from journal.rules.response.by_criterion import Verdict
from journal.rules.response.last_scan import ScanAnswer
from journal.rules.response.named import WRITTEN
from journal.rules.response.neighbours import neighbours
from journal.rules.response.proposals import Proposal
from journal.rules.response.reader_band import reader_band
from journal.rules.response.readings import ReadAnswer, rules_for
from journal.rules.response.recist_1_1 import Assessment
from journal.text.articles import article_for
from journal.text.language import _
from journal.text.sayings import say
from journal.ui.pages.imaging.otherwise import say_otherwise
from journal.ui.pages.imaging.reading_words import reading_words
from journal.ui.pages.imaging.rule_words import rule_words
from journal.ui.pages.imaging.sum_bar import SumBar, SumLines
from journal.ui.pages.imaging.sum_table import ShowCell, SumTable
from journal.ui.widgets.buttons import link
from journal.ui.widgets.chip import Chip, report_chip, response_chip, unknown_chip, verdict_chip
from journal.ui.widgets.layouts import Column, Flow, Row
from journal.ui.widgets.words import Line, Picture, Words


@dataclass(frozen=True)
class ScanResult:
    """One scan with its group; then what is left open, too early, reached so far, and given by other rules.

    *others* say what other readings of each rule would give.
    """

    group: ScanGroup
    scan: Scan
    gaps: tuple[Lesion, ...] = ()
    early: tuple[Finding, ...] = ()
    fitting: tuple[Proposal, ...] = ()
    so_far: tuple[Finding, ...] = ()
    read: tuple[ReadAnswer, ...] = ()
    others: tuple[Finding, ...] = ()
    has_start: bool = True  # some scan is the one that others are compared with

    @property
    def answer(self) -> ScanAnswer:
        """What the report called it, beside what the sizes give."""
        return self.group.answer(self.scan)

    @property
    def code(self) -> str:
        """The code of what the sizes give, or else another rule; nothing where none gives anything."""
        verdict = self.verdict
        findings = [verdict.finding] if verdict is not None else [each.finding for each in self.read if each.category]
        return findings[0].code if findings else ""

    @property
    def differs(self) -> bool:
        """Say whether the report called it something else than one of the rules."""
        return bool(self.answer.differs) or any(each.differs(self.scan.called) for each in self.read)

    @property
    def verdict(self) -> Verdict | None:
        """What the sizes give by the rule of this course; None where nothing can be judged."""
        return self.group.verdicts.get(self.scan.id)


@dataclass(frozen=True)
class Ways:
    """Where the words lead to: another page, the card of the scan, a cell of the grid; and how a rule is named."""

    go_to: Callable[[str, str], object]
    open_scan: Callable[[], object]
    show_cell: ShowCell
    name_rule: Callable[[str], object]
    open_readings: Callable[[], object]
    is_read_only: bool = False


def result_words(result: ScanResult, ways: Ways) -> QWidget:
    """Return everything that is said of *result*."""
    verdict = result.verdict
    holder = QWidget()
    column = Column(gap=10)
    holder.setLayout(column)
    if verdict is None:
        if not result.read:
            _say_unjudged(column, result, ways)
        _say_read(column, result, ways)
        return holder
    judged = verdict.judged
    given = verdict_chip(verdict)
    column.addWidget(Words(_("{category}: why").format(category=given.text()), "h2"))
    _say_early(column, result.early, ways.go_to)
    _say_both(column, result.answer, given, ways.open_scan)
    if judged.sum_mm is not None or judged.baseline_sum_mm is not None:
        column.addWidget(Line())
        column.addLayout(SumTable(result.group, result.scan, judged, ways.show_cell))
    _say_neighbours(column, judged)
    band = reader_band(judged, result.scan.modality, verdict.criterion)
    _say_band(column, band)
    column.addWidget(Line())
    _say_deciding(column, verdict)
    others = of_rule(verdict.criterion, result.others)
    say_otherwise(column, others)
    missing = result.group.missing(result.scan) or (() if has_answer(judged) else result.gaps)
    _say_missing(column, missing, result.scan, ways.show_cell)
    _say_so_far(column, result.so_far)
    column.addWidget(Line())
    column.addWidget(
        rule_words(result.scan, verdict.criterion, result.fitting, ways.name_rule, is_read_only=ways.is_read_only)
    )
    _say_why(column, verdict, band, others, ways.go_to)
    _say_read(column, result, ways)
    return holder


def _say_read(column: Column, result: ScanResult, ways: Ways) -> None:
    """Say what other rules make of the scan, each below the other; or where to write down what they read."""
    for answer in result.read:
        if column.count():
            column.addWidget(Line())
        words = own_words(result.scan)
        others = of_rule(answer.rule, result.others)
        column.addWidget(reading_words(answer, result.scan, words, others, ways.open_readings, ways.go_to))
    if not result.read and not ways.is_read_only and rules_for(result.scan, result.fitting):
        if result.verdict is None:  # else they stand beside the rule that judged the sizes
            for each in result.fitting:
                column.addWidget(Words(say(each.finding), "small", "muted"))
        column.addLayout(Flow(link(_("Copy what the report says"), ways.open_readings)))


def _say_early(column: Column, early: Sequence[Finding], go_to: Callable[[str, str], object]) -> None:
    """Say why the scan may come too early, with the page that says more."""
    for finding in early:
        column.addLayout(_remark("clock", say(finding, long=True)))
    pages = {page.key: page.title for finding in early if (page := article_for(finding.code)) is not None}
    for key, title in pages.items():
        leading = link(_("About “{title}”").format(title=title), lambda key=key: go_to("understand", key))  # type: ignore[misc]
        column.addLayout(Flow(leading))


def _say_neighbours(column: Column, judged: Assessment) -> None:
    """Draw the sum between its lines, and say how far each is; nothing where no sum decides."""
    near = neighbours(judged)
    if not near:
        return
    column.addWidget(Line())
    lines = SumLines.of(judged)
    if lines is not None and any("mm" in finding.values for finding in near):
        column.addWidget(SumBar(lines))
    short = [say(finding) for finding in near]
    long = [say(finding, long=True).removeprefix(words).strip() for finding, words in zip(near, short, strict=True)]
    for words in (" ".join(short), " ".join(filter(None, long))):
        if words:
            column.addWidget(Words(words, "small", "muted"))


def _say_band(column: Column, band: Sequence[Finding]) -> None:
    """Say how far two readers can differ around this sum, and which lines lie within."""
    if band:
        column.addWidget(Words(" ".join(say(finding) for finding in band), "small", "muted"))


def _say_deciding(column: Column, verdict: Verdict) -> None:
    """Say what the numbers point to, which rule decided, and what else was weighed."""
    column.addWidget(Words(say(verdict.finding), "small"))
    if not verdict.judged.reasons:
        return
    first, *others = verdict.judged.reasons
    column.addWidget(Words(_("What decided"), "small_strong"))
    column.addWidget(Words(say(first), "small"))
    column.addWidget(Words(_("Rule: {source}.").format(source=first.source), "small", "muted"))
    if others:
        column.addWidget(Words(_("What else counts"), "small_strong"))
        for reason in others:
            column.addWidget(Words(say(reason), "small"))


def _say_missing(column: Column, missing: Sequence[Lesion], scan: Scan, show_cell: ShowCell) -> None:
    """Name the spots that the answer waits for; each leads to its cell."""
    if not missing:
        return
    column.addWidget(Words(_("What is missing"), "small_strong"))
    for lesion in missing:
        place = lesion.id
        leading = link(lesion.name, lambda place=place: show_cell(place, scan.id))  # type: ignore[misc]
        leading.setAccessibleName(_("{name} is missing. Show it in the grid.").format(name=lesion.name))
        column.addLayout(Flow(leading))


def _say_so_far(column: Column, reached: Sequence[Finding]) -> None:
    """Say the best response up to this scan, and how long it lasted."""
    if not reached:
        return
    column.addWidget(Line())
    column.addWidget(Words(_("Best so far"), "small_strong"))
    column.addWidget(Words(" ".join(say(finding, long=True) for finding in reached), "small"))


def _remark(icon: str, words: str) -> Row:
    line = Row(gap=8)
    line.addWidget(Picture(icon, "muted", 18), 0, Qt.AlignmentFlag.AlignTop)
    line.addWidget(Words(words, "small"), 1)
    return line


def _say_unjudged(column: Column, result: ScanResult, ways: Ways) -> None:
    """Say why there is nothing to judge: it is the first scan, lies before it, or has no sizes yet."""
    start = result.group.start
    if start is not None and start.id == result.scan.id:
        column.addWidget(Words(_("This is the start"), "h2"))
        column.addWidget(Words(_("Later scans are compared with it. One scan alone gives no answer.")))
    elif not result.has_start or (start is not None and start.happened_on <= result.scan.happened_on):
        column.addWidget(Words(_("Nothing to go by yet"), "h2"))
        column.addWidget(Words(_("No size of this scan is written down yet, so the rule cannot answer.")))
    else:
        column.addWidget(Words(_("Before the start"), "h2"))
        column.addWidget(Words(_("This scan lies before the one that others are compared with.")))
    _say_report(column, result.scan)
    _say_missing(column, result.gaps, result.scan, ways.show_cell)


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


def _say_both(column: Column, answer: ScanAnswer, given: Chip, open_scan: Callable[[], object]) -> None:
    """Say what the report called it and what the sizes give, side by side, and whether they agree."""
    scan = answer.scan
    if scan.called is not None:
        report: QWidget = report_chip(response_chip(scan.called).text(), scan.called)
    else:
        report = unknown_chip(_("own words only") if scan.called_text else _("not written down"))
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
    if answer.assessment is not None and answer.assessment.new_lesion is NewLesion.NO:
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


def _say_why(
    column: Column,
    verdict: Verdict,
    band: Sequence[Finding],
    others: Sequence[Finding],
    go_to: Callable[[str, str], object],
) -> None:
    """Offer the working with its sources, and the page on this word."""
    finding = verdict.finding
    inside = QWidget()
    rule = _("The rule: {name}.").format(name=WRITTEN[verdict.criterion])
    lines = [Words(say(finding, long=True), "small", "muted"), Words(rule, "small", "muted")]
    if band:
        lines.insert(1, Words(say(band[0], long=True), "small", "muted"))
    lines += [Words(source, "small", "muted") for source in sources_of(finding, *band, *others)]
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


def sources_of(finding: Finding, *others: Finding) -> tuple[str, ...]:
    """Return where the rule stands that each reason rests on, then that of *others*, each once."""
    named = dict.fromkeys([*(reason.source for reason in finding.reasons), finding.source])
    named |= dict.fromkeys(each.source for each in others)
    return tuple(_("Source: {source}.").format(source=source) for source in named if source)
