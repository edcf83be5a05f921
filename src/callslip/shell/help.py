"""The help pages of `callslip connect`: made from the API model, in our own words."""

import textwrap
from collections.abc import Iterator, Sequence
from typing import Any

from callslip.protocol.model import Model, Shape
from callslip.shell.arguments import GLOBAL_OPTIONS, PAGE_OPTIONS
from callslip.shell.catalogue import Catalogue, Command, Option, served_names
from callslip.shell.examples import load_examples

_WIDTH = 100
_DEPTH_MAX = 3
_WHERE = (
    "Without --endpoint-url, requests go to the URL in CALLSLIP_ENDPOINT_URL, AWS_ENDPOINT_URL_CONNECT or "
    "AWS_ENDPOINT_URL, or that of the profile, and else to http://127.0.0.1:8720. Amazon itself is reached by its own "
    "URL, or by --aws, and never by leaving something out."
)
_DOCUMENT_OPTIONS = (
    ("--cli-input-json TEXT", "the members of the request as JSON; an option replaces a whole member"),
    ("--cli-input-yaml TEXT", "the same as YAML; only one of the two"),
    (
        "--generate-cli-skeleton [input|yaml-input|output]",
        "send nothing; print a sample of the request, or of the answer once the options are valid",
    ),
)
_FORMS = {
    "map": "key=value,key=value, or JSON",
    "structure": "key=value,list=a,b,map={key=value}, or JSON",
}


def help_page(catalogue: Catalogue, words: Sequence[str]) -> str:
    """The page of the operation that `words` name, or that of the whole command."""
    name = next((word for word in words if word in catalogue), None)
    lines = _operation_page(catalogue.command(name)) if name else _service_page(catalogue)
    return "\n".join(lines) + "\n"


def _service_page(catalogue: Catalogue) -> Iterator[str]:
    served = served_names()
    yield from ("usage: callslip connect [options] <operation> [parameters]", "")
    yield from _paragraph(
        "Call an operation of the API, with the options, the output and the exit codes of the AWS CLI."
    )
    yield from _paragraph(_WHERE)
    yield "operations that Callslip serves:"
    examples = load_examples()
    width = max(map(len, served))
    yield from (f"  {name:<{width}} {examples[name].summary}" for name in served)
    yield ""
    count = sum(1 for name in catalogue if name not in served)
    yield from _paragraph(
        f"The other {count} operations of the API can be called too: Callslip answers 501 to them, and another server "
        "does what it does."
    )
    yield "global options:"
    yield from _global_lines()
    yield from ("", "Values: `file://path` takes a text from a file, `fileb://path` takes bytes.")
    yield "Exit codes: 0 done, 130 interrupted, 252 the command line is wrong, 253 no region or no credentials,"
    yield "254 the service refused, 255 anything else."


def _operation_page(command: Command) -> Iterator[str]:
    example = load_examples().get(command.name)
    yield from (f"usage: callslip connect {command.name} [parameters]", "")
    if example:
        yield from _paragraph(example.summary)
    yield from _paragraph(f"Calls {command.operation.name} ({command.operation.method} {command.operation.template}).")
    if command.name not in served_names():
        yield from _paragraph("Callslip does not serve it: its server answers 501.")
    yield "parameters:"
    for option in command.options:
        if not option.hidden:
            yield from _option_lines(command.model, option)
    for flag, meaning in _DOCUMENT_OPTIONS:
        yield from _entry(flag, meaning)
    if command.paging:
        for flag, (meaning, _) in PAGE_OPTIONS.items():
            if flag != "--page-size" or command.paging.size:
                yield from _entry(flag, meaning)
    yield from ("", "`callslip connect help` shows the global options.")
    if example:
        yield from ("", "example:", f"  {example_line(command.name)}")


def example_line(name: str) -> str:
    """The example of an operation, as it is typed."""
    return f"callslip connect {name} {load_examples()[name].options}"


def _option_lines(model: Model, option: Option) -> Iterator[str]:
    flag = f"{option.flag} | --no-{option.name}" if option.shape.type == "boolean" else option.flag
    need = "required; " if option.required else ""
    yield from _entry(flag, f"{need}{_say(model, option.shape)}")
    if option.shape.type in ("structure", "list"):
        form = _form(model, option.shape, 0)
        yield from textwrap.wrap(form, _WIDTH - 6, initial_indent=" " * 6, subsequent_indent=" " * 8)


def _say(model: Model, shape: Shape) -> str:
    """Type and limits in words."""
    if shape.type == "list":
        item = model.shape(shape.member or "")
        kind = f"list; words of their own, or one JSON list; each {_say(model, item)}"
    else:
        kind = f"{shape.type}: {_FORMS[shape.type]}" if shape.type in _FORMS else shape.type
    limits = _limits(shape)
    return f"{kind}; {limits}" if limits else kind


def _limits(shape: Shape) -> str:
    if shape.enum:
        return f"one of {', '.join(shape.enum)}"
    of = {"string": "characters", "list": "items", "map": "entries"}.get(shape.type, "")
    if shape.min is None and shape.max is None:
        return ""
    low = "" if shape.min is None else f"at least {shape.min:,}"
    high = "" if shape.max is None else f"at most {shape.max:,}"
    return " ".join(filter(None, [" and ".join(filter(None, [low, high])), of]))


def _form(model: Model, shape: Shape, depth: int) -> str:
    """The short form of a value, as far as it is readable."""
    if depth > _DEPTH_MAX:
        return "..."
    if shape.type == "list":
        inner = _form(model, model.shape(shape.member or ""), depth + 1)
        return f"{inner} ..." if depth == 0 else f"[{inner},...]"
    if shape.type == "map":
        return f"{{key={_form(model, model.shape(shape.value or ''), depth + 1)},...}}"
    if shape.type == "structure":
        parts = ",".join(
            f"{name}={_form(model, model.shape(member.shape), depth + 1)}" for name, member in shape.members.items()
        )
        return parts if depth == 0 else f"{{{parts}}}"
    return shape.type


def _global_lines() -> Iterator[str]:
    for flag, (meaning, how) in GLOBAL_OPTIONS.items():
        yield from _entry(" ".join(filter(None, [flag, _value_name(how)])), meaning)


def _value_name(how: dict[str, Any]) -> str:
    return "|".join(how["choices"]) if "choices" in how else str(how.get("metavar", ""))


def _entry(flag: str, meaning: str) -> Iterator[str]:
    yield f"  {flag}"
    yield from textwrap.wrap(meaning, _WIDTH - 6, initial_indent=" " * 6, subsequent_indent=" " * 6)


def _paragraph(text: str) -> Iterator[str]:
    yield from textwrap.wrap(text, _WIDTH)
    yield ""
