"""Rules about what may be deleted, and until when it is kept."""

from callslip.domain.errors import InvalidRequestException

MONTHS_MAX = 1200
"""A hundred years: longer is for ever, which is 0."""


def check_not_held(hold_count: int) -> None:
    """What a legal hold keeps cannot be deleted by anything else. Raises InvalidRequestException."""
    if hold_count:
        raise InvalidRequestException(
            f"The instance has {hold_count} contacts under legal hold. Release the holds first; nothing was deleted."
        )


def check_months(months: int) -> None:
    """Whole months from 1, or 0 for ever: within its first month every contact is kept (our decision)."""
    if not 0 <= months <= MONTHS_MAX:
        raise InvalidRequestException(f"months is {months}; 1 to {MONTHS_MAX}, or 0 for ever, is needed.")


def check_given(name: str, text: str) -> None:
    """A reason or an author says something. Raises InvalidRequestException."""
    if not text.strip():
        raise InvalidRequestException(f"{name} is empty; say it in words.")
