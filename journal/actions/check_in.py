"""The daily check-in: what stands there today, what was yesterday, and what one more answer changes."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from typing import Final

from journal.domain.late_dataclass import dataclass
from journal.domain.notes import Note
from journal.domain.patient import Contact, ContactRole
from journal.domain.quantity import Quantity
from journal.domain.results import VitalSign
from journal.domain.symptoms import ScoredBy, SymptomEntry, TrackedSymptom
from journal.reference.symptoms import symptoms
from journal.reference.tables import folded
from journal.store.change import Draft
from journal.store.journal import Journal
from journal.text.names import symptom_name

TEMPERATURE: Final = "body_temperature"
WEIGHT: Final = "weight"
UNITS: Final = {TEMPERATURE: "Cel", WEIGHT: "kg"}

# A value typed anew within this time mends the one before; later it is another measurement of the same day.
MENDED_WITHIN: Final = timedelta(minutes=10)

# The place of an own symptom that is no longer followed: its record stays, since only it knows the name.
NOT_FOLLOWED: Final = -1

# What most people follow, until a person chooses: the catalogue's core, as many as a check-in of 30 seconds holds.
USUAL: Final = (
    "nausea",
    "fatigue",
    "general_pain",
    "decreased_appetite",
    "diarrhea",
    "mouth_throat_sores",
    "numbness_tingling",
    "low_mood",
)


@dataclass(frozen=True)
class Followed:
    """One symptom of the check-in: its key and name, today's entry, and yesterday's level."""

    key: str
    name: str
    entry: SymptomEntry | None = None
    yesterday: int | None = None

    @property
    def level(self) -> int | None:
        """Today's level; None where nothing was chosen."""
        return None if self.entry is None else self.entry.level


@dataclass(frozen=True)
class CheckIn:
    """All that today's check-in shows."""

    followed: tuple[Followed, ...]
    temperature: VitalSign | None
    weight: VitalSign | None
    last_weight: VitalSign | None
    note: Note | None
    last_temperature: VitalSign | None = None

    @property
    def can_repeat(self) -> bool:
        """Say whether yesterday has a level that today lacks."""
        return any(each.level is None and each.yesterday is not None for each in self.followed)

    def unit_of(self, analyte: str) -> str:
        """Return the unit that *analyte* was written in last."""
        known = (self.temperature, self.last_temperature) if analyte == TEMPERATURE else (self.weight, self.last_weight)
        return next((sign.quantity.unit for sign in known if sign is not None), UNITS[analyte])


@dataclass(frozen=True)
class Answering:
    """Who can score: the person's name and a carer's, "" where they are not written down, and whose turn it is."""

    person: str
    carer: str
    by: ScoredBy


def answering(journal: Journal, author: str) -> Answering:
    """Return who can score; a relative among the contacts who writes here scores as one until somebody says else."""
    patient = journal.patient()
    relatives = [contact.name for contact in journal.all(Contact, role=ContactRole.FAMILY)]
    writes = next((name for name in relatives if author and name.casefold() == author.casefold()), "")
    return Answering(
        person=(patient.call_me or patient.name) if patient is not None else "",
        carer=writes or next(iter(relatives), ""),
        by=ScoredBy.CARER if writes else ScoredBy.PATIENT,
    )


def own_names(journal: Journal) -> Mapping[str, str]:
    """Return the names of the symptoms that the person added."""
    return {tracked.symptom: tracked.name for tracked in journal.all(TrackedSymptom) if tracked.name}


def temperature_unit(journal: Journal) -> str:
    """Return the unit that the person measures temperature in: that of the last one."""
    found = journal.latest(VitalSign, analyte=TEMPERATURE)
    return found[0].quantity.unit if found else UNITS[TEMPERATURE]


def known_symptom(journal: Journal, name: str) -> str | None:
    """Return the key of the symptom that is called *name*, an own one or the catalogue's; None for a new one."""
    own, wanted = own_names(journal), folded(name)
    keys = dict.fromkeys([*own, *symptoms()])
    return next((key for key in keys if wanted and folded(symptom_name(key, own)) == wanted), None)


def followed(journal: Journal) -> list[TrackedSymptom]:
    """Return the symptoms on the check-in, in their order."""
    tracked = [each for each in journal.all(TrackedSymptom) if each.position != NOT_FOLLOWED]
    return sorted(tracked, key=lambda each: (each.position, each.symptom))


def check_in(journal: Journal, today: date, by: ScoredBy = ScoredBy.PATIENT) -> CheckIn:
    """Return what *by* wrote down for *today*, with yesterday beside it."""
    tracked, names = followed(journal), own_names(journal)
    before = {
        entry.symptom: entry.level
        for entry in journal.between(SymptomEntry, today - timedelta(1), today - timedelta(1), scored_by=by)
    }
    now = {entry.symptom: entry for entry in journal.between(SymptomEntry, today, today, scored_by=by)}
    weights = journal.latest(VitalSign, today - timedelta(1), analyte=WEIGHT)
    notes = journal.between(Note, today, today)
    return CheckIn(
        followed=tuple(
            Followed(each.symptom, symptom_name(each.symptom, names), now.get(each.symptom), before.get(each.symptom))
            for each in tracked
        ),
        temperature=_last(journal, TEMPERATURE, today),
        weight=_last(journal, WEIGHT, today),
        last_weight=weights[0] if weights else None,
        note=notes[-1] if notes else None,
        last_temperature=next(iter(journal.latest(VitalSign, today - timedelta(1), analyte=TEMPERATURE)), None),
    )


def _last(journal: Journal, analyte: str, today: date) -> VitalSign | None:
    found = journal.between(VitalSign, today, today, analyte=analyte)
    return max(found, key=lambda each: (each.happened_at is not None, each.happened_at), default=None)


def score(draft: Draft, asked: Followed, level: int | None, today: date, by: ScoredBy = ScoredBy.PATIENT) -> None:
    """Write down *level* for today; None takes today's entry away."""
    if level is not None:
        entry = asked.entry or SymptomEntry(happened_on=today, symptom=asked.key, level=level, scored_by=by)
        draft.save(replace(entry, level=level, author="", written_at=None))
    elif asked.entry is not None:
        draft.delete(asked.entry)


def repeat_yesterday(draft: Draft, shown: CheckIn, today: date, by: ScoredBy = ScoredBy.PATIENT) -> None:
    """Write down yesterday's levels where today has none yet."""
    for asked in shown.followed:
        if asked.level is None and asked.yesterday is not None:
            score(draft, asked, asked.yesterday, today, by)


def measured(
    before: VitalSign | None, analyte: str, value: Decimal, printed: str, now: datetime, unit: str = ""
) -> VitalSign:
    """Return the vital sign for a value just typed: *before* mended, or another measurement at this time."""
    quantity = Quantity(value, unit or (before.quantity.unit if before is not None else UNITS[analyte]))
    if before is not None and before.written_at is not None and now.astimezone(UTC) - before.written_at < MENDED_WITHIN:
        return replace(before, quantity=quantity, printed=printed, author="", written_at=None)
    return VitalSign(
        happened_on=now.date(),
        happened_at=now.time().replace(second=0, microsecond=0, tzinfo=None),
        analyte=analyte,
        quantity=quantity,
        printed=printed,
    )


def follow(draft: Draft, journal: Journal, keys: Iterable[str], today: date, own: Iterable[str] = ()) -> None:
    """Follow the symptoms *keys*, in this order, and new ones called *own*; leave the others out of the check-in."""
    tracked = {each.symptom: each for each in journal.all(TrackedSymptom)}
    wanted = list(dict.fromkeys(keys))
    for position, key in enumerate(wanted):
        known = tracked.pop(key, None)
        if known is None:
            draft.save(TrackedSymptom(happened_on=today, symptom=key, position=position))
        elif known.position != position:
            draft.save(replace(known, position=position, author="", written_at=None))
    for each in tracked.values():
        if not each.name:
            draft.delete(each)
        elif each.position != NOT_FOLLOWED:
            draft.save(replace(each, position=NOT_FOLLOWED, author="", written_at=None))
    for position, name in enumerate(own, len(wanted)):
        made = TrackedSymptom(happened_on=today, symptom="", name=name.strip(), position=position)
        draft.save(replace(made, symptom=f"own_{made.id}"))
