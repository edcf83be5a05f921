"""`--cli-input-json` and `--cli-input-yaml`: the whole request in one document, beneath the options."""

import json
from collections import OrderedDict
from typing import Any

from callslip.shell.failures import ParameterError, ShellError, option_error
from callslip.shell.paramfile import load_value

JSON = "cli-input-json"
YAML = "cli-input-yaml"


def read_documents(json_text: str | None, yaml_text: str | None) -> dict[str, Any]:
    """The members that the document gives; empty without one. Raises ParameterError."""
    if json_text is not None and yaml_text is not None:
        raise ParameterError("Only one --cli-input- parameter may be specified.")
    if json_text is not None:
        return _members(JSON, _parse_json(_load(JSON, json_text)))
    if yaml_text is not None:
        return _members(YAML, _parse_yaml(_load(YAML, yaml_text)))
    return {}


def _load(name: str, text: str) -> str:
    try:
        loaded = load_value(text)
    except ShellError as error:
        raise option_error(f"--{name}", str(error)) from None
    return loaded if isinstance(loaded, str) else loaded.decode("utf-8", "replace")


def _parse_json(text: str) -> Any:
    try:
        return json.loads(text, object_pairs_hook=OrderedDict)
    except (ValueError, RecursionError):
        raise option_error(JSON, "Invalid JSON received.") from None


def _parse_yaml(text: str) -> Any:
    import yaml

    try:
        return yaml.safe_load(text)
    except (yaml.YAMLError, ValueError, RecursionError):
        raise option_error(YAML, "Invalid YAML received.") from None


def _members(name: str, document: Any) -> dict[str, Any]:
    if not isinstance(document, dict):
        raise option_error(f"--{name}", f"Invalid type: expecting map, received {type(document)}")
    return document
