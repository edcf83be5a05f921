"""UpdateContactTextToSpeechVoice: choose the voice that speaks texts."""

from callslip.flows.action_type import VOICE, ActionType, Step, free
from callslip.flows.effects import ContactDataSet, SettingChanged
from callslip.flows.outcome import Outcome, failure, success


@ActionType(
    name="UpdateContactTextToSpeechVoice",
    summary="chooses the voice that speaks texts",
    parameters={
        "TextToSpeechVoice": free(required=True),
        "TextToSpeechEngine": free(),
        "TextToSpeechStyle": free(),
    },
    errors=("NoMatchingError",),
    channels=VOICE,
    idle_elsewhere=True,
    fills=("TextToSpeechVoiceId",),
)
def update_contact_text_to_speech_voice(step: Step) -> Outcome:
    """Any voice is taken: which there are is not known here."""
    voice = step.text("TextToSpeechVoice")
    if not voice:
        return failure("TextToSpeechVoice leads to nothing")
    names = ("TextToSpeechEngine", "TextToSpeechStyle")
    settings = [SettingChanged(name, step.text(name)) for name in names if name in step.parameters]
    return success(ContactDataSet({"TextToSpeechVoiceId": voice}), *settings)
