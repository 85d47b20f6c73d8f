"""The sample's blood: counts that fall after each cycle, CEA with an early rise, tumour DNA, genes."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from journal.actions.sample.story import LineStory
from journal.actions.sample.telling import Telling
from journal.domain.quantity import Comparator, Quantity
from journal.domain.results import GenomicFinding, LabResult
from journal.reference.analytes import analytes
from journal.text.language import _

LABORATORY: Final = "St Aldhelm's laboratory"
OTHER_LABORATORY: Final = "Northgate clinic laboratory"
NADIR_CYCLES: Final = frozenset({2, 4, 9})  # where blood was also taken about ten days after the dose


@dataclass(frozen=True)
class Count:
    """One test of the usual sheet: before a cycle, at its lowest, the spread of chance, the laboratory's range."""

    analyte: str
    usual: float
    lowest: float
    spread: float
    decimals: int
    low: str
    high: str
    flag_low: str = "L"


SHEET: Final = (
    Count("haemoglobin", 108, 99, 3, 0, "115", "160"),
    Count("white_cells", 4.9, 2.2, 0.5, 1, "4.0", "11.0"),
    Count("neutrophils", 2.4, 0.9, 0.35, 1, "2.0", "7.5"),
    Count("lymphocytes", 1.3, 0.8, 0.2, 1, "1.0", "4.0"),
    Count("platelets", 168, 104, 18, 0, "150", "400"),
    Count("creatinine", 69, 74, 4, 0, "45", "84"),
    Count("egfr", 82, 78, 3, 0, "60", ""),
    Count("bilirubin_total", 11, 12, 2, 0, "0", "21"),
    Count("alt", 34, 46, 8, 0, "0", "41"),
    Count("ast", 30, 38, 6, 0, "0", "40"),
    Count("alp", 118, 124, 9, 0, "30", "130"),
    Count("albumin", 37, 34, 1.4, 0, "35", "50"),
    Count("sodium", 139, 137, 1.6, 0, "133", "146"),
    Count("potassium", 4.1, 3.8, 0.2, 1, "3.5", "5.3"),
    Count("calcium_corrected", 2.34, 2.3, 0.05, 2, "2.20", "2.60"),
    Count("magnesium", 0.82, 0.74, 0.05, 2, "0.70", "1.00"),
    Count("crp", 8, 30, 4, 0, "0", "5"),
)

# CEA in ng/mL: (days before today, value).  Line 1 begins at 490, line 2 at 146; both rise first, then fall.
CEA: Final = (
    (491, "51.6"), (477, "63.4"), (463, "58.0"), (449, "43.8"), (428, "30.2"), (400, "22.5"), (372, "15.9"),
    (344, "12.6"), (316, "9.4"), (301, "8.1"), (280, "7.2"), (259, "6.9"), (238, "8.8"), (217, "12.9"),
    (196, "19.7"), (180, "24.8"), (147, "33.5"), (133, "41.9"), (119, "38.2"), (98, "29.0"), (70, "21.7"),
    (42, "16.8"), (28, "15.1"), (14, "13.6"), (1, "12.9"),
)  # fmt: skip
CEA_ELSEWHERE: Final = (533, "38.0")  # another laboratory: never joined to the rest

# Tumour DNA as a share of all free DNA, in percent; None is "not detected".  Found again before the scan showed more.
CTDNA: Final = (
    (488, "2.4"), (430, "0.61"), (373, None), (309, None), (246, "0.08"), (218, "0.31"), (190, "1.2"), (145, "3.6"),
    (91, "0.74"), (20, "0.22"),
)  # fmt: skip
CTDNA_LIMIT: Final = Decimal("0.02")
# CA 19-9 now and then, once only as a limit.
CA19_9: Final = ((491, "64"), (372, "22"), (238, "<10"), (147, "71"), (28, "38"))


def tell_counts(telling: Telling, lines: tuple[LineStory, ...]) -> None:
    """Tell the sheet of the day before each cycle, and some taken when the counts are lowest."""
    for line in lines:
        for number, cycle in enumerate(line.cycles, start=1):
            _tell_sheet(telling, cycle.before + 1 + cycle.late, 0.0 if not cycle.late else 0.75)
            if cycle.late:
                _tell_sheet(telling, cycle.before + 1, 0.1)
            if number in NADIR_CYCLES and cycle.before > 20:
                _tell_sheet(telling, cycle.before - 9, 1.0)
    _tell_sheet(telling, 1, 0.05)


def _tell_sheet(telling: Telling, before: int, depth: float) -> None:
    """Tell one sheet; *depth* is 0 for the usual values, 1 for the lowest."""
    for count in SHEET:
        value = telling.near(count.usual + (count.lowest - count.usual) * depth, count.spread, count.decimals)
        _tell_result(telling, before, count.analyte, value, low=count.low, high=count.high)


def tell_fever_sheet(telling: Telling, before: int) -> None:
    """Tell the blood taken on the day of the fever."""
    for analyte, value, low, high in (
        ("neutrophils", "0.6", "2.0", "7.5"),
        ("white_cells", "1.4", "4.0", "11.0"),
        ("haemoglobin", "101", "115", "160"),
        ("platelets", "96", "150", "400"),
        ("crp", "84", "0", "5"),
        ("creatinine", "78", "45", "84"),
    ):
        _tell_result(telling, before, analyte, value, low=low, high=high)


def tell_markers(telling: Telling) -> None:
    """Tell CEA, CA 19-9 and tumour DNA."""
    before, value = CEA_ELSEWHERE
    _tell_result(telling, before, "cea", value, high="4.7", laboratory=OTHER_LABORATORY)
    for before, value in CEA:
        _tell_result(telling, before, "cea", value, high="5.0")
    for before, value in CA19_9:
        _tell_result(telling, before, "ca19_9", value, high="37")
    for before, share in CTDNA:
        found = None if share is None else Quantity(Decimal(share), "%")
        telling.add(
            LabResult,
            before,
            analyte="ctdna_vaf",
            name="ctDNA",
            quantity=found,
            printed="not detected" if share is None else f"{share} %",
            detection_limit=CTDNA_LIMIT,
            laboratory="Cantlow Genomics",
            method="ClearPlasma 74",
        )


def tell_earlier_markers(telling: Telling, lines: tuple[LineStory, ...]) -> None:
    """Tell a CEA before each cycle of the years before the story, falling through each line and rising after it."""
    for line in lines:
        for number, cycle in enumerate(line.cycles):
            value = telling.near(48 * 0.87**number + 5, 1.5, 1)
            _tell_result(telling, cycle.before + 1, "cea", value, high="5.0")


def _tell_result(
    telling: Telling,
    before: int,
    analyte: str,
    printed: str,
    *,
    low: str = "",
    high: str = "",
    laboratory: str = LABORATORY,
) -> None:
    known = analytes()[analyte]
    comparator = Comparator.LESS if printed.startswith("<") else Comparator.NONE
    value = Decimal(printed.lstrip("<"))
    flag = "L" if low and value < Decimal(low) else "H" if high and value > Decimal(high) else ""
    telling.add(
        LabResult,
        before,
        analyte=analyte,
        name=known.name,
        loinc=known.loinc,
        quantity=Quantity(value, known.unit, comparator),
        printed=printed,
        low=Decimal(low) if low else None,
        high=Decimal(high) if high else None,
        flag="" if comparator is not Comparator.NONE else flag,
        laboratory=laboratory,
    )


FIRST_GENES: Final = (("KRAS", "mutated", "G12D"), ("BRAF", "wild type", ""), ("MSI", "stable", ""))
LATER_GENES: Final = (
    ("KRAS", "mutated", "G12D"),
    ("HER2", "not amplified", ""),
    ("PIK3CA", "mutated", "E545K"),
    ("MSI", "stable", ""),
)


def tell_genes(telling: Telling) -> None:
    """Tell the gene tests: of the tumour at first, and of the biopsy when the treatment had stopped working."""
    for before, specimen, found in ((512, _("tumour"), FIRST_GENES), (160, _("liver, biopsy"), LATER_GENES)):
        for gene, result, variant in found:
            telling.add(
                GenomicFinding,
                before,
                gene=gene,
                result=result,
                variant=variant,
                specimen=specimen,
                laboratory="Cantlow Genomics",
            )
