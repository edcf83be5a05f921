"""Stubs as one writes them on a command line: `SELECTOR=ANSWER`."""

from collections.abc import Iterable
from pathlib import Path

import msgspec

from callslip.flows.stubs import Stub, Stubs
from callslip.rehearsal.errors import StubTextError

DONE = "done"


def read_stubs(texts: Iterable[str]) -> Stubs:
    """Stubs by selector; several for one selector are its answers in turn. Raises StubTextError."""
    stubs: dict[str, list[Stub]] = {}
    for text in texts:
        selector, found, answer = text.partition("=")
        if not found or not selector:
            raise StubTextError(f"{text!a} is no stub; write SELECTOR=ANSWER")
        stubs.setdefault(selector, []).extend(read_answers(answer))
    return stubs


def read_answers(text: str) -> list[Stub]:
    """What one text says.

    `done` is success, `error:TYPE` an error; JSON is an answer with the members result, error, data and said, or a list
    of such; `file.json` holds such JSON; any other text is a result. Raises StubTextError.
    """
    if text == DONE:
        return [Stub()]
    if text.startswith("error:"):
        return [Stub(error=text.removeprefix("error:"))]
    if text.startswith(("{", "[")):
        return _read_json(text, text)
    if text.endswith(".json"):
        try:
            return _read_json(Path(text).read_text(encoding="utf-8"), text)
        except OSError as error:
            raise StubTextError(f"the answer in {text} cannot be read: {error}") from None
    return [Stub(result=text)]


def _read_json(text: str, name: str) -> list[Stub]:
    if not text.lstrip().startswith("["):
        text = f"[{text}]"
    try:
        return msgspec.json.decode(text, type=list[Stub])
    except msgspec.DecodeError as error:
        raise StubTextError(f"{name} is no answer: {error}. Its members are result, error, data and said.") from None
