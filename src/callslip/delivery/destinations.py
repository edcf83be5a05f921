"""Opens destinations by the scheme of their text; a new kind of destination is a file and a line here."""

from callslip.delivery.jsonl import JsonlFile
from callslip.delivery.message import Destination, DestinationError
from callslip.delivery.webhook import Webhook
from callslip.domain.ports import Clock


def open_destination(text: str, secret: bytes | None, clock: Clock) -> Destination:
    """`file:PATH`, `http(s)://…`, `kinesis:STREAM` or `eventbridge:BUS`.

    Raises DestinationError; a URL is not repeated, for it may hold a token.
    """
    scheme, _, rest = text.partition(":")
    if scheme in ("http", "https"):
        if secret is None:
            raise DestinationError("a webhook needs webhook_secret_file, a private file with the secret that signs")
        return Webhook(text, secret, clock)
    if scheme == "file" and rest:
        return JsonlFile(rest)
    if scheme == "kinesis" and rest:
        from callslip.delivery.kinesis import Kinesis  # boto3 is an extra, and slow to load

        return Kinesis(rest)
    if scheme == "eventbridge" and rest:
        from callslip.delivery.event_bridge import EventBridge

        return EventBridge(rest)
    known = "file:PATH, http://…, https://…, kinesis:STREAM, eventbridge:BUS"
    raise DestinationError(f"no destination begins with {scheme!r}. Known: {known}")
