from flow_documents import action, play


def choose(voice, **contact):
    parameters = {"TextToSpeechVoice": voice, "TextToSpeechEngine": "Neural"}
    return play(action("a", "UpdateContactTextToSpeechVoice", parameters, errors=["NoMatchingError"]), **contact)


def test_the_voice_can_be_referred_to():
    played = choose("Amy")

    assert played.scope.contact == {"TextToSpeechVoiceId": "Amy"}
    assert played.scope.settings == {"TextToSpeechEngine": "Neural"}


def test_elsewhere_it_does_nothing():
    played = choose("Amy", Channel="CHAT")

    assert played.path == ["a", "good"]
    assert played.scope.contact == {"Channel": "CHAT"}


def test_no_voice_is_an_error():
    assert choose("$.Attributes.none").path == ["a", "wrong"]
