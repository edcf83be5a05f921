"""ResumeContact: take a paused contact up again."""

from callslip.flows.action_type import ActionType, Step
from callslip.flows.effects import SettingChanged
from callslip.flows.outcome import Outcome, success


@ActionType(
    name="ResumeContact",
    summary="takes a paused task or e-mail up again",
    errors=("NoMatchingError",),
    channels=frozenset({"TASK", "EMAIL"}),
)
def resume_contact(_step: Step) -> Outcome:
    """The contact is no longer paused."""
    return success(SettingChanged("Paused", value=False))
