"""What is said of a first scan that is read by more than sizes."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from journal.text.findings.saying import Saying
from journal.text.language import _

SAYINGS: Final[Mapping[str, Saying]] = {
    "read.first": Saying(lambda f: _("Later scans are compared with this one. One scan alone gives no answer.")),
}
