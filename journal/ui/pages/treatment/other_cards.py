"""What is treatment and no drug, and what gene tests found: two lists of records."""

from __future__ import annotations

from datetime import date

from journal.actions.checks import ask_day
from journal.domain.problems import N_, Problem
from journal.domain.results import GenomicFinding
from journal.domain.treatment import Procedure, ProcedureKind
from journal.text import dates
from journal.text.language import _, ngettext
from journal.text.treatment import procedure_name
from journal.ui.live_journal import LiveJournal
from journal.ui.widgets.record_form import Entry
from journal.ui.widgets.records_card import RecordsCard, RowWords, joined
from journal.ui.window_services import WindowServices


class ProceduresCard(RecordsCard[Procedure]):
    """Operations, radiotherapy, fluid drained, blood given."""

    def __init__(self, live: LiveJournal, window: WindowServices) -> None:
        super().__init__(
            live,
            window,
            _("Operations and radiotherapy"),
            _("Add one"),
            _("Operations, radiotherapy, a port, drained fluid or given blood stand here."),
        )
        self.add_button.setAccessibleName(_("Add an operation or radiotherapy"))

    def all_words(self, count: int) -> str:
        return ngettext("Show {count} earlier one", "Show {count} earlier ones", count).format(count=count)

    def words_of(self, record: Procedure) -> RowWords:
        days = dates.day(record.happened_on, record.precision)
        if record.ended_on is not None:
            days = _("{first} to {last}").format(first=days, last=dates.day(record.ended_on))
        kind = "" if record.kind is ProcedureKind.OTHER else procedure_name(record.kind)
        return RowWords(record.name, joined(kind, record.site, days), record.note)

    def entries(self) -> tuple[Entry, ...]:
        kinds = tuple(
            (kind, procedure_name(kind) if kind is not ProcedureKind.OTHER else _("Something else"))
            for kind in ProcedureKind
        )
        return (
            Entry("name", _("What was done"), is_required=True),
            Entry("kind", _("Kind"), "choice", choices=kinds),
            Entry("site", _("Where in the body")),
            Entry("happened_on", _("Day, or first day"), "day", is_required=True, ask=self._ask_start),
            Entry("ended_on", _("Last day"), "day", ask=_ask_end, hint=_("Where it took several days")),
            Entry("note", _("Note"), "note"),
        )

    def _ask_start(self, procedure: Procedure, on: date) -> Problem | None:
        return ask_day(on, self.window_services.today())

    def blank(self, today: date) -> Procedure:
        return Procedure(happened_on=today, kind=ProcedureKind.SURGERY, name="")


class GenesCard(RecordsCard[GenomicFinding]):
    """What gene tests of tumour or blood said, in the words of the report."""

    def __init__(self, live: LiveJournal, window: WindowServices) -> None:
        super().__init__(
            live,
            window,
            _("Gene tests"),
            _("Add a gene"),
            _("What a gene test of tumour or blood said stands here, in the words of the report."),
        )

    def all_words(self, count: int) -> str:
        return ngettext("Show {count} more", "Show {count} more", count).format(count=count)

    def words_of(self, record: GenomicFinding) -> RowWords:
        name = _("{name}: {value}").format(name=record.gene, value=record.result) if record.result else record.gene
        where = joined(record.variant, record.specimen, record.method, record.laboratory)
        return RowWords(name, joined(where, dates.day(record.happened_on, record.precision)), record.note)

    def entries(self) -> tuple[Entry, ...]:
        return (
            Entry("gene", _("Gene or test"), is_required=True, hint=_("Like KRAS, or MSI")),
            Entry("result", _("Result"), hint=_("In the words of the report")),
            Entry("variant", _("Change found"), hint=_("Like G12D")),
            Entry("specimen", _("Tested in"), hint=_("Tumour, or blood")),
            Entry("method", _("Method")),
            Entry("laboratory", _("Laboratory")),
            Entry("happened_on", _("Day of the sample"), "day", is_required=True, ask=self._ask_day),
            Entry("note", _("Note"), "note"),
        )

    def _ask_day(self, finding: GenomicFinding, on: date) -> Problem | None:
        return ask_day(on, self.window_services.today())

    def blank(self, today: date) -> GenomicFinding:
        return GenomicFinding(happened_on=today, gene="")


def _ask_end(procedure: Procedure, on: date | None) -> Problem | None:
    if on is not None and on < procedure.happened_on:
        return Problem(N_("{day} is before the first day, {first}. Is it right?"), day=on, first=procedure.happened_on)
    return None
