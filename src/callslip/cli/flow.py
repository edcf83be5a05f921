"""`callslip flow`: run, check and explore contact flows."""

import argparse
import json
import sys
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from callslip.flows.document import Flow
    from callslip.flows.scope import Scope
    from callslip.rehearsal.world import World

_CANNOT = 2


def register(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Options of the command."""
    parser = commands.add_parser(
        "flow",
        help="run, check and explore contact flows",
        description="Run, check and explore contact flows, without telephone and cloud.",
    )
    parser.set_defaults(run=run)
    actions = parser.add_subparsers(dest="action", metavar="ACTION", required=True)
    _register_run(actions)
    _register_check(actions)
    _register_explore(actions)


def run(arguments: argparse.Namespace) -> int:
    """Perform the command; 0 good, 1 the flow is not, 2 the files or options cannot be read."""
    from callslip.flows.document import FlowFormatError
    from callslip.functions.handlers import HandlerLoadError
    from callslip.rehearsal.errors import RehearsalError

    try:
        return _ACTIONS[arguments.action](arguments)
    except (OSError, UnicodeDecodeError, FlowFormatError, HandlerLoadError, RehearsalError) as error:
        print(f"callslip flow {arguments.action}: {error}", file=sys.stderr)
        return _CANNOT


def _register_run(actions: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    parser = actions.add_parser(
        "run",
        help="run a flow and show what is said and done",
        description="Run a flow and show what is said and done. Exit codes: 0 the flow came to an end, 1 it ended by a "
        "mistake of its own (an error without a branch, a round without an end), 2 files or options cannot be read.",
    )
    add = parser.add_argument
    add("file", metavar="FILE", help="the flow")
    _add_contact_options(parser)
    add("--press", action="append", default=[], metavar="KEYS", help="what the customer presses; again for each time")
    add(
        "--say",
        action="append",
        default=[],
        metavar="TEXT",
        help="what the customer says to a bot; again for each time",
    )
    add("--event", action="append", default=[], metavar="NAME", help="what a Wait action gets, as CustomerReturned")
    add(
        "--lambda",
        action="append",
        default=[],
        dest="functions",
        metavar="ARN=ANSWER",
        help="who answers for a Lambda function, by ARN, name or *: package.module:function, or file.json",
    )
    add(
        "--stub",
        action="append",
        default=[],
        metavar="SELECTOR=ANSWER",
        help="what the outside answers to an action, by its identifier, type, or a name or ARN in it: a result, done, "
        "error:TYPE, JSON with result, error, data and said, or file.json",
    )
    add("--flow", action="append", default=[], metavar="ID=FILE", help="another flow or module that this one leads to")
    add("--hours", metavar="HOURS", help="when it is open, in UTC: 'Mon-Fri 09:00-17:00, Sat 10:00-12:00'")
    add("--at", metavar="TIME", help="when it begins, in UTC unless it says (default: 2026-01-07T10:00, a Wednesday)")
    add(
        "--agent-after", type=int, default=60, metavar="S", help="seconds in a queue until an agent comes (default: 60)"
    )
    add("--seed", type=int, default=1, metavar="N", help="for what is left to chance (default: 1)")
    add("--steps", type=int, default=10_000, metavar="N", help="end after so many steps (default: 10,000)")
    add("--trace", choices=["json"], help="print one JSON record for each action instead")


def _register_check(actions: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    parser = actions.add_parser(
        "check",
        help="name what is wrong with flows",
        description="Name what is wrong with flows, by file, action and reason. Exit codes: 0 no error, 1 errors (with "
        "--strict warnings too), 2 files or options cannot be read.",
    )
    parser.add_argument("files", nargs="+", metavar="FILE", help="the flows; they are checked together")
    _add_type_option(parser)
    parser.add_argument(
        "--attribute", action="append", default=[], metavar="NAME", help="an attribute that something else sets"
    )
    parser.add_argument("--strict", action="store_true", help="fail for warnings too")
    parser.add_argument("--format", choices=["text", "sarif"], default="text", help="how to report (default: text)")


def _register_explore(actions: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    parser = actions.add_parser(
        "explore",
        help="look for a way to every branch of a flow",
        description="Look for a way to every branch of a flow, by trying what the customer and the outside could do. "
        "Exit codes: 0 every branch was reached and comes to an end, 1 not so, 2 files or options cannot be read.",
    )
    parser.add_argument("file", metavar="FILE", help="the flow")
    _add_contact_options(parser)
    parser.add_argument("--seed", type=int, default=1, metavar="N", help="which combinations are tried (default: 1)")
    parser.add_argument("--steps", type=int, default=100_000, metavar="N", help="try so many steps (default: 100,000)")
    parser.add_argument("--format", choices=["text", "json"], default="text", help="how to report (default: text)")


def _add_contact_options(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--attribute", action="append", default=[], metavar="NAME=VALUE", help="an attribute at the start"
    )
    parser.add_argument(
        "--contact",
        action="append",
        default=[],
        metavar="NAME=VALUE",
        help="other data of the contact, as Queue.Name=Billing",
    )
    channels = ["voice", "chat", "task", "email"]
    parser.add_argument("--channel", choices=channels, help="the contact's channel (default: voice)")
    _add_type_option(parser)


def _add_type_option(parser: argparse.ArgumentParser) -> None:
    from callslip.flows.flow_types import ALL

    text = f"the flow's type: {', '.join(ALL)} (default: what the export says)"
    parser.add_argument("--type", default="", choices=ALL, metavar="TYPE", help=text)


def _run(arguments: argparse.Namespace) -> int:
    from callslip.rehearsal.rehearse import rehearse
    from callslip.rehearsal.story import tell, trace

    flow = _read_flow(arguments.file)
    world = _world(arguments)
    rehearsal = rehearse(flow, world, _scope(arguments, flow), arguments.file)
    if arguments.trace:
        for record in trace(rehearsal):
            print(json.dumps(record))
    else:
        for line in tell(rehearsal, {**world.flows, arguments.file: flow}):
            print(line)
    return int(rehearsal.failed)


def _check(arguments: argparse.Namespace) -> int:
    from callslip.rehearsal.report import check_texts, lines, sarif

    texts = [(name, Path(name).read_text(encoding="utf-8")) for name in arguments.files]
    findings = check_texts(texts, arguments.type, arguments.attribute)
    errors = sum(finding.problem.severity == "error" for finding in findings)
    if arguments.format == "sarif":
        print(json.dumps(sarif(findings), indent=2))
    else:
        for line in lines(findings):
            print(line)
        print(f"{len(texts)} flows: {errors} errors, {len(findings) - errors} warnings")
    return int(bool(findings if arguments.strict else errors))


def _explore(arguments: argparse.Namespace) -> int:
    from callslip.rehearsal.exploration import summary, tell
    from callslip.rehearsal.explore import explore
    from callslip.shell.progress import Progress, bar

    flow = _read_flow(arguments.file)
    given = None if arguments.channel is None else arguments.channel.upper()
    with Progress("exploring") as progress:
        found = explore(
            flow,
            _scope(arguments, flow),
            given,
            arguments.seed,
            arguments.steps,
            lambda done: progress.tell(bar(done, arguments.steps)),
        )
    if arguments.format == "json":
        print(json.dumps(summary(found), indent=2))
    else:
        for line in tell(found):
            print(line)
    return int(bool(found.unreached or found.endless))


_ACTIONS = {"run": _run, "check": _check, "explore": _explore}


def _read_flow(name: str) -> "Flow":
    from callslip.flows.document import FlowFormatError, parse_flow

    try:
        return parse_flow(Path(name).read_text(encoding="utf-8"))
    except FlowFormatError as error:
        raise FlowFormatError(f"{name}: {error}") from None


def _scope(arguments: argparse.Namespace, flow: "Flow") -> "Scope":
    from callslip.flows.flow_types import EXPORTED
    from callslip.rehearsal.world import new_scope

    contact: dict[str, Any] = {}
    for name, value in _pairs("--contact", arguments.contact):
        *outer, last = name.split(".")
        inner = contact
        for part in outer:
            inner = inner.setdefault(part, {})
        inner[last] = value
    flow_type = arguments.type or EXPORTED.get(str(flow.metadata.get("type")), "CONTACT_FLOW")
    channel = (arguments.channel or "voice").upper()
    return new_scope(channel, dict(_pairs("--attribute", arguments.attribute)), contact, flow_type)


def _world(arguments: argparse.Namespace) -> "World":
    from callslip.functions.handlers import load_function
    from callslip.rehearsal.hours import is_open
    from callslip.rehearsal.stub_text import read_stubs
    from callslip.rehearsal.world import START_MS, World

    at_ms = START_MS if arguments.at is None else _moment(arguments.at)
    if arguments.hours is not None:
        is_open(arguments.hours, at_ms)
    return World(
        keys=arguments.press,
        says=arguments.say,
        happenings=arguments.event,
        functions={name: load_function(answer) for name, answer in _pairs("--lambda", arguments.functions)},
        stubs=read_stubs(arguments.stub),
        flows={name: _read_flow(file) for name, file in _pairs("--flow", arguments.flow)},
        hours=arguments.hours,
        at_ms=at_ms,
        seed=arguments.seed,
        agent_after_s=arguments.agent_after,
        steps_max=arguments.steps,
    )


def _pairs(option: str, texts: Sequence[str]) -> list[tuple[str, str]]:
    from callslip.rehearsal.errors import OptionError

    pairs = [text.partition("=") for text in texts]
    for text, (name, found, _) in zip(texts, pairs, strict=True):
        if not found or not name:
            raise OptionError(f"{option} {text!a}: write NAME=VALUE")
    return [(name, value) for name, _, value in pairs]


def _moment(text: str) -> int:
    from callslip.rehearsal.errors import OptionError

    try:
        at = datetime.fromisoformat(text)
    except ValueError:
        raise OptionError(f"--at {text!a} is no time; write it as 2026-01-07T10:00") from None
    return int((at if at.tzinfo else at.replace(tzinfo=UTC)).timestamp() * 1000)
