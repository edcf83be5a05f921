"""Every kind of resource that is served, as data."""

from collections.abc import Mapping

from callslip.domain import quotas
from callslip.domain.resource import EACH, Kind, Reference

_NAMED = {"name": ("Name",), "description": ("Description",)}

HOURS_OF_OPERATION = Kind(
    name="operating-hours",
    words="hours of operation",
    request_member="HoursOfOperationId",
    id_member="HoursOfOperationId",
    arn_member="HoursOfOperationArn",
    kept=("Description", "TimeZone", "Config"),
    search_fields={**_NAMED, "timezone": ("TimeZone",), "resourceid": ("HoursOfOperationId",)},
    quota=quotas.HOURS_OF_OPERATION_MAX,
)

QUEUE = Kind(
    name="queue",
    words="queue",
    request_member="QueueId",
    id_member="QueueId",
    arn_member="QueueArn",
    kept=(
        "Description",
        "OutboundCallerConfig",
        "OutboundEmailConfig",
        "HoursOfOperationId",
        "MaxContacts",
        "QuickConnectIds",
        "Status",
    ),
    hidden=frozenset({"QuickConnectIds", "QueueType"}),
    references=(
        Reference("operating-hours", ("HoursOfOperationId",)),
        Reference("contact-flow", ("OutboundCallerConfig", "OutboundFlowId")),
        Reference("transfer-destination", ("QuickConnectIds", EACH)),
    ),
    search_fields={**_NAMED, "resourceid": ("QueueId",)},
    quota=quotas.QUEUES_MAX,
)

ROUTING_PROFILE = Kind(
    name="routing-profile",
    words="routing profile",
    request_member="RoutingProfileId",
    id_member="RoutingProfileId",
    arn_member="RoutingProfileArn",
    kept=(
        "Description",
        "DefaultOutboundQueueId",
        "QueueConfigs",
        "ManualAssignmentQueueConfigs",
        "MediaConcurrencies",
        "AgentAvailabilityTimer",
    ),
    hidden=frozenset({"QueueConfigs", "ManualAssignmentQueueConfigs"}),
    references=(
        Reference("queue", ("DefaultOutboundQueueId",)),
        Reference("queue", ("QueueConfigs", EACH, "QueueReference", "QueueId")),
        Reference("queue", ("ManualAssignmentQueueConfigs", EACH, "QueueReference", "QueueId")),
    ),
    search_fields={**_NAMED, "resourceid": ("RoutingProfileId",)},
    quota=quotas.ROUTING_PROFILES_MAX,
)

SECURITY_PROFILE = Kind(
    name="security-profile",
    words="security profile",
    request_member="SecurityProfileId",
    name_member="SecurityProfileName",
    kept=(
        "Description",
        "Permissions",
        "AllowedAccessControlTags",
        "TagRestrictedResources",
        "HierarchyRestrictedResources",
        "AllowedAccessControlHierarchyGroupId",
        "GranularAccessControlConfiguration",
    ),
    hidden=frozenset({"Permissions"}),
    search_fields={"name": ("SecurityProfileName",)},
    quota=quotas.SECURITY_PROFILES_MAX,
)

USER = Kind(
    name="agent",
    words="user",
    request_member="UserId",
    name_member="Username",
    kept=(
        "IdentityInfo",
        "PhoneConfig",
        "DirectoryUserId",
        "SecurityProfileIds",
        "RoutingProfileId",
        "HierarchyGroupId",
        "AutoAcceptConfigs",
        "AfterContactWorkConfigs",
        "PhoneNumberConfigs",
        "PersistentConnectionConfigs",
        "VoiceEnhancementConfigs",
    ),
    references=(
        Reference("security-profile", ("SecurityProfileIds", EACH)),
        Reference("routing-profile", ("RoutingProfileId",)),
    ),
    search_fields={
        "username": ("Username",),
        "firstname": ("IdentityInfo", "FirstName"),
        "lastname": ("IdentityInfo", "LastName"),
        "routingprofileid": ("RoutingProfileId",),
        "securityprofileid": ("SecurityProfileIds", EACH),
        "resourceid": ("Id",),
    },
    quota=quotas.USERS_MAX,
)

AGENT_STATUS = Kind(
    name="agent-state",
    words="agent status",
    request_member="AgentStatusId",
    id_member="AgentStatusId",
    arn_member="AgentStatusARN",
    kept=("Description", "State", "DisplayOrder"),
    search_fields={
        **_NAMED,
        "state": ("State",),
        "type": ("Type",),
        "displayorder": ("DisplayOrder",),
        "resourceid": ("AgentStatusId",),
    },
    quota=quotas.AGENT_STATUSES_MAX,
)

QUICK_CONNECT = Kind(
    name="transfer-destination",
    words="quick connect",
    request_member="QuickConnectId",
    id_member="QuickConnectId",
    arn_member="QuickConnectARN",
    kept=("Description", "QuickConnectConfig"),
    references=(
        Reference("agent", ("QuickConnectConfig", "UserConfig", "UserId")),
        Reference("contact-flow", ("QuickConnectConfig", "UserConfig", "ContactFlowId")),
        Reference("queue", ("QuickConnectConfig", "QueueConfig", "QueueId")),
        Reference("contact-flow", ("QuickConnectConfig", "QueueConfig", "ContactFlowId")),
        Reference("contact-flow", ("QuickConnectConfig", "FlowConfig", "ContactFlowId")),
    ),
    search_fields={**_NAMED, "resourceid": ("QuickConnectId",)},
    quota=quotas.QUICK_CONNECTS_MAX,
)

PREDEFINED_ATTRIBUTE = Kind(
    name="predefined-attribute",
    words="predefined attribute",
    request_member="Name",
    kept=("Values", "Purposes", "AttributeConfiguration"),
    hidden=frozenset({"Id", "Arn", "Tags"}),
    search_fields={"name": ("Name",)},
    quota=quotas.PREDEFINED_ATTRIBUTES_MAX,
)

CONTACT_FLOW = Kind(
    name="contact-flow",
    words="flow",
    request_member="ContactFlowId",
    kept=("Description", "Type", "State", "Status"),
    hidden=frozenset({"LastVersion"}),
    search_fields={**_NAMED, "resourceid": ("Id",)},
    quota=quotas.FLOWS_MAX,
)

CONTACT_FLOW_MODULE = Kind(
    name="flow-module",
    words="flow module",
    request_member="ContactFlowModuleId",
    kept=("Description", "State", "Status", "ExternalInvocationConfiguration"),
    hidden=frozenset({"LastVersion", "LastModifiedTime", "LastModifiedRegion"}),
    search_fields={**_NAMED, "resourceid": ("Id",)},
    quota=quotas.FLOW_MODULES_MAX,
)

FLOW_CONTENT = Kind(name="flow-content", words="content of a flow", request_member="Content")
"""What a flow or module says, or said in a version; it belongs to the flow. See `store/flow_contents.py`."""

FLOW_VERSION = Kind(name="flow-version", words="version", request_member="ContactFlowVersion")
"""A published content of a flow or module that stays as it is; it belongs to the flow, its name is its number."""

FLOW_ALIAS = Kind(
    name="flow-alias",
    words="alias",
    request_member="AliasId",
    name_member="AliasName",
    kept=("Description",),
    references=(Reference("flow-version", ("VersionId",)),),
)
"""A name for a version of a flow or module; it belongs to the flow."""

LAMBDA_FUNCTION = Kind(
    name="lambda-function", words="Lambda function", request_member="FunctionArn", name_member="FunctionArn"
)
"""A function that belongs to the instance by its ARN, which is its id and its name."""

_UNTAGGED = frozenset({"flow-alias", "flow-content", "flow-version", "lambda-function", "predefined-attribute"})

KINDS: Mapping[str, Kind] = {
    kind.name: kind
    for kind in (
        AGENT_STATUS,
        CONTACT_FLOW,
        CONTACT_FLOW_MODULE,
        FLOW_ALIAS,
        FLOW_CONTENT,
        FLOW_VERSION,
        HOURS_OF_OPERATION,
        LAMBDA_FUNCTION,
        PREDEFINED_ATTRIBUTE,
        QUEUE,
        QUICK_CONNECT,
        ROUTING_PROFILE,
        SECURITY_PROFILE,
        USER,
    )
}

TAGGABLE: Mapping[str, Kind] = {name: kind for name, kind in KINDS.items() if name not in _UNTAGGED}
"""What TagResource takes, beside instances."""
