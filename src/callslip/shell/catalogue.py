"""What can be called: the operations of the API model by their names in a shell, and the options of each."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, cached_property
from importlib.resources import files
from pathlib import Path
from typing import Any

from callslip.protocol.model import Model, Operation, Shape, load_model

_SCALARS = {"integer": int, "long": int, "float": float, "double": float}


@dataclass(frozen=True)
class Option:
    """An option that fills a member of the request; `name` is without dashes."""

    name: str
    member: str
    shape: Shape
    required: bool
    hidden: bool = False

    @property
    def flag(self) -> str:
        """The option as it is typed."""
        return f"--{self.name}"


@dataclass(frozen=True)
class Paging:
    """Which members turn the pages: tokens in and out, the size of a page, and the lists that go on."""

    tokens: tuple[str, ...]
    size: str | None
    results: tuple[str, ...]


@dataclass(frozen=True)
class Command:
    """One operation as a command."""

    name: str
    operation: Operation
    model: Model

    @cached_property
    def options(self) -> list[Option]:
        """One option for each member of the request, in the model's order; a token that botocore makes may lack."""
        shape = self.operation.input
        if shape is None:
            return []
        hidden = {*self.paging.tokens, self.paging.size} if self.paging else set()
        needed = {name for name in shape.required if not shape.members[name].idempotency_token}
        return [
            Option(shell_name(name), name, self.model.shape(member.shape), name in needed, name in hidden)
            for name, member in shape.members.items()
        ]

    @cached_property
    def paging(self) -> Paging | None:
        """How its pages are turned; None for an operation without pages."""
        output = self.operation.output
        if output is None or "NextToken" not in output.members:
            return None
        rule = _paging_rules().get(self.operation.name)
        if rule is None:
            return None
        return Paging(_listed(rule["input_token"]), rule.get("limit_key"), _listed(rule["result_key"]))


class Catalogue:
    """All operations of the API model, of which this version of Callslip serves some."""

    def __init__(self) -> None:
        self.model = load_model()
        self._by_letters = {name.lower(): name for name in self.model.operations}

    def __contains__(self, name: object) -> bool:
        """Whether there is an operation of that name in a shell; one name is looked at, since a command line waits."""
        found = self._by_letters.get(str(name).replace("-", ""))
        return found is not None and shell_name(found) == name

    def __iter__(self) -> Iterator[str]:
        """The names of all operations, sorted."""
        return iter(sorted(map(shell_name, self.model.operations)))

    def command(self, name: str) -> Command:
        """The operation of that name. Raises KeyError."""
        return Command(name, self.model.operations[self._by_letters[name.replace("-", "")]], self.model)


def served_names() -> list[str]:
    """The names of the operations that Callslip answers itself: the folder of operations is the registry.

    The folder is listed and nothing in it imported, since a command line waits.
    """
    folder = Path(str(files("callslip"))) / "operations"
    return sorted(path.stem.replace("_", "-") for path in folder.glob("[!_]*.py"))


def shell_name(name: str) -> str:
    """A name of the API as the AWS CLI spells it: UpdateContactAttributes -> update-contact-attributes."""
    from botocore import xform_name

    return str(xform_name(name, "-"))


def scalar_type(shape: Shape) -> type[int | float] | None:
    """The number type of a shape, or None."""
    return _SCALARS.get(shape.type)


@cache
def _paging_rules() -> dict[str, Any]:
    path = files("botocore") / "data" / "connect" / "2017-08-08" / "paginators-1.json"
    rules: dict[str, Any] = json.loads(path.read_bytes())["pagination"]
    return rules


def _listed(names: str | list[str]) -> tuple[str, ...]:
    return (names,) if isinstance(names, str) else tuple(names)
