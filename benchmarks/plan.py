"""How long and how often a run measures: the full one, and the quick one for building."""

import os
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Self

from contacts import LIMIT_BYTES, VALUE_BYTES

GROWTH_CONTACTS = (10_000, 1_000_000)
MIDDLE = 64
"""The number of connections that most targets speak of."""
_LARGEST = LIMIT_BYTES // 3 - 12
"""Three values of this size and their keys, of 12 characters on average, are within the limit by two bytes."""


@dataclass(frozen=True)
class Plan:
    """One run; times in whole seconds, as wrk takes them."""

    quick: bool
    growth: bool
    contacts: int
    rounds: int
    connections: tuple[int, ...]
    load_s: int
    warm_s: int
    warm_rounds: int
    value_bytes: tuple[int, ...]
    """Of each of the three attributes of an update; with the last of these they are as large as they may be."""

    @classmethod
    def read(cls, environment: Mapping[str, str] = os.environ) -> Self:
        """QUICK=1 takes under two minutes; GROWTH=0 leaves out the million contacts, GROWTH=1 asks for them."""
        quick = environment.get("QUICK", "") not in ("", "0")
        growth = environment.get("GROWTH", "0" if quick else "1") not in ("", "0")
        if quick:
            return cls(
                quick,
                growth,
                contacts=20_000,
                rounds=2,
                connections=(1, 64),
                load_s=2,
                warm_s=1,
                warm_rounds=0,
                value_bytes=(_LARGEST,),
            )
        return cls(
            quick,
            growth,
            contacts=100_000,
            rounds=5,
            connections=(1, 16, 64, 256),
            load_s=5,
            warm_s=1,
            warm_rounds=5,
            value_bytes=(VALUE_BYTES, 300, 3_000, _LARGEST),
        )
