"""Creates, changes, lists and searches the resources of an instance for the operations, all kinds alike."""

from collections.abc import Callable, Iterable, Mapping
from itertools import islice
from typing import Any, TypeVar

from msgspec.structs import replace

from callslip.domain.arn import instance_id_of, resource_id_of, split_resource_arn
from callslip.domain.errors import InvalidRequestException, ResourceInUseException, ServiceError
from callslip.domain.instance import Instance
from callslip.domain.kinds import KINDS, QUEUE, TAGGABLE
from callslip.domain.naming import named_in
from callslip.domain.paging import cut
from callslip.domain.resource import Kind, Resource, kept, with_references
from callslip.domain.search import check_criteria, check_filters, matches, passes
from callslip.operation import Context, Members

_PAGE = 100

Item = TypeVar("Item")
Describe = Callable[[Resource], dict[str, Any]]


def instance_of(context: Context, members: Members) -> str:
    """The id of the instance that a request names. Raises ResourceNotFoundException."""
    return context.store.instances.get(instance_id_of(members["InstanceId"])).instance_id


def check_named(context: Context, members: Members) -> None:
    """What a contact operation names is there, where the server refuses unknown resources; else any id will do.

    Raises ResourceNotFoundException; InvalidRequestException for an ARN of another kind.
    """
    if context.world.rules.refuses_unknown_resources:
        instance_id = instance_of(context, members)
        for kind, given in named_in(members):
            context.store.resources.get(instance_id, kind, given)


def is_queue_known(context: Context, instance_id: str, given: str | None) -> bool:
    """Whether a queue is there, by id or ARN; as `check_named`, for operations that say so without an error."""
    if given is None or not context.world.rules.refuses_unknown_resources:
        return True
    return context.store.resources.find(instance_id, QUEUE, resource_id_of(given, instance_id, QUEUE.name)) is not None


def create_resource(
    context: Context, kind: Kind, members: Members, resource_id: str | None = None, **more: Any
) -> Resource:
    """A new resource with the members of a request that its kind keeps, and `more` where the request has nothing.

    Raises ResourceNotFoundException for the instance or a resource that the members name, DuplicateResourceException,
    LimitExceededException.
    """
    instance_id = instance_of(context, members)
    resource = Resource(
        kind=kind,
        instance_id=instance_id,
        resource_id=resource_id or context.world.ids.new_id(),
        name=members[kind.name_member],
        document=resolved(context, kind, instance_id, {**more, **kept(kind, members)}),
        updated_ms=context.now_ms,
        tags=members.get("Tags", {}),
    )
    context.store.resources.create(resource)
    return resource


def get_resource(context: Context, kind: Kind, members: Members) -> Resource:
    """The resource that a request names. Raises ResourceNotFoundException for it or its instance."""
    return context.store.resources.get(instance_of(context, members), kind, members[kind.request_member])


def update_resource(context: Context, resource: Resource, changes: Mapping[str, Any]) -> Resource:
    """Change the name and the members given; None removes a member, and so does an empty description.

    Raises ResourceNotFoundException for a resource that the changes name, DuplicateResourceException.
    """
    kind = resource.kind
    changing = kept(kind, changes)
    gone = {name for name, value in changing.items() if value is None or (name == "Description" and value == "")}
    document = {name: value for name, value in resource.document.items() if name not in gone}
    given = {name: value for name, value in changing.items() if name not in gone}
    changed = replace(
        resource,
        name=changes.get(kind.name_member, resource.name),
        document={**document, **resolved(context, kind, resource.instance_id, given)},
        updated_ms=context.now_ms,
    )
    context.store.resources.update(changed)
    return changed


def delete_resource(context: Context, resource: Resource, in_use: type[ServiceError] = InvalidRequestException) -> None:
    """Delete what nobody needs; `in_use` is the operation's error for what somebody does."""
    user = context.store.resources.find_user_of(resource)
    if user is not None:
        text = f"The {resource.kind.words} is in use: the {user.kind.words} {user.resource_id} names it."
        if in_use is ResourceInUseException:
            raise in_use(text, ResourceType=user.kind.name, ResourceId=arn_of(context, user))
        raise in_use(text)
    context.store.resources.delete(resource)


def resolved(context: Context, kind: Kind, instance_id: str, document: Mapping[str, Any]) -> dict[str, Any]:
    """The document with ids where ids or ARNs were given. Raises ResourceNotFoundException for what is not there."""
    resources = context.store.resources
    return with_references(
        kind, document, lambda name, given: resources.get(instance_id, KINDS[name], given).resource_id
    )


def arn_of(context: Context, resource: Resource) -> str:
    """The resource's ARN."""
    return context.world.arns.resource(resource.instance_id, resource.kind.name, resource.resource_id)


def last_modified(context: Context, resource: Resource) -> dict[str, Any]:
    """When and where the resource was changed last."""
    return {"LastModifiedTime": resource.updated_ms, "LastModifiedRegion": context.world.arns.region}


def get_tags(context: Context, arn: str) -> Mapping[str, str]:
    """The tags of the instance or resource that an ARN names. Raises ResourceNotFoundException."""
    return _tagged(context, arn).tags


def put_tags(context: Context, arn: str, change: Callable[[Mapping[str, str]], Mapping[str, str]]) -> None:
    """Change the tags of the instance or resource that an ARN names; its time of change stays (our decision)."""
    tagged = _tagged(context, arn)
    if isinstance(tagged, Instance):
        context.store.instances.update(replace(tagged, tags=change(tagged.tags)))
    else:
        context.store.resources.update(replace(tagged, tags=change(tagged.tags)))


def describe_resource(context: Context, resource: Resource) -> dict[str, Any]:
    """All that Describe and Search operations show of a resource."""
    kind = resource.kind
    whole = {
        **resource.document,
        kind.id_member: resource.resource_id,
        kind.arn_member: arn_of(context, resource),
        kind.name_member: resource.name,
        "Tags": resource.tags,
        **last_modified(context, resource),
    }
    return {name: value for name, value in whole.items() if name not in kind.hidden}


def summarize_resource(context: Context, resource: Resource, **more: Any) -> dict[str, Any]:
    """What most List operations show of a resource."""
    return {
        "Id": resource.resource_id,
        "Arn": arn_of(context, resource),
        "Name": resource.name,
        **more,
        **last_modified(context, resource),
    }


def page_of(
    context: Context,
    operation: str,
    members: Members,
    found: Callable[[str], Iterable[Item]],
    key: Callable[[Item], str],
    size: int = _PAGE,
) -> tuple[list[Item], str | None]:
    """One page of what `found` gives after a key, in the order of keys, and the token of the next page.

    A page has `size` items unless MaxResults says else. Raises InvalidParameterException for a bad NextToken.
    """
    limit = members.get("MaxResults", size)
    pages = context.pages(operation, members)
    first = list(islice(found(pages.after(members.get("NextToken"))), limit + 1))
    shown, token = cut(first, [key(item) for item in first], limit, pages)
    return list(shown), token


def list_resources(
    context: Context, kind: Kind, operation: str, members: Members, only: Callable[[Resource], bool] = lambda _: True
) -> tuple[list[Resource], str | None]:
    """One page of the instance's resources of a kind that are to be listed, and the token of the next."""
    instance_id = instance_of(context, members)
    each = context.store.resources.each
    return page_of(context, operation, members, lambda after: filter(only, each(instance_id, kind, after)), _id_of)


def search_resources(
    context: Context, kind: Kind, operation: str, members: Members, describe: Describe | None = None
) -> tuple[list[dict[str, Any]], dict[str, Any]]:
    """One page of descriptions that meet SearchCriteria and SearchFilter; and the next token with the count of all."""
    instance_id = instance_of(context, members)
    shown = describe or (lambda resource: describe_resource(context, resource))
    criteria, filters = members.get("SearchCriteria", {}), members.get("SearchFilter", {})
    check_criteria(criteria, kind.search_fields)
    check_filters(filters)
    met = []
    for resource in context.store.resources.each(instance_id, kind):
        document = {**resource.document, **describe_resource(context, resource)}
        if matches(document, criteria, kind.search_fields) and passes(document, resource.tags, filters):
            met.append(resource)
    page, token = page_of(context, operation, members, lambda after: (r for r in met if r.resource_id > after), _id_of)
    return [shown(resource) for resource in page], {"NextToken": token, "ApproximateTotalCount": len(met)}


def _id_of(resource: Resource) -> str:
    return resource.resource_id


def _tagged(context: Context, arn: str) -> Instance | Resource:
    instance_id, part, _ = split_resource_arn(arn)
    instance = context.store.instances.get(instance_id)
    if not part:
        return instance
    if part not in TAGGABLE:
        hint = (
            "TagContact and UntagContact tag contacts." if part == "contact" else f"Tagged are: {', '.join(TAGGABLE)}."
        )
        raise InvalidRequestException(f"resourceArn: tags of this kind of resource are not kept here. {hint}")
    return context.store.resources.get(instance_id, TAGGABLE[part], arn)
