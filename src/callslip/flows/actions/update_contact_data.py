"""UpdateContactData: set the contact's name, language, customer and the like."""

from typing import Any

from callslip.flows.action_type import ActionType, Step, free, static, static_or_path
from callslip.flows.effects import ContactDataSet, SettingChanged, Target
from callslip.flows.outcome import Outcome, failure, success
from callslip.flows.references import text_of

_DATA = ("Name", "Description", "LanguageCode", "CustomerId")
_VOICE_ID = (
    "IsVoiceIdStreamingEnabled",
    "IsVoiceAuthenticationEnabled",
    "IsFraudDetectionEnabled",
    "VoiceAuthenticationThreshold",
    "VoiceAuthenticationResponseTime",
    "FraudDetectionThreshold",
    "WatchlistId",
)


@ActionType(
    name="UpdateContactData",
    summary="sets the contact's name, language, customer and the like",
    parameters={
        **dict.fromkeys(_DATA, free()),
        "References": free(),
        "WisdomSessionArn": static_or_path(),
        **dict.fromkeys(_VOICE_ID, static_or_path()),
        "TargetContact": static("Current", "Related"),
    },
    required_errors=("NoMatchingError",),
    fills=(*_DATA, "References"),
)
def update_contact_data(step: Step) -> Outcome:
    """All of it or nothing; settings of Voice ID and the assistant are kept, and nothing listens to them."""
    target: Target = "Related" if step.text("TargetContact") == "Related" else "Current"
    if target == "Related" and step.scope.related_attributes is None:
        return failure("there is no related contact")
    values: dict[str, Any] = {name: step.text(name) for name in _DATA if name in step.parameters}
    if "References" in step.parameters:
        given = {name: _reference(value) for name, value in step.mapping("References").items()}
        values["References"] = {**(step.scope.contact.get("References") or {}), **given}
    settings = {name: step.text(name) for name in (*_VOICE_ID, "WisdomSessionArn") if name in step.parameters}
    if not values and not settings:
        return failure("it sets nothing")
    return success(ContactDataSet(values, target), *(SettingChanged(*each) for each in settings.items()))


def _reference(value: Any) -> Any:
    return value if isinstance(value, dict) else {"Type": "STRING", "Value": text_of(value)}
