"""Which criteria fit a person, in words."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from journal.text.findings.saying import Saying, text_of
from journal.text.language import _

SAYINGS: Final[Mapping[str, Saying]] = {
    "fits.recist": Saying(
        lambda f: _("Most teams read the sizes of lumps by a rule called RECIST 1.1."),
    ),
    "fits.recist_unsure": Saying(
        lambda f: _("The kind of cancer is not written down. For most kinds with lumps, the rule is RECIST 1.1."),
    ),
    "fits.irecist": Saying(
        lambda f: _(
            "With {drug}, a spot can swell before it shrinks. The rule iRECIST waits for a second scan."
        ).format(drug=text_of(f, "drug"))
    ),
    "fits.irecist_if_given": Saying(
        lambda f: _("The plan names {drug} as an option. If you get it, the rule iRECIST may fit.").format(
            drug=text_of(f, "drug")
        )
    ),
    "fits.mrecist": Saying(
        lambda f: _("For most liver cancers, the rule mRECIST reads the part that still takes up contrast.")
    ),
    "fits.pcwg3": Saying(lambda f: _("For the prostate, the rule PCWG3 reads PSA and bone scans each by itself.")),
    "fits.gcig_ca125": Saying(lambda f: _("For the ovary, the rule by GCIG reads CA 125 beside the scans.")),
    "fits.lugano": Saying(lambda f: _("For lymphoma, the rule Lugano reads how much sugar the spots take up.")),
    "fits.imwg": Saying(lambda f: _("For myeloma, the rule by IMWG reads blood, urine and marrow.")),
    "fits.rano": Saying(
        lambda f: _("For the brain, the rule RANO reads the scan, the steroids and how you are, all together.")
    ),
    "fits.percist": Saying(
        lambda f: _("There is a PET scan. The rule PERCIST reads how much sugar the hottest spot takes up.")
    ),
    "fits.none": Saying(lambda f: _("For this kind of cancer, this journal knows no rule to read the notes by.")),
}
