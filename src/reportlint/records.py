"""`NamedTuple` as `typing` has it, for classes that every start makes.

`typing` and `collections` write a constructor's source and compile it, for each class anew:
for the sixty of a start that takes a tenth of its time. Here a constructor with as many
arguments, compiled with this module, gets their names. To a type checker both are one.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

__all__ = ["NamedTuple"]

if TYPE_CHECKING:
    from typing import NamedTuple
else:
    from _collections import _tuplegetter  # what `collections` makes a field of
    from types import FunctionType

    _new = tuple.__new__
    _MAKERS = (
        lambda _cls: _new(_cls, ()),
        lambda _cls, a: _new(_cls, (a,)),
        lambda _cls, a, b: _new(_cls, (a, b)),
        lambda _cls, a, b, c: _new(_cls, (a, b, c)),
        lambda _cls, a, b, c, d: _new(_cls, (a, b, c, d)),
        lambda _cls, a, b, c, d, e: _new(_cls, (a, b, c, d, e)),
        lambda _cls, a, b, c, d, e, f: _new(_cls, (a, b, c, d, e, f)),
        lambda _cls, a, b, c, d, e, f, g: _new(_cls, (a, b, c, d, e, f, g)),
        lambda _cls, a, b, c, d, e, f, g, h: _new(_cls, (a, b, c, d, e, f, g, h)),
        lambda _cls, a, b, c, d, e, f, g, h, i: _new(_cls, (a, b, c, d, e, f, g, h, i)),
        lambda _cls, a, b, c, d, e, f, g, h, i, j: _new(_cls, (a, b, c, d, e, f, g, h, i, j)),
        lambda _cls, a, b, c, d, e, f, g, h, i, j, k: _new(_cls, (a, b, c, d, e, f, g, h, i, j, k)),
        lambda _cls, a, b, c, d, e, f, g, h, i, j, k, m: _new(
            _cls, (a, b, c, d, e, f, g, h, i, j, k, m)
        ),
    )

    class _Making(type):
        """Makes a class of the annotations in a body."""

        def __new__(meta, name, bases, body):
            fields = tuple(body.get("__annotations__", ()))
            if not bases or bases[0] is not NamedTuple:
                return super().__new__(meta, name, bases, body)  # a subclass of a record
            if len(fields) >= len(_MAKERS):
                raise TypeError(f"{name} has too many fields: make a class of it")
            defaults = {field: body[field] for field in fields if field in body}
            if tuple(defaults) != fields[len(fields) - len(defaults) :]:
                raise TypeError(f"a field without default stands behind one with, in {name}")
            maker = _MAKERS[len(fields)]
            code = maker.__code__.replace(co_varnames=("_cls", *fields), co_name="__new__")
            made = FunctionType(code, maker.__globals__, "__new__", tuple(defaults.values()))
            made.__qualname__ = f"{name}.__new__"
            body.update(zip(fields, map(_tuplegetter, range(len(fields)), fields)))
            body.setdefault("__slots__", ())
            body.setdefault("__doc__", f"{name}({', '.join(fields)})")
            body |= {"__new__": made, "_fields": fields, "_field_defaults": defaults,
                     "__match_args__": fields}  # fmt: skip
            return type(name, (_Tuple,), body)

    class _Tuple(tuple):
        """What all records can do; as the namedtuples of `collections`."""

        __slots__ = ()

        @classmethod
        def _make(cls, values):
            made = _new(cls, values)
            if len(made) != len(cls._fields):
                raise TypeError(f"Expected {len(cls._fields)} arguments, got {len(made)}")
            return made

        def _replace(self, /, **values):
            made = self._make(map(values.pop, self._fields, self))
            if values:
                raise ValueError(f"Got unexpected field names: {list(values)!r}")
            return made

        def _asdict(self):
            return dict(zip(self._fields, self))

        def __repr__(self):
            shown = ", ".join(f"{field}={value!r}" for field, value in zip(self._fields, self))
            return f"{type(self).__name__}({shown})"

        def __getnewargs__(self):
            return tuple(self)

    class NamedTuple(metaclass=_Making):
        """Base of records: a class body with annotations, as in `typing`."""
