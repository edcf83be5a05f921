"""UpdateContactRecordingAndAnalyticsBehavior: say what is recorded and analysed on one channel."""

from callslip.flows.action_type import ActionType, Step, free
from callslip.flows.effects import SettingChanged
from callslip.flows.outcome import Outcome, failure, success

_CHANNELS = {"VoiceBehavior": "VOICE", "ChatBehavior": "CHAT"}
_BEHAVIORS = (*_CHANNELS, "ScreenRecordingBehavior")


@ActionType(
    name="UpdateContactRecordingAndAnalyticsBehavior",
    summary="says what is recorded and analysed on one channel",
    parameters=dict.fromkeys(_BEHAVIORS, free()),
    exactly_one=_BEHAVIORS,
    required_errors=("NoMatchingError", "ChannelMismatch"),
    errors=("InFlightRedactionConfigurationFailed",),
)
def update_contact_recording_and_analytics_behavior(step: Step) -> Outcome:
    """The settings stay with the contact; another channel's are a ChannelMismatch."""
    name = next((name for name in _BEHAVIORS if name in step.parameters), None)
    if name is None:
        return failure(f"it has none of {', '.join(_BEHAVIORS)}")
    if _CHANNELS.get(name, step.scope.channel) != step.scope.channel:
        return failure(f"{name} is not for a {step.scope.channel} contact", "ChannelMismatch")
    return success(SettingChanged(name, step.mapping(name)))
