"""Myeloma by IMWG, in words."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from typing import Final

from journal.domain.finding import Finding
from journal.domain.problems import N_
from journal.text.findings.saying import Saying, missing_of, share_of
from journal.text.language import _

LINES: Final = (Fraction(-25, 100), Fraction(-50, 100), Fraction(-90, 100))  # a share never looks equal to one
TESTS: Final[Mapping[str, str]] = {
    "m-protein": N_("M-protein in the blood"),
    "urine-m-protein": N_("M-protein in the urine"),
    "dflc": N_("light chains"),
    "flc-ratio": N_("ratio of light chains"),
    "plasma-cells": N_("plasma cells in the marrow"),
    "clonal-cells": N_("cells of one kind in the marrow"),
    "immunofixation-serum": N_("trace test of the blood"),
    "immunofixation-urine": N_("trace test of the urine"),
    "plasmacytoma": N_("lumps of plasma cells"),
}


def _share(finding: Finding) -> str:
    return share_of(finding, "share", *LINES, sign=True)


SAYINGS: Final[Mapping[str, Saying]] = {
    "imwg.overall.scr": Saying(
        lambda f: _("By these tests, the rule for myeloma points to sCR: the finest tests find no trace of it."),
    ),
    "imwg.overall.cr": Saying(
        lambda f: _("By these tests, the rule for myeloma points to a complete response: no M-protein is found."),
    ),
    "imwg.overall.vgpr": Saying(
        lambda f: _("By these tests, the rule for myeloma points to VGPR: at most a tenth of it is left."),
    ),
    "imwg.overall.pr": Saying(
        lambda f: _("By these tests, the rule for myeloma points to a partial response: at most half is left."),
    ),
    "imwg.overall.mr": Saying(
        lambda f: _("By these tests, the rule for myeloma points to MR: a quarter or more is gone."),
    ),
    "imwg.overall.sd": Saying(
        lambda f: _("By these tests, the rule for myeloma points to stable disease: little less, and not growing."),
    ),
    "imwg.overall.pdu": Saying(
        lambda f: _("By these tests, the rule for myeloma points to growth that is not confirmed yet."),
    ),
    "imwg.overall.pd": Saying(
        lambda f: _("By these tests, the rule for myeloma points to progressive disease: it is growing."),
    ),
    "imwg.overall.ne": Saying(lambda f: _("These tests are not enough for the rule for myeloma to give an answer.")),
    "imwg.reason.serum_grew": Saying(
        lambda f: _("The M-protein in the blood is up by 25 % and 0.5 g/dL or more from its lowest."),
        lambda f: _("Where the lowest was 5 g/dL or more, the rule asks for 1 g/dL."),
    ),
    "imwg.reason.urine_grew": Saying(
        lambda f: _("The M-protein in the urine is up by 25 % and 200 mg a day or more from its lowest.")
    ),
    "imwg.reason.chains_grew": Saying(
        lambda f: _("The light chains are up by 25 % and more than 100 mg/L from their lowest.")
    ),
    "imwg.reason.cells_grew": Saying(
        lambda f: _("The marrow holds more plasma cells than at its lowest, by 10 points or more.")
    ),
    "imwg.reason.lumps_grew": Saying(lambda f: _("A lump of plasma cells is new, or larger by half or more.")),
    "imwg.reason.new_lesion": Saying(lambda f: _("A scan shows a new spot.")),
    "imwg.reason.calcium_high": Saying(lambda f: _("The calcium was called too high because of the myeloma.")),
    "imwg.reason.serum_change": Saying(
        lambda f: _("The M-protein in the blood is {share} since the start.").format(share=_share(f))
    ),
    "imwg.reason.urine_change": Saying(
        lambda f: _("The M-protein in the urine is {share} since the start.").format(share=_share(f))
    ),
    "imwg.reason.chains_change": Saying(
        lambda f: _("The light chain that is too high, less the other, is {share} since the start.").format(
            share=_share(f)
        )
    ),
    "imwg.reason.cells_change": Saying(
        lambda f: _("The plasma cells in the marrow are {share} since the start.").format(share=_share(f))
    ),
    "imwg.reason.growth_unconfirmed": Saying(
        lambda f: _("No later test confirms this growth yet. The rule waits for a second one.")
    ),
    "imwg.reason.growth_not_repeated": Saying(
        lambda f: _("One test looked like growth. The next one did not, so the rule does not count it.")
    ),
    "imwg.reason.response_unconfirmed": Saying(
        lambda f: _("This visit alone would point higher. The rule asks for a second one that agrees.")
    ),
    "imwg.reason.response_continues": Saying(
        lambda f: _("This visit alone would point lower. The word stays until growth is confirmed.")
    ),
    "imwg.reason.proof_missing": Saying(
        lambda f: _("To name a deeper response, the rule would need: {tests}.").format(tests=missing_of(f, TESTS))
    ),
    "imwg.reason.test_missing": Saying(
        lambda f: _("These tests are missing for this visit: {tests}.").format(tests=missing_of(f, TESTS))
    ),
    "imwg.reason.nothing_measurable": Saying(
        lambda f: _("Before treatment, no test was high enough for this rule to follow, or none was written down.")
    ),
}
