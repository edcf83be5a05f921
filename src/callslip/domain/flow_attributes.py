"""Attributes that a flow sets: the API's rules, but for the space in a key."""

from collections.abc import Mapping

from callslip.domain.attributes import BYTES_MAX, check_names, shown, size_of
from callslip.domain.errors import InvalidParameterException


def check_flow_attributes(current: Mapping[str, str], given: Mapping[str, str]) -> None:
    """Whether a flow may put `given` over `current`.

    Keys may have spaces as well, since references reach them in brackets; keys and values together have 32,768 bytes.
    Raises InvalidParameterException.
    Source: https://docs.aws.amazon.com/connect/latest/adminguide/how-to-reference-attributes.html
    """
    for name in given:
        if not name.strip():
            raise InvalidParameterException("Attributes: a key is empty.")
    check_names(given, spaces=True)
    byte_count = size_of({**current, **given})
    if byte_count > BYTES_MAX:
        largest = max(given, key=lambda name: len(given[name].encode()))
        raise InvalidParameterException(
            f"Attributes: there would be {byte_count:,} bytes of attributes; at most {BYTES_MAX:,} UTF-8 bytes of keys "
            f"and values together are allowed. The largest that was to be set is {shown(largest)}. Nothing was changed."
        )
