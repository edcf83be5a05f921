"""What the help pages say of each operation: one line in our own words, and an example that a test runs."""

import tomllib
from collections.abc import Mapping
from functools import cache
from importlib.resources import files

import msgspec


class Step(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A command: `options` are what follows `callslip connect OPERATION`, as a shell takes it.

    `before` names the examples and steps that come first; `makes` is the id of what it makes, here and in those after.
    """

    options: str
    operation: str = ""
    before: tuple[str, ...] = ()
    makes: str = ""


class Example(Step, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """A command that a help page shows."""

    summary: str


class _File(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    operations: Mapping[str, Example]
    steps: Mapping[str, Step]


def load_examples() -> Mapping[str, Example]:
    """An example for each operation that Callslip serves, by its name in a shell."""
    return _load().operations


def load_steps() -> Mapping[str, Step]:
    """What examples need before them and is none of them."""
    return _load().steps


@cache
def _load() -> _File:
    """The file is read for help alone: no other command waits for it."""
    text = files("callslip.shell").joinpath("examples.toml").read_text("utf-8")
    return msgspec.convert(tomllib.loads(text), _File)
