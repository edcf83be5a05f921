"""What the help pages say of single operations: one line each in our own words, and an example that a test runs."""

from dataclasses import dataclass

INSTANCE = "a1b2c3d4-5678-90ab-cdef-EXAMPLE11111"
CONTACT = "11111111-2222-3333-4444-12345678910"
FLOW = "a1b2c3d4-5678-90ab-cdef-EXAMPLE33333"

_INSTANCE = ("--instance-id", INSTANCE)
_FLOW = ("--contact-flow-id", FLOW)
_CONTACT = ("--contact-id", CONTACT)
_INITIAL = ("--initial-contact-id", CONTACT)


@dataclass(frozen=True)
class Example:
    """`words` are the options of a command that works on a new server with one contact."""

    summary: str
    words: tuple[str, ...]


EXAMPLES = {
    "create-contact": Example(
        "Make a contact that another system brings in.",
        (*_INSTANCE, "--channel", "TASK", "--initiation-method", "API", "--attributes", "city=Oslo"),
    ),
    "create-instance": Example(
        "Make an instance, which holds contacts.",
        (
            *("--identity-management-type", "CONNECT_MANAGED", "--instance-alias", "second"),
            *("--inbound-calls-enabled", "--no-outbound-calls-enabled"),
        ),
    ),
    "delete-instance": Example("Delete an instance and all it holds.", _INSTANCE),
    "describe-contact": Example(
        "Show what is known of a contact.", (*_INSTANCE, *_CONTACT, "--query", "Contact.Channel")
    ),
    "describe-instance": Example("Show an instance.", (*_INSTANCE, "--query", "Instance.InstanceStatus")),
    "get-contact-attributes": Example("Show the attributes of a contact and its chain.", (*_INSTANCE, *_INITIAL)),
    "list-instances": Example("List the instances.", ("--query", "InstanceSummaryList[].Id", "--output", "text")),
    "start-chat-contact": Example(
        "Begin a chat.",
        (*_INSTANCE, *_FLOW, "--participant-details", "DisplayName=Ana", "--attributes", "city=Oslo,plan=gold"),
    ),
    "start-outbound-voice-contact": Example(
        "Begin a call to a customer.",
        (*_INSTANCE, *_FLOW, "--destination-phone-number", "+15550100", "--source-phone-number", "+15550111"),
    ),
    "start-task-contact": Example(
        "Begin a task.",
        (*_INSTANCE, *_FLOW, "--name", "call-back", "--references", "page={Value=https://example.com,Type=URL}"),
    ),
    "stop-contact": Example("End a contact.", (*_INSTANCE, *_CONTACT)),
    "update-contact-attributes": Example(
        "Create attributes of a contact, or change those it has; a key that is not named stays as it is.",
        (*_INITIAL, *_INSTANCE, "--attributes", "greetingPlayed=false"),
    ),
}
"""Operations without an entry have a help page with neither."""
