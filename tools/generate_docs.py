"""Writes the pages of the documents that the code itself knows best.

python tools/generate_docs.py            write docs/coverage.md and docs/reference/settings.md, cli.md, flow-actions.md
python tools/generate_docs.py --check    exit 1 when a page is not what the code gives
"""

import argparse
import dataclasses
import os
import re
import sys
from contextlib import redirect_stdout, suppress
from io import StringIO
from pathlib import Path

from callslip.cli import main as callslip
from callslip.flows.action_type import ANY, ActionType
from callslip.flows.registry import discover_action_types
from callslip.operation import Operations
from callslip.protocol.model import load_model
from callslip.settings import Settings

ROOT = Path(__file__).resolve().parent.parent
ACTION = re.compile(r"^ {4}(\w+) ", re.MULTILINE)
NOTE = "<!-- Written by tools/generate_docs.py (`make docs`): change the code, not this page. -->\n"


def coverage() -> str:
    """Every operation of the API model, served or not."""
    model, served = load_model(), Operations()
    operations = sorted(model.operations.values(), key=lambda each: (each.function_name not in served, each.name))
    rows = [
        f"| {each.name} | {each.method} `{each.template}` | {'served' if each.function_name in served else '501'} |"
        for each in operations
    ]
    return "\n".join(
        [
            "# Coverage\n",
            NOTE,
            f"The API model of botocore {model.botocore} has {len(model.operations)} operations; Callslip serves",
            f"{len(served)}. Each of the others answers 501 `NotImplementedException` and names itself.\n",
            "| Operation | Request | Answer |",
            "|---|---|---|",
            *rows,
            "",
        ]
    )


def settings() -> str:
    """One row for each setting."""
    rows = [
        f"| `{entry.name}` | {_default(entry)} | {entry.metadata['help']} |" for entry in dataclasses.fields(Settings)
    ]
    return "\n".join(
        [
            "# Settings\n",
            NOTE,
            "A flag of `callslip serve` wins over an environment variable (`CALLSLIP_` and the name in capitals), that",
            "one over the TOML file that `--config` or `CALLSLIP_CONFIG` names, and the file over the default.\n",
            "| Setting | Default | Meaning |",
            "|---|---|---|",
            *rows,
            "",
        ]
    )


def _default(entry: dataclasses.Field) -> str:
    default = entry.default_factory() if entry.default is dataclasses.MISSING else entry.default
    return f"`{str(default).lower() if isinstance(default, bool) else default}`" if default != "" else "empty"


def cli() -> str:
    """What each command says of itself."""
    parts = ["# Command line\n", NOTE, "```text", _help(), "```"]
    commands = sorted(path.stem for path in (ROOT / "src/callslip/cli").glob("*.py") if path.stem != "__init__")
    for command in commands:
        parts += _section(command)
    return "\n".join([*parts, ""])


def flow_actions() -> str:
    """Every action type of the flow language."""
    types = discover_action_types()
    return "\n".join(
        [
            "# Flow actions\n",
            NOTE,
            f"Callslip knows {len(types)} action types. Errors in bold must be wired; a result is what conditions are",
            "asked of. *Outside* marks those that ask a service which Callslip has not: only a stub says what comes of",
            "them, and without one they take their error branch. Channels are those on which an action works;",
            "elsewhere it takes `NoMatchingError`, or does nothing where that is said. How each behaves is in",
            "[fidelity](fidelity.md#flows).\n",
            "| Action | What it does | Parameters | Results | Errors | Channels |",
            "|---|---|---|---|---|---|",
            *map(_action_row, types),
            "",
        ]
    )


def _action_row(kind: ActionType) -> str:
    parameters = ", ".join(f"**{name}**" if each.required else name for name, each in kind.parameters.items())
    errors = ", ".join((*(f"**{name}**" for name in kind.required_errors), *kind.errors))
    results = "any text" if kind.results == ANY else ", ".join(f"`{name}`" for name in kind.results)
    channels = ", ".join(sorted(kind.channels)) + (" (elsewhere nothing)" if kind.idle_elsewhere else "")
    summary = f"{kind.summary} *(outside)*" if kind.is_outside else kind.summary
    known = "not published: any" if kind.is_open else parameters
    return f"| {kind.name} | {summary} | {known} | {results} | {errors} | {channels or 'all'} |"


def _section(*command: str) -> list[str]:
    text = _help(*command)
    section = [f"\n## callslip {' '.join(command)}\n", "```text", text, "```"]
    actions = ACTION.findall(text) if " ACTION " in text else []
    return section + [line for action in actions for line in _section(*command, action)]


def _help(*command: str) -> str:
    """What `callslip COMMAND --help` prints; in this process, for there are some forty of them."""
    with redirect_stdout(StringIO()) as printed, suppress(SystemExit):
        callslip([*command, "--help"])
    return printed.getvalue().strip()


PAGES = {
    "docs/coverage.md": coverage,
    "docs/reference/settings.md": settings,
    "docs/reference/cli.md": cli,
    "docs/reference/flow-actions.md": flow_actions,
}


def main() -> int:
    """Write the pages, or compare them; the exit status."""
    parser = argparse.ArgumentParser(description="Write the generated pages of the documents.")
    parser.add_argument("--check", action="store_true", help="write nothing; exit 1 when a page is stale")
    check = parser.parse_args().check
    os.environ |= {"COLUMNS": "100", "NO_COLOR": "1"}
    stale = []
    for name, page in PAGES.items():
        path, text = ROOT / name, page()
        if path.exists() and path.read_text(encoding="utf-8") == text:
            continue
        stale.append(name)
        if not check:
            path.write_text(text, encoding="utf-8")
    for name in stale:
        print(f"{name} {'is stale: run make docs' if check else 'written'}")
    return 1 if check and stale else 0


if __name__ == "__main__":
    sys.exit(main())
