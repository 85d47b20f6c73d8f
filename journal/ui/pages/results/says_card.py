"""What the numbers say: each marker's last value in sentences, tumour DNA beside them; what is new starts folded."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from journal.actions.blood_tests import MarkerNews
from journal.actions.marker_criteria import RuleAnswer
from journal.domain.finding import Finding
from journal.rules.markers.ctdna import was_found
from journal.text import dates, numbers
from journal.text.articles import article_for
from journal.text.language import _
from journal.text.names import analyte_name
from journal.text.sayings import say
from journal.ui.widgets.buttons import link
from journal.ui.widgets.card import Card
from journal.ui.widgets.chip import Chip, unknown_chip
from journal.ui.widgets.folded import FoldedResult
from journal.ui.widgets.layouts import Column, Flow
from journal.ui.widgets.words import Line, Words


class SaysCard(Card):
    """Filled by `show_news`.  `opened` brings the result that was opened; `article_wanted` a page of Understand."""

    opened = Signal(object)
    article_wanted = Signal(str)

    def __init__(self) -> None:
        super().__init__(_("What the numbers say"), gap=10, padding=(22, 16))

    def show_news(self, news: Sequence[MarkerNews], folded: Collection[str]) -> None:
        """Show what the last value of each marker says; those whose ids are in *folded* wait to be opened."""
        self.clear()
        if not news:
            self.add(Words(_("No tumour marker has been written down in the last year."), tone="muted"))
            return
        for place, each in enumerate(news):
            if place:
                self.add(Line())
            if each.result.id in folded:
                self._add_folded(each)
            else:
                self.add(*self._words_of(each))
                # A result that waits to be opened is given away by nothing that rests on it.
                if each.by_rule is not None and not each.by_rule.rests_on & set(folded):
                    self.add(_rule_words(each.by_rule))
        self.add(Words(_("Numbers alone decide nothing. Ask your team how they read them."), "small", "muted"))

    def _add_folded(self, news: MarkerNews) -> None:
        shown = FoldedResult(heading_of(news), QWidget)
        # Opening shows it in the table and the chart as well, so the page does it.
        shown.opened.connect(lambda: self.opened.emit(news.result))
        self.add(shown)

    def _words_of(self, news: MarkerNews) -> list[QWidget]:
        head = Words(heading_of(news), "small", "muted")
        parts: list[QWidget] = [head]
        if news.is_ctdna:
            parts.append(_ctdna_chip(news))
        parts += [Words(say(finding)) for finding in news.findings]
        if news.is_ctdna:
            limit = limit_of(news)
            parts += [Words(limit, "small", "muted")] if limit else []
            # In full, each time: no rule says what tumour DNA means for one person.
            parts += [Words(say(finding, long=True), "small") for finding in news.further]
        holder = QWidget()
        holder.setLayout(Column(*parts, gap=4))
        why = Why(news, heading_of(news), self.article_wanted.emit)
        return [holder, why]


def _rule_words(answer: RuleAnswer) -> QWidget:
    """Return what the rule for this kind of cancer says, each sentence once, and where it stands."""
    holder = QWidget()
    words = [Words(_("By the rule {name}").format(name=answer.name), "small_strong")]
    words += [
        Words(text, "small") for text in dict.fromkeys(say(each, long=not each.reasons) for each in answer.findings)
    ]
    words += [Words(say(each), "small") for each in answer.others]
    words += [Words(text, "small", "muted") for text in dict.fromkeys(rules_of((*answer.findings, *answer.others)))]
    holder.setLayout(Column(*words, gap=4))
    return holder


class Why(QWidget):
    """ "Why does it say this?": the longer words, the rule behind them, and the page that explains it."""

    def __init__(self, news: MarkerNews, heading: str, read: Callable[[str], object]) -> None:
        super().__init__()
        findings = (*news.findings, *news.further)
        self._more = QWidget()
        self.button = link(_("Why does it say this?"), self._toggle)
        self.button.setAccessibleName(_("{result}: why does it say this?").format(result=heading))
        told = [] if news.is_ctdna else [say(finding, long=True) for finding in news.further]
        longer = [Words(words, "small") for words in dict.fromkeys([*longer_words(news.findings), *told])]
        sources = [Words(words, "small", "muted") for words in dict.fromkeys(rules_of(findings))]
        column = Column(*longer, *sources, gap=6)
        page = next((page for finding in findings if (page := article_for(finding.code)) is not None), None)
        if page is not None:
            key = page.key
            column.addLayout(Flow(link(_("Read more: {title}").format(title=page.title), lambda: read(key))))
        self._more.setLayout(column)
        self._more.hide()
        self.setLayout(Column(Flow(self.button), self._more, gap=4))

    def _toggle(self) -> None:
        self._more.setVisible(self._more.isHidden())


def longer_words(findings: Sequence[Finding]) -> list[str]:
    """Return what is said of *findings* in addition to the short sentences."""
    found = []
    for finding in findings:
        short, long = say(finding), say(finding, long=True)
        more = long.removeprefix(short).strip()
        if more:
            found.append(more)
    return found


def rules_of(findings: Sequence[Finding]) -> list[str]:
    """Return the sentences that name the rules behind *findings*."""
    return [_("Rule: {source}.").format(source=finding.source) for finding in findings if finding.source]


def heading_of(news: MarkerNews) -> str:
    """Return what a result is and of which day, which gives nothing away."""
    day = dates.short_day(news.result.happened_on)
    if news.is_ctdna:
        return _("Tumour DNA in blood, {day}").format(day=day)
    return _("{name}, {day}").format(name=analyte_name(news.result.analyte, news.result.name), day=day)


def limit_of(news: MarkerNews) -> str:
    """Return from where the test finds tumour DNA, in words; "" where that was not written down."""
    result = news.result
    if result.detection_limit is None:
        return ""
    unit = numbers.unit(result.quantity.unit) if result.quantity is not None else ""
    limit = f"{numbers.number(result.detection_limit)} {unit}".strip()
    return _("Finds it from {limit} upwards").format(limit=limit)


def _ctdna_chip(news: MarkerNews) -> QWidget:
    found = was_found(news.result)
    if found is None:
        chip = unknown_chip(_("Not said"))
    else:
        chip = Chip(_("Found"), "circle", token="ink") if found else unknown_chip(_("Not found"))
    holder = QWidget()
    holder.setLayout(Flow(chip))
    return holder
