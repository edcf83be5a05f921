"""Flows and modules that are stored in an instance: found, and parsed once."""

from dataclasses import dataclass
from functools import lru_cache

from callslip.domain.arn import resource_id_of
from callslip.domain.errors import ServiceError
from callslip.domain.flow import LATEST, split_qualifier
from callslip.domain.kinds import CONTACT_FLOW
from callslip.domain.resource import Kind
from callslip.flows.document import Flow, FlowFormatError, parse_flow
from callslip.runner.world import Stage

_PARSED_MAX = 256

parsed = lru_cache(maxsize=_PARSED_MAX)(parse_flow)
"""The flow of a content that was checked when it was published."""


@dataclass(frozen=True, slots=True)
class StoredFlow:
    """A published flow or module: its id, the API's type (empty for a module), and its content kept for runs."""

    flow_id: str
    flow_type: str
    sha256: str
    flow: Flow


def find_flow(stage: Stage, instance_id: str, text: str, kind: Kind = CONTACT_FLOW) -> StoredFlow | None:
    """The published flow that an id or ARN names, with a version or an alias behind it; None where there is none.

    What is found is kept, so that a run can go on with it whatever is published later.
    """
    id_or_arn, qualifier = split_qualifier(text)
    store = stage.store
    try:
        resource = store.resources.find(instance_id, kind, resource_id_of(id_or_arn, instance_id, kind.name))
        if resource is None:
            return None
        content = store.flow_contents.get(resource, qualifier or LATEST)
        flow = parsed(content.text)
    except (ServiceError, FlowFormatError):
        return None
    store.flow_runs.keep_content(instance_id, content.sha256, content.text)
    flow_type = resource.document.get("Type", "")
    return StoredFlow(resource.resource_id, flow_type, content.sha256, flow)


def kept_flow(stage: Stage, instance_id: str, sha256: str) -> Flow:
    """The flow that a run began with."""
    text = stage.store.flow_runs.find_content(instance_id, sha256)
    if text is None:
        raise LookupError(f"the content {sha256} of a flow run is not kept in the instance {instance_id}")
    return parsed(text)
