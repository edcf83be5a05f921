"""The target queue of a contact: what queueing actions use when they name none."""

from typing import Any

from callslip.flows.scope import Scope


def target_of(scope: Scope) -> str:
    """The ARN or id of the target queue or agent; empty where none was set."""
    queue: Any = scope.contact.get("Queue")
    return str(queue.get("ARN") or "") if isinstance(queue, dict) else ""
