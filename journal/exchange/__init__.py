"""What others write: one file a foreign format; IMPORTERS are tried in this order."""

from __future__ import annotations

from typing import Final

from journal.exchange import fhir_r4, lab_csv
from journal.exchange.batch import Importer

IMPORTERS: Final[tuple[Importer, ...]] = (
    Importer("FHIR R4", fhir_r4.recognises, fhir_r4.read),
    Importer("CSV", lab_csv.recognises, lab_csv.read),
)
