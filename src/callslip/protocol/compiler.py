"""Turns shapes of the model into functions of one value, once each, also where a shape contains itself."""

from collections.abc import Callable
from typing import Any

from callslip.protocol.model import Model, Shape

Work = Callable[[Any], Any]
Build = Callable[["Compiler", Shape], Work]


class Compiler:
    """One kind of work over the shapes of a model; `build` makes the function of a shape from those of its parts."""

    def __init__(self, model: Model, build: Build) -> None:
        self.model = model
        self._build = build
        self._done: dict[str, Work] = {}
        self._begun: set[str] = set()

    def of(self, name: str) -> Work:
        """The function for the shape of that name."""
        if name in self._done:
            return self._done[name]
        if name in self._begun:
            return self._later(name)
        self._begun.add(name)
        self._done[name] = self._build(self, self.model.shape(name))
        return self._done[name]

    def _later(self, name: str) -> Work:
        """A stand-in for a function that is still being made."""

        def work(value: Any) -> Any:
            return self._done[name](value)

        return work
