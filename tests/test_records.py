"""Records are what `typing.NamedTuple` makes, but for the time it takes to make them."""

from __future__ import annotations

import pickle
import typing

import pytest

from reportlint import records


class Ours(records.NamedTuple):
    """Three fields."""

    first: int
    second: str
    third: tuple[int, ...] = ()

    @property
    def both(self) -> str:
        return f"{self.first}{self.second}"


class Theirs(typing.NamedTuple):
    """Three fields."""

    first: int
    second: str
    third: tuple[int, ...] = ()

    @property
    def both(self) -> str:
        return f"{self.first}{self.second}"


MADE = (
    lambda kind: kind(1, "a"),
    lambda kind: kind(1, second="a"),
    lambda kind: kind(second="a", first=1, third=(2,)),
    lambda kind: kind(1, "a")._replace(second="b", third=(3,)),
    lambda kind: kind._make([1, "a", (4,)]),
)
WRONG = (
    lambda kind: kind(1),
    lambda kind: kind(1, "a", (), 4),
    lambda kind: kind(1, "a", fourth=4),
    lambda kind: kind(1, "a")._replace(fourth=4),
    lambda kind: kind._make([1]),
    lambda kind: setattr(kind(1, "a"), "first", 2),
    lambda kind: setattr(kind(1, "a"), "fourth", 2),
)


@pytest.mark.parametrize("make", MADE)
def test_a_record_is_the_same_tuple(make: typing.Any) -> None:
    ours, theirs = make(Ours), make(Theirs)
    assert ours == theirs == tuple(theirs)
    assert hash(ours) == hash(theirs)
    assert repr(ours) == repr(theirs).replace("Theirs", "Ours")
    assert ours._asdict() == theirs._asdict()
    assert (ours.first, ours.second, ours.third, ours.both) == (*theirs, theirs.both)
    match ours:
        case Ours(first, second):
            assert (first, second) == theirs[:2]


@pytest.mark.parametrize("make", WRONG)
def test_what_is_wrong_fails(make: typing.Any) -> None:
    for kind in (Theirs, Ours):  # `_replace` raises one or the other, by the version of Python
        with pytest.raises((TypeError, ValueError, AttributeError)):
            make(kind)


def test_the_class_tells_the_same() -> None:
    for name in ("_fields", "_field_defaults", "__match_args__", "__doc__", "__module__"):
        assert getattr(Ours, name) == getattr(Theirs, name), name
    assert not hasattr(Ours(1, "a"), "__dict__")
    assert isinstance(Ours(1, "a"), tuple)


def test_it_can_be_pickled() -> None:
    assert pickle.loads(pickle.dumps(Ours(1, "a"))) == Ours(1, "a")


def test_a_record_may_have_heirs() -> None:
    class Heir(Ours):
        more = 1

    heir = Heir(1, "a")
    assert (heir, heir.more, type(heir._replace(first=2))) == (Ours(1, "a"), 1, Heir)


def test_wrong_bodies_are_refused() -> None:
    with pytest.raises(TypeError, match="without default"):

        class Wrong(records.NamedTuple):
            first: int = 1
            second: int  # type: ignore[misc]  # the fault that is looked for

    with pytest.raises(TypeError, match="too many fields"):
        exec(
            "class Large(NamedTuple):\n" + "".join(f"    f{n}: int\n" for n in range(13)),
            {"NamedTuple": records.NamedTuple},
        )
