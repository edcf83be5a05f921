"""What is said, and with which error, when a request does not fit the model: the only place that decides it."""

from callslip.domain.errors import InvalidParameterException, InvalidRequestException, ServiceError
from callslip.protocol.model import Operation

_KEY_CHARACTERS_MAX = 100
_ID_ENDINGS = ("Id", "Arn", "ARN")


class Refused(Exception):
    """A value that does not fit; `place` is its way from the outermost member inwards, empty for the request itself."""

    def __init__(self, text: str) -> None:
        super().__init__(text)
        self.text = text
        self.place: list[str] = []

    def within(self, outer: str) -> "Refused":
        """The same, seen from one level further out."""
        self.place.insert(0, outer)
        return self


class Unreadable(Refused):
    """A path or a body that cannot be read at all, whatever the member."""


def member_step(name: str) -> str:
    """A step into a structure or a map, as `Refused.place` has it: the key cut short, control characters escaped."""
    if not name:
        return '.""'
    short = name if len(name) <= _KEY_CHARACTERS_MAX else name[:_KEY_CHARACTERS_MAX] + "…"
    if not short.isprintable():
        short = "".join(each if each.isprintable() else ascii(each)[1:-1] for each in short)
    return "." + short


def index_step(index: int) -> str:
    """A step into a list."""
    return f"[{index}]"


def refuse(operation: Operation, refused: Refused) -> ServiceError:
    """The error for the caller.

    The service documents only that there are two kinds of 400; how they are told apart is our decision:
    InvalidRequestException for a request that cannot be read and for ids and ARNs, which say what is meant;
    InvalidParameterException for every other member. Where the operation does not declare the one, the other stands
    in; InvalidRequestException where it declares neither.
    """
    place = "".join(refused.place).removeprefix(".")
    text = f"{place}: {refused.text}." if place else f"{refused.text}."
    about_request = isinstance(refused, Unreadable) or _is_identifier(operation, refused.place)
    wanted = InvalidRequestException if about_request else InvalidParameterException
    other = InvalidParameterException if about_request else InvalidRequestException
    if wanted.__name__ in operation.errors:
        return wanted(text)
    if other.__name__ in operation.errors:
        return other(text)
    return InvalidRequestException(text)


def _is_identifier(operation: Operation, place: list[str]) -> bool:
    """Whether the place is a string member at the top whose name is that of an id or an ARN."""
    name = place[0].removeprefix(".")
    shape = operation.input
    member = shape.members.get(name) if shape and len(place) == 1 else None
    return member is not None and name.endswith(_ID_ENDINGS) and operation.model.shape(member.shape).type == "string"
