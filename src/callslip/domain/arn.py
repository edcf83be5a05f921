"""Amazon Resource Names: made for answers, taken apart where a caller may give one instead of an id."""

from dataclasses import dataclass

from callslip.domain.errors import InvalidRequestException


@dataclass(frozen=True, slots=True)
class ArnMaker:
    """Names resources of one account in one region."""

    region: str
    account_id: str

    def instance(self, instance_id: str) -> str:
        """The ARN of an instance."""
        return f"arn:aws:connect:{self.region}:{self.account_id}:instance/{instance_id}"

    def contact(self, instance_id: str, contact_id: str) -> str:
        """The ARN of a contact."""
        return f"{self.instance(instance_id)}/contact/{contact_id}"


_ARTICLE = {"instance": "an", "agent": "an"}


def instance_id_of(text: str) -> str:
    """The instance id in an id or an instance ARN.

    Amazon documents ids only for contact attributes and takes ARNs on other operations; taking both is our decision.
    """
    return _last(text, "instance") if text.startswith("arn:") else text


def contact_id_of(text: str) -> str:
    """The contact id in an id or a contact ARN."""
    return _last(text, "contact") if text.startswith("arn:") else text


def user_id_of(text: str) -> str:
    """The user id in an id or a user ARN, whose word for a user is agent."""
    return _last(text, "agent") if text.startswith("arn:") else text


def queue_id_of(text: str) -> str:
    """The queue id in an id or a queue ARN."""
    return _last(text, "queue") if text.startswith("arn:") else text


def _last(arn: str, kind: str) -> str:
    path, _, last = arn.rpartition("/")
    if not last or not path.endswith((f":{kind}", f"/{kind}")):
        raise InvalidRequestException(
            f"The ARN given does not name {_ARTICLE.get(kind, 'a')} {kind}: it must end in {kind}/ and an id."
        )
    return last
