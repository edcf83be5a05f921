"""Who answers for the outside of flows, as a TOML file says it: Lambda functions, and stubs for other actions."""

import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import msgspec

from callslip.flows.stubs import Stub
from callslip.functions.handlers import HandlerLoadError, load_function
from callslip.runner.world import Outside

ENDPOINT = "endpoint"
"""The Lambda API where AWS_ENDPOINT_URL_LAMBDA, or Amazon's own configuration, says it is."""

_SECTIONS = frozenset(("lambda", "answers"))


class ChoiceError(ValueError):
    """What is said about the outside cannot be; the message says what and why."""


def read_outside(path: Path) -> Outside:
    """The file's sections `lambda` and `answers`; a `.json` in it is looked for beside the file. Raises ChoiceError."""
    try:
        sections = tomllib.loads(path.read_text("utf-8"))
    except OSError as error:
        raise ChoiceError(f"cannot read {path}: {error.strerror}") from None
    except ValueError as error:
        raise ChoiceError(f"{path} is not TOML: {error}") from None
    for name, section in sections.items():
        if name not in _SECTIONS or not isinstance(section, dict):
            raise ChoiceError(f"{path}: there is no section {name!a}; there are: {', '.join(sorted(_SECTIONS))}")
    functions = {name: _function(path, name, text) for name, text in sections.get("lambda", {}).items()}
    return outside_of(functions, sections.get("answers", {}))


def outside_of(functions: Mapping[str, Any], answers: Mapping[str, Any]) -> Outside:
    """Functions by ARN, name or `*`: handlers, or answers; and stubs by action, as text or data. Raises ChoiceError."""
    return Outside(functions, {selector: _stubs(selector, given) for selector, given in answers.items()})


def _function(path: Path, name: str, text: object) -> Any:
    if not isinstance(text, str):
        raise ChoiceError(f"{path}: lambda {name!a} must be a text: package.module:function, file.json, or an endpoint")
    if text == ENDPOINT or text.startswith(("http://", "https://")):
        from callslip.functions.endpoint import Endpoint

        return Endpoint(name, "" if text == ENDPOINT else text)
    try:
        return load_function(str(path.parent / text) if text.endswith(".json") else text)
    except HandlerLoadError as error:
        raise ChoiceError(f"{path}: lambda {name!a}: {error}") from None


def _stubs(selector: str, given: Any) -> list[Stub]:
    return [_stub(selector, each) for each in (given if isinstance(given, list) else [given])]


def _stub(selector: str, given: Any) -> Stub:
    """`done` is success, `error:TYPE` an error, any other text a result; or a table with the members of a stub."""
    if isinstance(given, str):
        if given == "done":
            return Stub()
        return Stub(error=given.removeprefix("error:")) if given.startswith("error:") else Stub(result=given)
    try:
        return msgspec.convert(given, _StrictStub)
    except msgspec.ValidationError as error:
        raise ChoiceError(
            f"answers {selector!a}: {error}. A text, or a table with result, error, data and said, is needed"
        ) from None


class _StrictStub(Stub, frozen=True, forbid_unknown_fields=True):
    """A stub that refuses members it does not know."""
