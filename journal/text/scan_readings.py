"""What scans say beside sizes, in words: each thing, what can be said of it, and the categories of their rules."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Final

from journal.domain.scan_readings import ReadingRule
from journal.text.language import _

CRITERION_NAMES: Final[Mapping[str, str]] = {
    "lugano": "Lugano",
    "rano": "RANO",
    "percist": "PERCIST",
    "eortc-pet": "EORTC",
    "pcwg3": "PCWG3",
}
RULE_NAMES: Final[Mapping[ReadingRule, Callable[[], str]]] = {
    ReadingRule.LUGANO: lambda: _("Lugano, for lymphoma"),
    ReadingRule.RANO: lambda: _("RANO, for brain tumours"),
    ReadingRule.PET: lambda: _("PERCIST or EORTC, for the values of a PET"),
    ReadingRule.PCWG3: lambda: _("PCWG3, for bone scans"),
}
_NAMES: Final[Mapping[str, Callable[[], str]]] = {
    "deauville": lambda: _("Score (Deauville)"),
    "uptake": lambda: _("Uptake since the first PET"),
    "marrow": lambda: _("Marrow"),
    "spleen": lambda: _("Length of the spleen"),
    "node": lambda: _("Node"),
    "extranodal": lambda: _("Spot outside nodes"),
    "unmeasured": lambda: _("Seen but not measured"),
    "enhancing": lambda: _("Takes up contrast"),
    "non-enhancing": lambda: _("Takes up no contrast"),
    "t2-flair": lambda: _("T2/FLAIR pictures"),
    "steroids": lambda: _("Dose of steroids"),
    "steroid-dose": lambda: _("or dexamethasone a day"),
    "clinical": lambda: _("How you are"),
    "sul-peak": lambda: _("SULpeak, hottest spot"),
    "suv-max": lambda: _("SUVmax"),
    "suv-bsa": lambda: _("SUV by body surface"),
    "liver-sul-mean": lambda: _("Liver, mean SUL"),
    "liver-sul-sd": lambda: _("Liver, spread (SD)"),
    "tlg": lambda: _("All together (TLG)"),
    "extent": lambda: _("Longest stretch of uptake"),
    "tumour-uptake": lambda: _("The reader’s word"),
    "bone-new": lambda: _("New spots in the bones, counted"),
}
_WORDS: Final[Mapping[tuple[str, str], Callable[[], str]]] = {
    ("deauville", "x"): lambda: _("X: new, but hardly lymphoma"),
    ("uptake", "lower"): lambda: _("less"),
    ("uptake", "same"): lambda: _("about the same"),
    ("uptake", "higher"): lambda: _("more"),
    ("marrow", "clear"): lambda: _("clear"),
    ("marrow", "involved"): lambda: _("takes part"),
    ("t2-flair", "lower"): lambda: _("less than before"),
    ("t2-flair", "same"): lambda: _("about the same"),
    ("t2-flair", "higher"): lambda: _("more than before"),
    ("steroids", "none"): lambda: _("none"),
    ("steroids", "lower"): lambda: _("lower than at the start"),
    ("steroids", "same"): lambda: _("the same as at the start"),
    ("steroids", "higher"): lambda: _("higher than at the start"),
    ("clinical", "better"): lambda: _("better"),
    ("clinical", "same"): lambda: _("about the same"),
    ("clinical", "worse"): lambda: _("clearly worse"),
    ("tumour-uptake", "GONE"): lambda: _("no spot stands out any more"),
    ("tumour-uptake", "PRESENT"): lambda: _("spots still stand out"),
}
_STATES: Final[Mapping[str, Callable[[], str]]] = {
    "absent": lambda: _("gone"),
    "present": lambda: _("there"),
    "too-small": lambda: _("too small"),
    "not-assessed": lambda: _("not looked at"),
    "progressed": lambda: _("growing"),
}
CATEGORIES: Final[Mapping[str, Callable[[], str]]] = {
    "CMR": lambda: _("complete metabolic response"),
    "PMR": lambda: _("partial metabolic response"),
    "NMR": lambda: _("no metabolic response"),
    "SMD": lambda: _("stable metabolic disease"),
    "PMD": lambda: _("progressive metabolic disease"),
    "CR": lambda: _("complete response"),
    "PR": lambda: _("partial response"),
    "MR": lambda: _("minor response"),
    "SD": lambda: _("stable disease"),
    "PDu": lambda: _("growth, not confirmed"),
    "PD": lambda: _("progressive disease"),
    "NON-PD": lambda: _("not growing"),
    "NE": lambda: _("not evaluable"),
}


def reading_name(what: str) -> str:
    """Return what a kind of reading is called; as it is where it is not known."""
    return _NAMES[what]() if what in _NAMES else what


def reading_word(what: str, word: str) -> str:
    """Return what was said of it, in words; as it is where that is a number or not known."""
    said = _WORDS.get((what, word)) or _STATES.get(word)
    return said() if said is not None else word


def words_for(what: str) -> tuple[tuple[str, str], ...]:
    """Return the words that can be said of a kind of reading, each with what it is called."""
    return tuple((word, said()) for (kind, word), said in _WORDS.items() if kind == what)


def rule_name(rule: ReadingRule) -> str:
    """Return what a rule is called, and what it is for."""
    return RULE_NAMES[rule]()


def criterion_name(criterion: str) -> str:
    """Return what a criterion, named as in CRITERIA, is called."""
    return CRITERION_NAMES[criterion]


def category_name(category: str) -> str:
    """Return a category of one of these rules in full words."""
    return CATEGORIES[category]()
