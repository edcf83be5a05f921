"""Contents of flows and modules: what is published, what is saved, what versions and aliases stand for."""

from callslip.domain.attributes import shown
from callslip.domain.errors import ContactFlowNotPublishedException, ResourceNotFoundException
from callslip.domain.flow import LATEST, SAVED, FlowContent, split_qualifier
from callslip.domain.kinds import FLOW_ALIAS, FLOW_CONTENT, FLOW_VERSION
from callslip.domain.resource import Kind, Resource
from callslip.store.resources import Resources

_DIGITS = 10


class FlowContents:
    """The contents of all flows, each beside its flow: a listing of flows does not read them.

    A flow that is published has `$LATEST`; `$SAVED` is kept only while it differs from what was published.
    """

    def __init__(self, resources: Resources) -> None:
        self._resources = resources

    def get_flow(self, instance_id: str, kind: Kind, text: str) -> tuple[Resource, str]:
        """A flow or module by its id or ARN, and the qualifier behind it. Raises ResourceNotFoundException."""
        id_or_arn, qualifier = split_qualifier(text)
        return self._resources.get(instance_id, kind, id_or_arn), qualifier

    def get(self, flow: Resource, qualifier: str) -> FlowContent:
        """What the flow says under a qualifier; without one, what is published.

        Raises ContactFlowNotPublishedException, and ResourceNotFoundException for an unknown version or alias.
        """
        if qualifier == SAVED:
            return self.find(flow, SAVED) or self._published(flow)
        if qualifier in {"", LATEST}:
            return self._published(flow)
        version = self.get_version(flow, qualifier)
        found = self.find(flow, version.name)
        if found is None:
            raise ResourceNotFoundException(f"The version {shown(qualifier)} of the flow has no content.")
        return FlowContent(
            found.text, "PUBLISHED", found.settings, int(version.name), version.document.get("Description")
        )

    def get_version(self, flow: Resource, qualifier: str) -> Resource:
        """A version by its number, or by the name or id of an alias. Raises ResourceNotFoundException."""
        resources, instance_id = self._resources, flow.instance_id
        version = resources.find_by_name(instance_id, FLOW_VERSION, qualifier, flow.resource_id)
        alias = None
        if version is None:
            alias = resources.find_by_name(instance_id, FLOW_ALIAS, qualifier, flow.resource_id)
            alias = alias or resources.find(instance_id, FLOW_ALIAS, qualifier)
        if alias is not None and alias.owner_id == flow.resource_id:
            version = resources.find(instance_id, FLOW_VERSION, alias.document["VersionId"])
        if version is None:
            raise ResourceNotFoundException(f"The {flow.kind.words} has no version and no alias {shown(qualifier)}.")
        return version

    def find(self, flow: Resource, name: str) -> FlowContent | None:
        """The content under `$LATEST`, `$SAVED` or a version's number, or None."""
        found = self._resources.find(flow.instance_id, FLOW_CONTENT, _content_id(flow, name))
        if found is None:
            return None
        status = "SAVED" if name == SAVED else "PUBLISHED"
        return FlowContent(found.document["Content"], status, found.document.get("Settings"))

    def publish(self, flow: Resource, text: str, settings: str | None, now_ms: int) -> None:
        """What the flow says from now on; what was saved is gone."""
        self._put(flow, LATEST, text, settings, now_ms)
        self._delete(flow, SAVED)

    def save(self, flow: Resource, text: str, settings: str | None, now_ms: int) -> None:
        """What is to be published later."""
        self._put(flow, SAVED, text, settings, now_ms)

    def freeze(self, flow: Resource, number: int, description: str | None, now_ms: int) -> None:
        """A version of what is published now. Raises ContactFlowNotPublishedException."""
        published = self._published(flow)
        document = {} if description is None else {"Description": description}
        version_id = f"{flow.resource_id}:{number:0{_DIGITS}}"
        self._resources.create(
            Resource(
                FLOW_VERSION, flow.instance_id, version_id, str(number), document, now_ms, owner_id=flow.resource_id
            )
        )
        self._put(flow, str(number), published.text, published.settings, now_ms)

    def delete_version(self, flow: Resource, version: Resource) -> None:
        """A version with its content."""
        self._resources.delete(version)
        self._delete(flow, version.name)

    def delete_all(self, flow: Resource) -> None:
        """Everything that belongs to the flow."""
        for kind in (FLOW_ALIAS, FLOW_VERSION, FLOW_CONTENT):
            self._resources.delete_owned(flow, kind)

    def _published(self, flow: Resource) -> FlowContent:
        found = self.find(flow, LATEST)
        if found is None:
            raise ContactFlowNotPublishedException(
                f"The {flow.kind.words} {flow.resource_id} has never been published. Put :{SAVED} behind its id to get "
                "what is saved."
            )
        return found

    def _put(self, flow: Resource, name: str, text: str, settings: str | None, now_ms: int) -> None:
        document = {"Content": text} if settings is None else {"Content": text, "Settings": settings}
        content = Resource(
            FLOW_CONTENT,
            flow.instance_id,
            _content_id(flow, name),
            name,
            document,
            now_ms,
            owner_id=flow.resource_id,
        )
        if self._resources.find(flow.instance_id, FLOW_CONTENT, content.resource_id) is None:
            self._resources.create(content)
        else:
            self._resources.update(content)

    def _delete(self, flow: Resource, name: str) -> None:
        content = self._resources.find(flow.instance_id, FLOW_CONTENT, _content_id(flow, name))
        if content is not None:
            self._resources.delete(content)


def _content_id(flow: Resource, name: str) -> str:
    return f"{flow.resource_id}:{name}"
