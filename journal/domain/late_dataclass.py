"""`dataclass` for what a start loads: the standard one, but its methods are made when they are first asked for.

The standard library writes the source of each method and compiles it while a module loads.  For the hundred classes
that a start meets that takes a third of the time in which a bare window stands, and most of them are asked for none.
Of those that are, a start needs nothing but `__init__`, so that one is written here; the others are the standard ones.
"""

from __future__ import annotations

import dataclasses
from dataclasses import MISSING
from typing import TYPE_CHECKING, Any, Final, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable
    from dataclasses import dataclass as dataclass

T = TypeVar("T")

# What a field says about itself, beside its name and type.
FIELD_PARTS: Final = ("default", "default_factory", "init", "repr", "hash", "compare", "metadata", "kw_only")


def late_dataclass(
    *, frozen: bool, kw_only: bool = False, eq: bool = True, repr: bool = True
) -> Callable[[type[T]], type[T]]:
    """Do what the standard `dataclass` does for a frozen class.  What derives from one is made by this as well."""
    if not frozen:
        raise TypeError("only frozen classes are made late")
    wanted = ("__init__", *(("__eq__", "__hash__") if eq else ()), *(("__repr__",) if repr else ()))

    def made(cls: type[T]) -> type[T]:
        own = dict(vars(cls))
        if "__eq__" in own and own["__hash__"] is None:
            del own["__hash__"]  # Python put that there, nobody wrote it
        cls.__doc__ = cls.__doc__ or cls.__name__  # where it is empty, the standard one spells out `__init__`
        dataclasses.dataclass(init=False, repr=False, eq=False, kw_only=kw_only)(cls)
        late = {name: _Late(cls, name) for name in wanted if name not in own}
        for name, method in {**late, "__setattr__": _set, "__delattr__": _delete}.items():
            setattr(cls, name, method)
        return cls

    return made


if not TYPE_CHECKING:
    dataclass = late_dataclass  # type checkers see the standard one, and so do all who write it


class _Later:
    """What stands for a value that is made anew for each object."""

    def __repr__(self) -> str:
        return "<factory>"


_LATER: Final = _Later()


class _Late:
    """Stands in a class for a method, and puts the method there when it is first looked at."""

    def __init__(self, cls: type, name: str) -> None:
        self._cls, self._name = cls, name

    def __get__(self, instance: object, owner: type | None = None) -> Any:
        method = _made(self._cls, self._name)
        setattr(self._cls, self._name, method)  # where two threads do this at once, they make the same one
        return method.__get__(instance, owner)


def _made(cls: type, name: str) -> Any:
    is_plain = name == "__init__" and all(each.init for each in dataclasses.fields(cls))
    method = _init_for(cls) if is_plain else _made_by_the_standard(cls, name)
    method.__qualname__ = f"{cls.__qualname__}.{name}"  # an error says which class lacks what
    return method


def _init_for(cls: type) -> Any:
    """Return `__init__` for the fields of *cls*.  The standard one would bring two methods that nobody needs here."""
    known: dict[str, Any] = {"_put": object.__setattr__, "_later": _LATER}
    by_place: list[str] = ["self"]
    by_name: list[str] = []
    body: list[str] = []
    for each in dataclasses.fields(cls):
        parameter = value = each.name
        default = f"_default_{each.name}"
        if each.default is not MISSING:
            known[default] = each.default
            parameter = f"{each.name}={default}"
        elif each.default_factory is not MISSING:
            known[default] = each.default_factory
            parameter = f"{each.name}=_later"
            value = f"{default}() if {each.name} is _later else {each.name}"
        (by_name if each.kw_only else by_place).append(parameter)
        body.append(f"_put(self, {each.name!r}, {value})")
    if hasattr(cls, "__post_init__"):
        body.append("self.__post_init__()")
    parameters = ", ".join([*by_place, *(["*", *by_name] if by_name else [])])
    exec(f"def __init__({parameters}):\n " + "\n ".join(body or ["pass"]), known)
    method = known["__init__"]
    method.__annotations__ = {each.name: each.type for each in dataclasses.fields(cls)} | {"return": None}
    return method


def _made_by_the_standard(cls: type, name: str) -> Any:
    """Return the method that the standard `dataclass` makes of the fields of *cls*; none of them knows its class."""
    fields: list[tuple[str, Any, Any]] = []
    for each in dataclasses.fields(cls):
        parts: dict[str, Any] = {part: getattr(each, part) for part in FIELD_PARTS}
        fields.append((each.name, each.type, dataclasses.field(**parts)))
    twin = dataclasses.make_dataclass(
        cls.__name__,
        fields,
        namespace={"__doc__": cls.__doc__} | ({"__post_init__": None} if hasattr(cls, "__post_init__") else {}),
        frozen=True,  # with `eq`, it brings a hash
        init=name == "__init__",
        repr=name == "__repr__",
        eq=name in ("__eq__", "__hash__"),
    )
    return vars(twin)[name]


def _refuse(record: object, name: str, words: str) -> None:
    kind: Any = type(record)
    if "__dataclass_fields__" in vars(kind) or name in (field.name for field in dataclasses.fields(kind)):
        raise dataclasses.FrozenInstanceError(f"cannot {words} field {name!r}")


def _set(record: object, name: str, value: object) -> None:
    _refuse(record, name, "assign to")
    object.__setattr__(record, name, value)


def _delete(record: object, name: str) -> None:
    _refuse(record, name, "delete")
    object.__delattr__(record, name)
