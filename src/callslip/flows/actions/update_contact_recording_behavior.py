"""UpdateContactRecordingBehavior: say who is recorded and what is analysed."""

from callslip.flows.action_type import ActionType, Step, free, static
from callslip.flows.effects import SettingChanged
from callslip.flows.flow_types import INBOUND, OUTBOUND_WHISPER, QUEUE, TRANSFER
from callslip.flows.outcome import Outcome, success


@ActionType(
    name="UpdateContactRecordingBehavior",
    summary="says who is recorded and what is analysed",
    parameters={"RecordingBehavior": static(required=True), "AnalyticsBehavior": free()},
    flow_types=(*INBOUND, *TRANSFER, *QUEUE, *OUTBOUND_WHISPER),
)
def update_contact_recording_behavior(step: Step) -> Outcome:
    """The settings stay with the contact; nothing is recorded here."""
    names = ("RecordingBehavior", "AnalyticsBehavior")
    return success(*(SettingChanged(name, step.mapping(name)) for name in names if name in step.parameters))
