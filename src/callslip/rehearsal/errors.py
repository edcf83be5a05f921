"""Errors of what a person wrote for a rehearsal; each says what was wrong and what is allowed."""


class RehearsalError(ValueError):
    """A rehearsal cannot be set up as it was asked for."""


class HoursError(RehearsalError):
    """The text says no hours."""


class OptionError(RehearsalError):
    """An option's value cannot be read."""


class StubTextError(RehearsalError):
    """The text says no stub."""
