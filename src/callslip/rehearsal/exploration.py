"""What an exploration found, as lines and as JSON."""

from collections.abc import Iterator
from typing import Any

from callslip.rehearsal.branches import Branch
from callslip.rehearsal.explore import Exploration
from callslip.rehearsal.story import branch_name


def tell(found: Exploration) -> Iterator[str]:
    """Coverage first, then what was not reached and what does not end, then the inputs for each branch."""
    total = len(found.branches)
    percent = 100 * len(found.inputs) // total if total else 100
    yield f"{len(found.inputs)} of {total} branches reached ({percent} %), in {found.steps:,} steps"
    for branch, why in found.unreached.items():
        yield f"not reached: {name_of(found, branch)}: {why}"
    for branch, why in found.endless.items():
        yield f"no good end: {name_of(found, branch)}: {why}"
    for branch, inputs in found.inputs.items():
        yield f"{name_of(found, branch)}: {' / '.join(inputs) or 'nothing needed'}"


def summary(found: Exploration) -> dict[str, Any]:
    """The same, for machines."""
    return {
        "branches": len(found.branches),
        "reached": [{**_place(found, branch), "inputs": inputs} for branch, inputs in found.inputs.items()],
        "unreached": [{**_place(found, branch), "reason": why} for branch, why in found.unreached.items()],
        "endless": [{**_place(found, branch), "reason": why} for branch, why in found.endless.items()],
        "steps": found.steps,
    }


def name_of(found: Exploration, branch: Branch) -> str:
    """A branch as one speaks of it."""
    action = found.flow.find(branch.action)
    return f"{action.type} [{branch.action}] -> {branch_name(action, branch.place)}" if action else str(branch)


def _place(found: Exploration, branch: Branch) -> dict[str, str]:
    action = found.flow.find(branch.action)
    return {
        "action": branch.action,
        "type": action.type if action else "",
        "branch": branch_name(action, branch.place) if action else branch.place,
        "place": branch.place,
    }
