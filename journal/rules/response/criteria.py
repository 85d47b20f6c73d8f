"""The response criteria there are, in the order shown; loads them all."""

from typing import Final

from journal.rules.response import (
    eortc_pet,
    gcig_ca125,
    imwg,
    irecist,
    lugano,
    mrecist,
    pcwg3,
    percist,
    rano,
    recist_1_1,
)

CRITERIA: Final = (
    ("recist-1.1", recist_1_1),
    ("irecist", irecist),
    ("mrecist", mrecist),
    ("pcwg3", pcwg3),
    ("gcig-ca125", gcig_ca125),
    ("imwg", imwg),
    ("lugano", lugano),
    ("percist", percist),
    ("eortc-pet", eortc_pet),
    ("rano", rano),
)
