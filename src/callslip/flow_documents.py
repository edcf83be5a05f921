"""Keeps flows and flow modules for the operations: contents, versions and aliases, the same way for both kinds."""

from typing import Any

from msgspec.structs import replace

from callslip.domain.errors import (
    InvalidContactFlowException,
    InvalidContactFlowModuleException,
    InvalidParameterException,
    InvalidRequestException,
    ResourceNotFoundException,
)
from callslip.domain.flow import LATEST, SAVED, FlowContent, check_alias_name, check_length, is_too_deep
from callslip.domain.kinds import CONTACT_FLOW, FLOW_ALIAS, FLOW_VERSION
from callslip.domain.resource import Kind, Resource, check_any_given
from callslip.flows.document import FlowFormatError, parse_flow
from callslip.flows.problems import check_flow
from callslip.operation import Context, Members
from callslip.resources import (
    arn_of,
    create_resource,
    delete_resource,
    describe_resource,
    instance_of,
    last_modified,
    page_of,
    update_resource,
)

_PROBLEMS_MAX = 50
_NO_FLOW = "Invalid contact flow format"


def check_content(kind: Kind, content: str) -> None:
    """Whether a text may be published: what the flow language counts as an error is refused, a warning is not.

    The one place where the flow language is asked. Raises InvalidContactFlowException or
    InvalidContactFlowModuleException with the problems in the service's words, 50 at most.
    """
    problems = _errors_of(content)
    if not problems:
        return
    shown = [{"message": message} for _, message in problems[:_PROBLEMS_MAX]]
    text = f"Content: {problems[0][0]}. Problems in all: {len(problems)}."
    if kind is CONTACT_FLOW:
        raise InvalidContactFlowException(text, problems=shown)
    raise InvalidContactFlowModuleException(text, Problems=shown)


def create_flow(context: Context, kind: Kind, members: Members, status: str = "PUBLISHED") -> Resource:
    """A new flow; what is published is looked at, what is only saved is not."""
    content = members["Content"]
    check_length(content)
    if status == "PUBLISHED":
        check_content(kind, content)
    flow = create_resource(context, kind, members, State="ACTIVE", Status=status)
    _keep(context, flow, content, members.get("Settings"), saved=status == "SAVED")
    return flow


def get_flow(context: Context, kind: Kind, members: Members) -> tuple[Resource, str]:
    """The flow that a request names, and the qualifier behind its id. Raises ResourceNotFoundException."""
    return context.store.flow_contents.get_flow(instance_of(context, members), kind, members[kind.request_member])


def get_unqualified(context: Context, kind: Kind, members: Members) -> Resource:
    """The flow that a request names without a qualifier. Raises ResourceNotFoundException, InvalidRequestException."""
    flow, qualifier = get_flow(context, kind, members)
    if qualifier:
        raise InvalidRequestException(f"{kind.request_member}: give the {kind.words} without what follows the colon.")
    return flow


def describe_flow(context: Context, kind: Kind, members: Members, checksum: str) -> dict[str, Any]:
    """A flow with the content that the request asks for; `checksum` is the member for its SHA-256."""
    flow, qualifier = get_flow(context, kind, members)
    content = context.store.flow_contents.get(flow, qualifier)
    whole = {
        **describe_resource(context, flow),
        "Content": content.text,
        "Status": content.status,
        checksum: content.sha256,
    }
    if content.version is not None:
        whole |= {"Version": content.version, "Arn": f"{whole['Arn']}:{content.version}"}
        whole["VersionDescription"] = content.version_description
    if content.settings is not None:
        whole["Settings"] = content.settings
    return whole


def update_content(context: Context, kind: Kind, members: Members) -> None:
    """Publish content, or save it when `$SAVED` follows the flow's id; what is not given stays as it is."""
    check_any_given(members, "Content", "Settings")
    flow, qualifier = get_flow(context, kind, members)
    if qualifier not in {"", LATEST, SAVED}:
        raise InvalidRequestException(
            f"{kind.request_member}: versions stay as they are; only {SAVED} can be behind it."
        )
    current = _current(context, flow, qualifier)
    content = members.get("Content", current.text)
    check_length(content)
    if qualifier != SAVED:
        check_content(kind, content)
        flow = replace(flow, document={**flow.document, "Status": "PUBLISHED"})
    _keep(context, flow, content, members.get("Settings", current.settings), saved=qualifier == SAVED)
    update_resource(context, flow, {})


def delete_flow(context: Context, flow: Resource) -> None:
    """Delete a flow that no quick connect and no queue names, with all that belongs to it."""
    delete_resource(context, flow)
    context.store.flow_contents.delete_all(flow)


def create_version(context: Context, flow: Resource, checksum: str | None, description: str | None) -> int:
    """Freeze what is published; the number of the version. Numbers are never given twice."""
    published = context.store.flow_contents.find(flow, LATEST)
    if published is None:
        raise InvalidRequestException(f"The {flow.kind.words} has never been published. Publish it first.")
    if checksum is not None and checksum.lower() != published.sha256:
        raise InvalidParameterException("The checksum given is not that of the published content.")
    number = int(flow.document.get("LastVersion", 0)) + 1
    context.store.flow_contents.freeze(flow, number, description, context.now_ms)
    context.store.resources.update(replace(flow, document={**flow.document, "LastVersion": number}))
    return number


def list_versions(context: Context, flow: Resource, operation: str, members: Members) -> tuple[list[Members], Any]:
    """One page of a flow's versions, and the token of the next."""
    each, owner = context.store.resources.each, flow.resource_id
    found, token = page_of(
        context,
        operation,
        members,
        lambda after: each(flow.instance_id, FLOW_VERSION, after, owner),
        lambda version: version.resource_id,
    )
    return [
        {
            "Arn": f"{arn_of(context, flow)}:{version.name}",
            "Version": int(version.name),
            "VersionDescription": version.document.get("Description"),
            **last_modified(context, version),
        }
        for version in found
    ], token


def delete_version(context: Context, flow: Resource, number: int) -> None:
    """Delete a version that no alias stands for. Raises ResourceNotFoundException, InvalidRequestException."""
    version = context.store.flow_contents.get_version(flow, str(number))
    delete_resource(context, version)
    context.store.flow_contents.delete_version(flow, version)


def create_alias(context: Context, flow: Resource, number: int, members: Members) -> Resource:
    """A new name for a version."""
    check_alias_name(members["AliasName"])
    version = context.store.flow_contents.get_version(flow, str(number))
    alias = Resource(
        kind=FLOW_ALIAS,
        instance_id=flow.instance_id,
        resource_id=context.world.ids.new_id(),
        name=members["AliasName"],
        document={"VersionId": version.resource_id, "Description": members.get("Description")},
        updated_ms=context.now_ms,
        owner_id=flow.resource_id,
    )
    context.store.resources.create(alias)
    return alias


def get_alias(context: Context, flow: Resource, members: Members) -> Resource:
    """The alias of a flow that a request names. Raises ResourceNotFoundException."""
    alias = context.store.resources.get(flow.instance_id, FLOW_ALIAS, members["AliasId"])
    if alias.owner_id != flow.resource_id:
        raise ResourceNotFoundException(f"The {flow.kind.words} has no alias {alias.resource_id} (AliasId).")
    return alias


def describe_alias(context: Context, flow: Resource, alias: Resource, prefix: str) -> dict[str, Any]:
    """All that is known of an alias; `prefix` begins the members that name the flow."""
    return {
        f"{prefix}Id": flow.resource_id,
        f"{prefix}Arn": arn_of(context, flow),
        "AliasId": alias.resource_id,
        "Name": alias.name,
        "Version": _version_of(alias),
        "Description": alias.document.get("Description"),
        **last_modified(context, alias),
    }


def update_alias(context: Context, flow: Resource, alias: Resource, changes: Members) -> None:
    """Give an alias another name, description or version."""
    check_any_given(changes, "Name", "Description", "ContactFlowVersion", "ContactFlowModuleVersion")
    name = changes.get("Name", alias.name)
    check_alias_name(name)
    number = changes.get("ContactFlowVersion", changes.get("ContactFlowModuleVersion"))
    document = dict(alias.document)
    if number is not None:
        document["VersionId"] = context.store.flow_contents.get_version(flow, str(number)).resource_id
    update_resource(context, replace(alias, name=name, document=document), {**changes, "AliasName": name})


def list_aliases(context: Context, flow: Resource, operation: str, members: Members) -> tuple[list[Members], Any]:
    """One page of a flow's aliases, and the token of the next."""
    each, owner = context.store.resources.each, flow.resource_id
    found, token = page_of(
        context,
        operation,
        members,
        lambda after: each(flow.instance_id, FLOW_ALIAS, after, owner),
        lambda alias: alias.resource_id,
    )
    return [
        {
            "Arn": f"{arn_of(context, flow)}:{alias.name}",
            "AliasId": alias.resource_id,
            "AliasName": alias.name,
            "AliasDescription": alias.document.get("Description"),
            "Version": _version_of(alias),
            **last_modified(context, alias),
        }
        for alias in found
    ], token


def _errors_of(content: str) -> list[tuple[str, str]]:
    """What is wrong with a text: in our words, and in the service's."""
    try:
        flow = parse_flow(content)
        if is_too_deep([action.parameters for action in flow.actions]):
            return [("it is nested too deep", _NO_FLOW)]
        problems = check_flow(flow)
    except FlowFormatError as error:
        return [(str(error).rstrip("."), _NO_FLOW)]
    except RecursionError:
        return [("it is nested too deep", _NO_FLOW)]
    return [(problem.detail, problem.message) for problem in problems if problem.severity == "error"]


def _version_of(alias: Resource) -> int:
    return int(str(alias.document["VersionId"]).rpartition(":")[2])


def _current(context: Context, flow: Resource, qualifier: str) -> FlowContent:
    """What an update changes: of the saved content when that is asked for, else of the published one, if any."""
    contents = context.store.flow_contents
    found = contents.find(flow, SAVED) if qualifier == SAVED else None
    return found or contents.find(flow, LATEST) or FlowContent("", "SAVED")


def _keep(context: Context, flow: Resource, text: str, settings: str | None, *, saved: bool) -> None:
    contents = context.store.flow_contents
    (contents.save if saved else contents.publish)(flow, text, settings, context.now_ms)
