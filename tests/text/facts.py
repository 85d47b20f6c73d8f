"""The facts that the explaining pages must carry, each with the page and the words that carry it.

The numbers are those of the list of facts in the domain's fact sheet, section 10.  What it lists beyond these (its
cautions, the mechanisms of section 4, the choices of section 5) has the number of the fact it belongs to, or 0.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final


@dataclass(frozen=True)
class Fact:
    """A fact: its number, what it is in short, the page that carries it, and words of that page."""

    number: int
    short: str
    page: str
    words: str


FACTS: Final = (
    Fact(1, "chemo is a medicine for the whole body", "chemo-and-spread", "a medicine for the whole body"),
    Fact(1, "it hits cells that divide fast", "chemo-and-spread", "It hits cells that divide fast"),
    Fact(2, "it kills or stops cells, to shrink and hold", "chemo-and-spread", "so that tumours shrink or are held in"),
    Fact(3, "people worry that it grows meanwhile", "chemo-and-spread", "Can the cancer grow or spread while I am on"),
    Fact(4, "the way is not a straight line", "chemo-and-spread", "often not a straight line"),
    Fact(
        5,
        "progression: growth in spite of treatment",
        "chemo-and-spread",
        "grows, spreads or gets worse in spite of chemo",
    ),
    Fact(5, "progression: growth in spite of treatment", "progressive-disease", "even though treatment is going on"),
    Fact(6, "bigger spots, or new ones", "chemo-and-spread", "old spots get bigger, or new spots appear"),
    Fact(6, "a new spot is a metastasis", "progressive-disease", "A new spot in another place is called a metastasis"),
    Fact(7, "this drug is not enough", "progressive-disease", "is not strong enough against this cancer now"),
    Fact(8, "chemo does not cause spread", "chemo-and-spread", "Chemo does not make cancer spread."),
    Fact(8, "what the study of 2017 did not show", "chemo-and-spread", "did not show that people on chemo do worse"),
    Fact(9, "the cause is resistance", "chemo-and-spread", "The cause is resistance"),
    Fact(
        10,
        "resistance from the start",
        "why-treatment-can-stop",
        "could live through the drug before it was ever given",
    ),
    Fact(11, "resistance that comes later", "why-treatment-can-stop", "the cells found a way around it"),
    Fact(
        12, "those that live go on and may spread", "chemo-and-spread", "Those cells go on dividing, and some may move"
    ),
    Fact(13, "cells change under the pressure", "why-treatment-can-stop", "Under the pressure of a drug, cells change"),
    Fact(13, "those that are left become the new crowd", "how-cells-resist", "can grow into a new crowd"),
    Fact(
        14,
        "resistance to several drugs",
        "how-cells-resist",
        "cells that resist one drug also resist others that are not",
    ),
    Fact(15, "pumps in the wall of the cell", "how-cells-resist", "tiny pumps in their wall"),
    Fact(15, "P-gp", "how-cells-resist", "One such pump is called P-gp"),
    Fact(16, "too little drug stays inside", "how-cells-resist", "Too little stays inside to kill the cell"),
    Fact(16, "drugs against pumps let down", "how-cells-resist", "They have mostly let people down"),
    Fact(17, "another path for the signal", "how-cells-resist", "the signal can take another"),
    Fact(17, "PI3K/Akt/mTOR", "how-cells-resist", "PI3K/Akt/mTOR"),
    Fact(18, "harm to DNA is how chemo kills", "how-cells-resist", "Many chemo drugs kill a cell by harming its DNA"),
    Fact(18, "better repair", "how-cells-resist", "Some cells get better at mending it"),
    Fact(19, "a changed target", "how-cells-resist", "If the lock changes its shape"),
    Fact(20, "blocked apoptosis", "how-cells-resist", "In some cancer cells, that switch is stuck"),
    Fact(21, "those that are left are tougher", "why-treatment-can-stop", "The ones that are left are often tougher"),
    Fact(0, "resting cells", "how-cells-resist", "Some cells rest while the drug is there"),
    Fact(0, "hiding places", "how-cells-resist", "where it hardly gets in, such as the brain"),
    Fact(22, "checks at set times", "how-the-team-finds-out", "puts several checks together, at set times"),
    Fact(
        23,
        "an exam: symptoms, lumps, nodes",
        "how-the-team-finds-out",
        "feel for lumps and check the size of your lymph",
    ),
    Fact(24, "blood counts", "how-the-team-finds-out", "A blood count tells if the next dose is all right"),
    Fact(24, "markers in some cancers", "how-the-team-finds-out", "Tumour markers help in some cancers"),
    Fact(
        24, "a marker alone is not enough", "tumour-markers", "A marker by itself is not enough to change a treatment"
    ),
    Fact(24, "early rises", "tumour-markers", "a marker may rise although the treatment works"),
    Fact(25, "CT", "scans", "CT makes many X-ray pictures"),
    Fact(25, "MRI", "scans", "MRI uses a magnet"),
    Fact(25, "PET", "scans", "PET shows which spots take up a lot of sugar"),
    Fact(25, "at set intervals", "scans", "Scans come at set times"),
    Fact(26, "compared with earlier scans", "scans", "A new scan is set beside the earlier ones"),
    Fact(27, "complete response", "complete-response", "no sign of the cancer now"),
    Fact(27, "it is not a cure", "complete-response", "It is not the same as a cure"),
    Fact(
        27, "no evidence of disease is not a cure", "remission-and-cure", "No sign of cancer is not the same as a cure"
    ),
    Fact(27, "partial response", "partial-response", "clearly smaller than at the start. It is still there"),
    Fact(27, "stable disease", "stable-disease", "has not clearly shrunk, and it has not clearly grown"),
    Fact(27, "progressive disease", "progressive-disease", "The cancer is growing, or there is a new spot"),
    Fact(28, "ctDNA shows promise", "ctdna", "The test shows promise"),
    Fact(
        29, "a rise can come months before", "ctdna", "a rise shows growth before a scan does, by weeks or even months"
    ),
    Fact(29, "the time gained depends on the scan", "ctdna", "It depends on when the next scan is done"),
    Fact(30, "two or three cycles first", "why-two-or-three-cycles", "at least two or three cycles"),
    Fact(31, "growth changes the plan", "other-drug-or-mix", "Growth leads to a change of plan"),
    Fact(31, "growth changes the plan", "progressive-disease", "this news changes the plan"),
    Fact(32, "stop and switch", "other-drug-or-mix", "the drug that no longer works is stopped, and another one"),
    Fact(32, "unless it may be swelling", "other-drug-or-mix", "It may be swelling, not growth"),
    Fact(32, "unless few spots grow", "other-drug-or-mix", "Just one or a few spots grow"),
    Fact(33, "open to another drug", "other-drug-or-mix", "Cells that resist one drug may still be open to another"),
    Fact(
        33, "open to another drug", "why-treatment-can-stop", "Cells that resist one drug may still be open to another"
    ),
    Fact(34, "targeted drugs", "targeted-therapy", "These drugs block one thing that the cancer needs"),
    Fact(
        35,
        "testing again finds a drug that fits",
        "new-biopsy",
        "A new test shows what it is like now, and it may point to",
    ),
    Fact(36, "trials: new drugs, new mixes", "clinical-trial", "A trial tests new drugs or new mixes"),
    Fact(
        37,
        "naming it lets the plan change",
        "chemo-and-spread",
        "Once they see it and name it, they can change the plan",
    ),
    Fact(37, "naming it lets the plan change", "progressive-disease", "Seeing growth early helps in one way"),
    Fact(0, "immune drugs", "immunotherapy", "Immunotherapy helps your immune system to see the cancer"),
    Fact(0, "hormone drugs", "hormone-therapy", "These drugs lower the hormones"),
    Fact(0, "treatment of one place", "local-treatment", "only one place is treated, with surgery, rays or heat"),
    Fact(0, "breaks", "treatment-break", "A break is a planned rest, agreed with your team"),
    Fact(0, "palliative care", "supportive-care", "You can have it at any time, along with cancer treatment"),
    Fact(0, "second opinion", "second-opinion", "Another cancer doctor looks at your case"),
    Fact(0, "mixed response", "mixed-response", "Some spots have shrunk, and some have grown"),
    Fact(0, "not evaluable", "not-evaluable", "This test could not give an answer"),
    Fact(0, "pseudoprogression", "looks-bigger", "a spot can look bigger on an early scan and shrink later"),
    Fact(0, "a dose change is part of care", "dose-changes", "is a normal part of care"),
    Fact(
        0, "the person did not fail", "why-treatment-can-stop", "The treatment stopped working. You did nothing wrong."
    ),
)
