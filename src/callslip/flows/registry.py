"""Action types by name: the folder `actions/` is the registry."""

import re
from collections.abc import Sequence
from functools import cache, lru_cache
from importlib import import_module
from pkgutil import iter_modules

from callslip.flows.action_type import ActionType

_WORD_BEGINS = re.compile(r"(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])")


def file_name(type_name: str) -> str:
    """Amazon's name in snake case: the name of the action's file and function."""
    return _WORD_BEGINS.sub("_", type_name).lower()


@lru_cache(maxsize=1024)
def find_action_type(type_name: str) -> ActionType | None:
    """The action type of that name, spelled exactly so; only its own file is loaded."""
    name = file_name(type_name)
    if name not in _files():
        return None
    found: ActionType = getattr(import_module(f"callslip.flows.actions.{name}"), name)
    return found if found.name == type_name else None


def discover_action_types() -> Sequence[ActionType]:
    """All of them, in the order of their names."""
    return [getattr(import_module(f"callslip.flows.actions.{name}"), name) for name in sorted(_files())]


@cache
def _files() -> frozenset[str]:
    return frozenset(module.name for module in iter_modules(import_module("callslip.flows.actions").__path__))
