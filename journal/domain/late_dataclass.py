"""`dataclass` for what a start loads: the standard one, but its methods are made when they are first asked for.

The standard library writes the source of each method and compiles it while a module loads.  For the hundred classes
that a start meets that takes a third of the time in which a bare window stands, and most of them are asked for none.
"""

from __future__ import annotations

import dataclasses
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


class _Late:
    """Stands in a class for a method, and puts the method there when it is first looked at."""

    def __init__(self, cls: type, name: str) -> None:
        self._cls, self._name = cls, name

    def __get__(self, instance: object, owner: type | None = None) -> Any:
        method = _made_by_the_standard(self._cls, self._name)
        setattr(self._cls, self._name, method)  # where two threads do this at once, they make the same one
        return method.__get__(instance, owner)


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
    method = vars(twin)[name]
    method.__qualname__ = f"{cls.__qualname__}.{name}"  # an error says which class lacks what
    return method


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
