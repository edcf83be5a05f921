from callslip.flows.events import Happened, TimedOut
from flow_documents import action, play


def waiting(*events, channel="CHAT", **parameters):
    parameters = {"TimeLimitSeconds": "900", "Events": ["CustomerReturned"], **parameters}
    conditions = [("Equals", "WaitCompleted", "good"), ("Equals", "CustomerReturned", "other")]
    return play(
        action("a", "Wait", parameters, "wrong", ["NoMatchingError"], conditions), Channel=channel, events=events
    )


def test_time_passes():
    assert waiting().run.waiting.timeout_s == 900
    assert waiting(TimedOut()).path == ["a", "good"]


def test_an_event_that_is_listed_ends_it():
    assert waiting(Happened("CustomerReturned")).path == ["a", "other"]


def test_an_event_that_is_not_listed_is_not_noticed():
    played = waiting(Happened("BotParticipantDisconnected"))

    assert (played.run.waiting.kind, played.run.waiting.timeout_s) == ("time", 900)
    assert played.send(TimedOut()).path == ["a", "good"]


def test_a_limit_that_makes_no_sense_and_a_voice_contact_are_errors():
    assert waiting(TimeLimitSeconds="604801").path == ["a", "wrong"]
    assert waiting(channel="VOICE").path == ["a", "wrong"]
