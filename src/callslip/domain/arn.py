"""Amazon Resource Names: made for answers, taken apart where a caller may give one instead of an id."""

import msgspec

from callslip.domain.errors import InvalidRequestException, ResourceNotFoundException


class ArnMaker(msgspec.Struct, frozen=True):
    """Names resources of one account in one region."""

    region: str
    account_id: str

    def instance(self, instance_id: str) -> str:
        """The ARN of an instance."""
        return f"arn:aws:connect:{self.region}:{self.account_id}:instance/{instance_id}"

    def contact(self, instance_id: str, contact_id: str) -> str:
        """The ARN of a contact."""
        return f"{self.instance(instance_id)}/contact/{contact_id}"

    def resource(self, instance_id: str, part: str, resource_id: str) -> str:
        """The ARN of a queue, a user …; `part` is the ARN's word for it (`queue`, `agent`)."""
        return f"{self.instance(instance_id)}/{part}/{resource_id}"


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


def resource_id_of(text: str, instance_id: str, part: str) -> str:
    """The id in an id, or in the ARN of a resource of that instance; `part` is the ARN's word for its kind.

    Raises InvalidRequestException for the ARN of something else, ResourceNotFoundException for another instance's.
    """
    if not text.startswith("arn:"):
        return text
    owner, kind, resource_id = split_resource_arn(text)
    if kind != part:
        raise InvalidRequestException(f"The ARN given does not name a resource of this kind: {part}/ and an id belong.")
    if owner != instance_id:
        raise ResourceNotFoundException("The ARN given names a resource of another instance.")
    return resource_id


def split_resource_arn(arn: str) -> tuple[str, str, str]:
    """The instance's id, the word for the kind and the resource's id; the last two are empty for an instance.

    Raises InvalidRequestException for any other text.
    """
    head, _, path = arn.partition(":instance/")
    instance_id, _, rest = path.partition("/")
    kind, _, resource_id = rest.partition("/")
    if not head.startswith("arn:") or not instance_id or (rest and not (kind and resource_id)):
        raise InvalidRequestException(
            "The ARN given names neither an instance nor a resource of one: instance/ and an id belong in it."
        )
    return instance_id, kind, resource_id


def _last(arn: str, kind: str) -> str:
    path, _, last = arn.rpartition("/")
    if not last or not path.endswith((f":{kind}", f"/{kind}")):
        raise InvalidRequestException(
            f"The ARN given does not name {_ARTICLE.get(kind, 'a')} {kind}: it must end in {kind}/ and an id."
        )
    return last
