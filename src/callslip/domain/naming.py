"""Which members of contact operations name a queue, a user, a flow or a quick connect, by id or ARN."""

from collections.abc import Iterator, Mapping
from typing import Any

from callslip.domain.flow import split_qualifier
from callslip.domain.kinds import CONTACT_FLOW, QUEUE, QUICK_CONNECT, USER
from callslip.domain.resource import EACH, Kind, values_at

_PLACES: Mapping[tuple[str, ...], Kind] = {
    ("QueueId",): QUEUE,
    ("QueueInfo", "Id"): QUEUE,
    ("UserId",): USER,
    ("UserInfo", "UserId"): USER,
    ("ContactFlowId",): CONTACT_FLOW,
    ("QuickConnectId",): QUICK_CONNECT,
}
_STEPS = ("RoutingCriteria", "Steps", EACH, "Expression")
_AGENTS = ("MatchCriteria", "AgentsCriteria", "AgentIds", EACH)


def named_in(members: Mapping[str, Any]) -> Iterator[tuple[Kind, str]]:
    """Each resource that a request names: its kind, and its id or ARN; a flow's without version or alias."""
    for path, kind in _PLACES.items():
        for given in values_at(members, path):
            yield kind, split_qualifier(given)[0] if kind is CONTACT_FLOW else given
    for expression in values_at(members, _STEPS):
        for user in _users_of(expression):
            yield USER, user


def _users_of(expression: Mapping[str, Any]) -> Iterator[str]:
    """The users that an expression of routing criteria asks for."""
    for name in ("AttributeCondition", "NotAttributeCondition"):
        yield from values_at(expression, (name, *_AGENTS))
    for name in ("AndExpression", "OrExpression"):
        for inner in expression.get(name, ()):
            yield from _users_of(inner)
