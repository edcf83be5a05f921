"""SearchResourceTags: tags that are in use in an instance."""

from collections.abc import Iterator

from callslip.domain.errors import InvalidParameterException
from callslip.domain.kinds import TAGGABLE
from callslip.domain.search import compare
from callslip.operation import Context, Members, operation
from callslip.resources import instance_of, page_of

_TYPES = {("standard-queue" if name == "queue" else name): kind for name, kind in TAGGABLE.items()}
_NEVER_HERE = frozenset({"prompt", "metric"})
"""Types that the service knows too; nobody can have made one here."""


@operation("scan")
def search_resource_tags(context: Context, members: Members) -> Members:
    """Each pair of key and value once, in alphabetical order, whatever resources have it.

    https://docs.aws.amazon.com/connect/latest/APIReference/API_SearchResourceTags.html
    """
    instance_id = instance_of(context, members)
    wanted = members.get("ResourceTypes") or list(_TYPES)
    strange = [name for name in wanted if name not in _TYPES and name not in _NEVER_HERE]
    if strange:
        raise InvalidParameterException(
            f"ResourceTypes: {strange[0][:100]!a} is no type of resource. Allowed: {', '.join(sorted(_TYPES))}."
        )
    condition = members.get("SearchCriteria", {}).get("TagSearchCondition", {})
    tags = sorted({tag for tag in _tags(context, instance_id, wanted) if _meets(tag, condition)})
    found, token = page_of(
        context, "SearchResourceTags", members, lambda after: (tag for tag in tags if _key(tag) > after), _key
    )
    return {"Tags": [{"key": key, "value": value} for key, value in found], "NextToken": token}


def _tags(context: Context, instance_id: str, types: list[str]) -> Iterator[tuple[str, str]]:
    for name in types:
        if name in _TYPES:
            for resource in context.store.resources.each(instance_id, _TYPES[name]):
                yield from resource.tags.items()


def _meets(tag: tuple[str, str], condition: Members) -> bool:
    """Key and value must both compare where they are asked for; without a comparison, exactly (our decision)."""
    return all(
        name not in condition or compare(text, condition[name], condition.get(f"{name}ComparisonType", "EXACT"))
        for name, text in zip(("tagKey", "tagValue"), tag, strict=True)
    )


def _key(tag: tuple[str, str]) -> str:
    return "\0".join(tag)
