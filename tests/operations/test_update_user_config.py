import pytest


def test_replaces_the_lists_given(ask, make):
    accepting = [{"Channel": "CHAT", "AutoAccept": True}]
    user_id = make.user(AutoAcceptConfigs=accepting)
    given = [{"Channel": "VOICE", "VoiceEnhancementMode": "NONE"}]
    ask("update_user_config", UserId=user_id, VoiceEnhancementConfigs=given)
    user = ask("describe_user", UserId=user_id)["User"]
    assert (user["AutoAcceptConfigs"], user["VoiceEnhancementConfigs"]) == (accepting, given)


def test_nothing_given(connect, ask, make):
    with pytest.raises(connect.exceptions.InvalidRequestException, match="AutoAcceptConfigs"):
        ask("update_user_config", UserId=make.user())


def test_voice_only(connect, ask, make):
    given = [{"Channel": "CHAT", "VoiceEnhancementMode": "NONE"}]
    with pytest.raises(connect.exceptions.InvalidParameterException, match="VoiceEnhancementConfigs"):
        ask("update_user_config", UserId=make.user(), VoiceEnhancementConfigs=given)
