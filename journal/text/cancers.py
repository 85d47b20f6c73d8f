"""Kinds of cancer by the key that tables of tests know them by."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Final

from journal.text.language import _

CANCERS: Final[Mapping[str, Callable[[], str]]] = {
    "anal": lambda: _("Anal cancer"),
    "bile duct": lambda: _("Bile duct cancer"),
    "bladder": lambda: _("Bladder cancer"),
    "colorectal": lambda: _("Bowel cancer"),
    "brain": lambda: _("Brain tumour"),
    "breast": lambda: _("Breast cancer"),
    "cervix": lambda: _("Cervical cancer"),
    "head and neck": lambda: _("Head and neck cancer"),
    "leukaemia": lambda: _("Leukaemia"),
    "liver": lambda: _("Liver cancer"),
    "lung": lambda: _("Lung cancer"),
    "lymphoma": lambda: _("Lymphoma"),
    "melanoma": lambda: _("Melanoma"),
    "myeloma": lambda: _("Myeloma"),
    "neuroendocrine tumours": lambda: _("Neuroendocrine tumour"),
    "oesophagus": lambda: _("Oesophageal cancer"),
    "ovary": lambda: _("Ovarian cancer"),
    "pancreas": lambda: _("Pancreatic cancer"),
    "prostate": lambda: _("Prostate cancer"),
    "stomach": lambda: _("Stomach cancer"),
    "testicular": lambda: _("Testicular cancer"),
    "medullary thyroid": lambda: _("Thyroid cancer (medullary)"),
    "womb lining": lambda: _("Womb cancer"),
}


def cancer_name(key: str) -> str:
    """Return a kind of cancer in words; as it is where the list does not know it."""
    return CANCERS[key]() if key in CANCERS else key
