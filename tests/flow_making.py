"""Actions of small flows for tests of the server; `text_of` of flow_documents makes a flow of them."""

from flow_documents import action

SECOND_MS = 1_000
MENU = {"StoreInput": "False", "InputTimeLimitSeconds": "5", "Text": "Press 1"}
MENU_ERRORS = ["InputTimeLimitExceeded", "NoMatchingCondition", "NoMatchingError"]
END_QUEUE = {"Identifier": "end", "Type": "EndFlowExecution", "Parameters": {}, "Transitions": {}}


def sets(identifier, then="good", **attributes):
    return action(identifier, "UpdateContactAttributes", {"Attributes": attributes}, then, ["NoMatchingError"])


def waits(identifier, seconds=60, then="good", returned=None):
    conditions = [("Equals", "WaitCompleted", then)]
    parameters = {"TimeLimitSeconds": str(seconds)}
    if returned:
        parameters["Events"] = ["CustomerReturned"]
        conditions.append(("Equals", "CustomerReturned", returned))
    return action(identifier, "Wait", parameters, then, ["NoMatchingError"], conditions)


def hooks(identifier, then="good", **flows):
    return action(identifier, "UpdateContactEventHooks", {"EventHooks": flows}, then, ["NoMatchingError"])


def leads_to(identifier, flow_id, then="wrong"):
    return action(identifier, "TransferToFlow", {"ContactFlowId": flow_id}, then, ["NoMatchingError"])


def target(identifier, queue_id, then):
    return action(identifier, "UpdateContactTargetQueue", {"QueueId": queue_id}, then, ["NoMatchingError"])


def queues(identifier):
    return action(identifier, "TransferContactToQueue", None, "wrong", ["QueueAtCapacity", "NoMatchingError"])
