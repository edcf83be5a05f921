"""The member References of a contact: which types an operation takes, and the summaries that list them."""

from collections.abc import Collection, Mapping
from typing import Any

from callslip.domain.errors import InvalidParameterException

SIMPLE = ("URL", "NUMBER", "STRING", "DATE", "EMAIL")
"""Types that most contacts may begin with."""

_SUMMARIES = {
    "URL": ("Url", ("Value",)),
    "ATTACHMENT": ("Attachment", ("Value", "Status", "Arn")),
    "CONTACT_ANALYSIS": ("ContactAnalysis", ("Value", "Status", "Arn")),
    "NUMBER": ("Number", ("Value",)),
    "STRING": ("String", ("Value",)),
    "DATE": ("Date", ("Value",)),
    "EMAIL": ("Email", ("Value",)),
    "EMAIL_MESSAGE": ("EmailMessage", ("Arn",)),
    "EMAIL_MESSAGE_PLAIN_TEXT": ("EmailMessagePlainText", ("Arn",)),
    "EMAIL_MESSAGE_PLAIN_TEXT_REDACTED": ("EmailMessagePlainTextRedacted", ("Arn",)),
    "EMAIL_MESSAGE_REDACTED": ("EmailMessageRedacted", ("Arn",)),
}
"""By type: the member of the summary's union, and what it tells beside the name."""


def check_references(members: Mapping[str, Any], allowed: Collection[str]) -> None:
    """Each reference of the request is of an allowed type. Raises InvalidParameterException."""
    for name, reference in members.get("References", {}).items():
        if reference["Type"] not in allowed:
            raise InvalidParameterException(
                f"References: {name[:100]!a} is of type {reference['Type']}. Allowed here: {', '.join(allowed)}."
            )


def reference_summaries(references: Mapping[str, Mapping[str, str]], types: Collection[str]) -> list[dict[str, Any]]:
    """The references of these types, each as a union with one member, in the order in which they were given."""
    summaries = []
    for name, reference in references.items():
        if reference["Type"] in types:
            union, told = _SUMMARIES[reference["Type"]]
            summaries.append({union: {"Name": name, **{each: reference[each] for each in told if each in reference}}})
    return summaries
