"""The types of flows, in the groups in which actions are allowed."""

INBOUND = ("CONTACT_FLOW",)
TRANSFER = ("AGENT_TRANSFER", "QUEUE_TRANSFER")
QUEUE = ("CUSTOMER_QUEUE",)
HOLD = ("CUSTOMER_HOLD", "AGENT_HOLD")
OUTBOUND_WHISPER = ("OUTBOUND_WHISPER",)
WHISPER = ("CUSTOMER_WHISPER", "AGENT_WHISPER", *OUTBOUND_WHISPER)

WITH_CUSTOMER = (*INBOUND, *TRANSFER, *QUEUE, *OUTBOUND_WHISPER)
"""Where a customer can be asked."""

ALL = (*INBOUND, *TRANSFER, *QUEUE, *HOLD, *WHISPER, "CAMPAIGN")
"""Every type of the API."""

EXPORTED = {
    "contactFlow": "CONTACT_FLOW",
    "customerQueue": "CUSTOMER_QUEUE",
    "customerHold": "CUSTOMER_HOLD",
    "customerWhisper": "CUSTOMER_WHISPER",
    "agentHold": "AGENT_HOLD",
    "agentWhisper": "AGENT_WHISPER",
    "outboundWhisper": "OUTBOUND_WHISPER",
    "agentTransfer": "AGENT_TRANSFER",
    "queueTransfer": "QUEUE_TRANSFER",
}
"""What the console writes into `Metadata.type`."""
