"""Chance that repeats: numbers from a seed."""

_MASK = 2**64 - 1


class Chance:
    """Splitmix64 (Steele, Lea, Flood 2014): the same seed always gives the same numbers."""

    def __init__(self, seed: int) -> None:
        """Begin at a seed of any size."""
        self._state = seed & _MASK

    def below(self, bound: int) -> int:
        """A number from 0 to `bound` - 1."""
        self._state = (self._state + 0x9E3779B97F4A7C15) & _MASK
        mixed = self._state
        mixed = ((mixed ^ (mixed >> 30)) * 0xBF58476D1CE4E5B9) & _MASK
        mixed = ((mixed ^ (mixed >> 27)) * 0x94D049BB133111EB) & _MASK
        return (mixed ^ (mixed >> 31)) % bound
