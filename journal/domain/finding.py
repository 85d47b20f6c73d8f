"""What a rule answers: a code with values, never a sentence."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import field
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import TypeAlias

from journal.domain.late_dataclass import dataclass
from journal.domain.quantity import Quantity

Value: TypeAlias = "str | int | bool | Decimal | Fraction | date | Quantity | tuple[Value, ...] | None"


@dataclass(frozen=True, kw_only=True)
class Finding:
    """What the numbers point to, with the working; the text floor says it.

    *code* names the answer ("recist.pr"), *values* hold every number the answer rests on (sizes in mm, shares as
    exact fractions), *record_ids* the records it was read from, *missing* what would have been needed (lesion
    names, "new_lesion", …), *source* the publication and section of the rule that decided.
    """

    code: str
    values: Mapping[str, Value] = field(default_factory=dict)
    record_ids: tuple[str, ...] = ()
    missing: tuple[str, ...] = ()
    source: str = ""
    reasons: tuple[Finding, ...] = ()
