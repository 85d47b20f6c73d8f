"""How each finding is said, of all rules together; loaded with the first finding that is said."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from journal.text.findings import (
    best,
    calls,
    ctdna_course,
    fits,
    gcig,
    imwg,
    irecist,
    kinetics,
    lugano,
    markers,
    measurable,
    mrecist,
    neighbours,
    other_readings,
    pcwg3,
    pet,
    rano,
    reader_band,
    readings,
    recist,
    so_far,
    too_early,
)
from journal.text.findings.saying import Saying

SAYINGS: Final[Mapping[str, Saying]] = {
    **recist.SAYINGS,
    **irecist.SAYINGS,
    **mrecist.SAYINGS,
    **pcwg3.SAYINGS,
    **gcig.SAYINGS,
    **imwg.SAYINGS,
    **lugano.SAYINGS,
    **pet.SAYINGS,
    **rano.SAYINGS,
    **readings.SAYINGS,
    **fits.SAYINGS,
    **measurable.SAYINGS,
    **neighbours.SAYINGS,
    **reader_band.SAYINGS,
    **other_readings.SAYINGS,
    **too_early.SAYINGS,
    **best.SAYINGS,
    **so_far.SAYINGS,
    **markers.SAYINGS,
    **ctdna_course.SAYINGS,
    **kinetics.SAYINGS,
    **calls.SAYINGS,
}
