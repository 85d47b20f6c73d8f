"""The late `dataclass` makes the same classes as the standard one; only later."""

from __future__ import annotations

import copy
import dataclasses
import inspect
import pickle
from collections.abc import Callable, Mapping
from dataclasses import FrozenInstanceError, asdict, astuple, field, fields, is_dataclass, replace
from datetime import date
from functools import cached_property
from threading import Barrier, Thread
from typing import Any

import pytest

from journal.domain import late_dataclass as module
from journal.domain.late_dataclass import late_dataclass
from journal.domain.record import Record
from journal.domain.symptoms import SymptomEntry

Maker = Callable[..., Callable[[type], type]]
MAKERS: tuple[Maker, Maker] = (dataclasses.dataclass, late_dataclass)


def plain(make: Maker) -> Any:
    class Sample:
        """Fields of each sort."""

        name: str
        amount: float = 1.5
        parts: tuple[str, ...] = ()
        seen: dict[str, int] = field(default_factory=dict, compare=False, repr=False)
        note: str = field(default="", hash=False)

        @cached_property
        def twice(self) -> float:
            return self.amount * 2

    return make(frozen=True)(Sample)


def named(make: Maker) -> Any:
    class Named:
        """Fields by name, an equality of its own."""

        id: str = "x"
        name: str

        def __eq__(self, other: object) -> bool:
            return isinstance(other, type(self)) and self.name == other.name

        def __hash__(self) -> int:
            return hash(self.name)

    return make(frozen=True, kw_only=True)(Named)


def like_a_record(make: Maker) -> Any:
    class Kept:
        """Like a record: neither equality nor words are made."""

        id: str = "x"
        day: int

    class Entry(Kept):
        """With fields of its own between those of its base."""

        what: str
        id: str = "y"

    wanted: Mapping[str, bool] = {"frozen": True, "kw_only": True, "eq": False, "repr": False}
    make(**wanted)(Kept)
    return make(**wanted)(Entry)


def only_equal(make: Maker) -> Any:
    class Equal:
        """An equality of its own, but no hash."""

        name: str

        def __eq__(self, other: object) -> bool:
            return isinstance(other, type(self)) and self.name.lower() == other.name.lower()

    return make(frozen=True)(Equal)


def checked(make: Maker) -> Any:
    class Checked:
        """Looks at itself when it is made."""

        size: int

        def __post_init__(self) -> None:
            if self.size < 0:
                raise ValueError("below zero")

    return make(frozen=True)(Checked)


def counted(make: Maker) -> Any:
    class Counted:
        """Has a field that nobody gives."""

        name: str
        count: int = field(default=0, init=False)
        marks: list[int] = field(default_factory=list, init=False, hash=False)

    return make(frozen=True)(Counted)


def empty(make: Maker) -> Any:
    class Empty:
        """Has no field."""

    return make(frozen=True)(Empty)


SHAPES: dict[Callable[[Maker], Any], list[dict[str, Any]]] = {
    plain: [{"name": "a"}, {"name": "a", "amount": 2.0, "seen": {"b": 1}}, {"name": "a", "note": "n"}],
    named: [{"name": "a"}, {"name": "a", "id": "z"}, {"name": "b"}],
    like_a_record: [{"day": 1, "what": "w"}, {"day": 1, "what": "w", "id": "z"}],
    only_equal: [{"name": "a"}, {"name": "A"}, {"name": "b"}],
    checked: [{"size": 0}, {"size": 3}],
    counted: [{"name": "a"}, {"name": "b"}],
    empty: [{}],
}


@pytest.mark.parametrize("shape", SHAPES)
def test_both_make_the_same_class(shape: Callable[[Maker], Any]) -> None:
    standard, late = (shape(make) for make in MAKERS)
    assert [is_dataclass(kind) for kind in (standard, late)] == [True, True]
    assert late.__match_args__ == standard.__match_args__
    assert [(each.name, each.type, each.default) for each in fields(late)] == [
        (each.name, each.type, each.default) for each in fields(standard)
    ]
    for name in {each.name for each in fields(late)}:
        assert getattr(late, name, None) == getattr(standard, name, None)
    assert str(inspect.signature(late)) == str(inspect.signature(standard))
    assert late.__init__.__annotations__ == standard.__init__.__annotations__
    for name in ("__init__", "__eq__", "__hash__", "__repr__"):
        assert (name in vars(late)) == (name in vars(standard))
        assert (getattr(late, name) is getattr(object, name)) == (getattr(standard, name) is getattr(object, name))


@pytest.mark.parametrize("shape", SHAPES)
def test_both_make_the_same_objects(shape: Callable[[Maker], Any]) -> None:
    standard, late = ([kind(**values) for values in SHAPES[shape]] for kind in (shape(make) for make in MAKERS))
    same = [[one == other for other in standard] for one in standard]
    assert [[one == other for other in late] for one in late] == same
    if shape is not like_a_record:  # an object's own hash is where it lies
        assert [hash(each) for each in late] == [hash(each) for each in standard]
    if "__repr__" in vars(type(standard[0])):
        assert [repr(each) for each in late] == [repr(each) for each in standard]
    assert [vars(each) for each in late] == [vars(each) for each in standard]
    assert [asdict(each) for each in late] == [asdict(each) for each in standard]
    assert [astuple(each) for each in late] == [astuple(each) for each in standard]
    assert vars(copy.copy(late[0])) == vars(late[0])


@pytest.mark.parametrize("shape", [shape for shape in SHAPES if shape is not empty])
def test_both_refuse_the_same(shape: Callable[[Maker], Any]) -> None:
    said = []
    for make in MAKERS:
        kind = shape(make)
        record = kind(**SHAPES[shape][0])
        first = fields(kind)[0].name
        words = []
        for attempt in (
            lambda record=record, first=first: setattr(record, first, "b"),
            lambda record=record: setattr(record, "unheard_of", 1),
            lambda record=record, first=first: delattr(record, first),
            lambda kind=kind: kind(),
            lambda kind=kind: kind(unheard_of=1),
            lambda record=record: replace(record, unheard_of=1),
        ):
            with pytest.raises((FrozenInstanceError, TypeError)) as refused:
                attempt()
            words.append((refused.type, str(refused.value)))
        said.append(words)
    assert said[0] == said[1]


def test_a_look_at_itself_happens_in_both() -> None:
    for make in MAKERS:
        kind = checked(make)
        with pytest.raises(ValueError, match="below zero"):
            kind(-1)
        with pytest.raises(ValueError, match="below zero"):
            replace(kind(1), size=-1)


def test_a_class_below_may_hold_more() -> None:
    for make in MAKERS:

        class Below(plain(make)):  # type: ignore[misc]
            pass

        below = Below("a")
        below.more = 1
        assert below.more == 1
        assert below.twice == 3.0
        with pytest.raises(FrozenInstanceError):
            below.name = "b"
        del below.more
        assert not hasattr(below, "more")


def test_each_object_gets_its_own_of_what_is_made() -> None:
    kind = plain(late_dataclass)
    assert kind("a").seen is not kind("a").seen


def test_what_was_stored_elsewhere_comes_back_before_anything_was_made_here() -> None:
    entry = SymptomEntry(happened_on=date(2026, 5, 1), symptom="nausea", level=2)
    back = pickle.loads(pickle.dumps(entry))
    assert back == entry
    assert hash(back) == hash(entry)
    kind = plain(late_dataclass)
    bare = object.__new__(kind)  # as unpickling and the store do
    object.__setattr__(bare, "__dict__", vars(kind("a")).copy())
    fresh = plain(late_dataclass)
    other = object.__new__(fresh)
    object.__setattr__(other, "__dict__", vars(bare).copy())
    assert repr(other) == repr(bare)
    assert other.__eq__(other) is True
    with pytest.raises(FrozenInstanceError):
        other.name = "b"


def test_two_threads_may_ask_for_the_first_one_at_once() -> None:
    for _ in range(20):
        kind, both = plain(late_dataclass), Barrier(4)
        made: list[Any] = []

        def make(kind: Any = kind, made: list[Any] = made, both: Barrier = both) -> None:
            both.wait()
            made.append(kind("a"))

        threads = [Thread(target=make) for _ in range(4)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        assert made == [kind("a")] * 4


def test_nothing_is_made_before_it_is_asked_for_and_then_once(monkeypatch: pytest.MonkeyPatch) -> None:
    made: list[str] = []
    make = module._made

    def noted(cls: type, name: str) -> Any:
        made.append(name)
        return make(cls, name)

    monkeypatch.setattr(module, "_made", noted)
    kind = plain(late_dataclass)
    assert made == []
    one = kind("a")
    assert made == ["__init__"]
    assert one == kind("a")
    assert one != kind("b")
    assert made == ["__init__", "__eq__"]
    assert {one, kind("a")} == {one}
    assert repr(one) == repr(kind("a"))
    assert made == ["__init__", "__eq__", "__hash__", "__repr__"]


def test_a_class_that_may_change_is_not_made_late() -> None:
    with pytest.raises(TypeError):
        late_dataclass(frozen=False)
    with pytest.raises(TypeError):
        dataclasses.dataclass(frozen=True)(type("Below", (Record,), {"__doc__": "Else it could be changed."}))
