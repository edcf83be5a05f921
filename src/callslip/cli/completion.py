"""`callslip completion`: what a shell needs to complete command lines."""

import argparse
from importlib import import_module
from pathlib import Path


def register(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Options of the command."""
    parser = commands.add_parser(
        "completion",
        help="print completion for a shell",
        description='Print a script for a shell to read: eval "$(callslip completion bash)".',
    )
    parser.add_argument("shell", choices=["bash", "zsh", "fish", "words"], help="words: what the words could become")
    parser.add_argument("words", nargs=argparse.REMAINDER, help=argparse.SUPPRESS)
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    """Print the script, or for `words` what the last of them could become, one a line."""
    from callslip.shell.completion import SCRIPTS, candidates

    if arguments.shell != "words":
        print(SCRIPTS[arguments.shell], end="")
        return 0
    commands = [path.stem for path in Path(__file__).parent.glob("[!_]*.py")]
    words = arguments.words[1:] if arguments.words[:1] == ["--"] else arguments.words
    for word in candidates(words, commands, _parser_of):
        print(word)
    return 0


def _parser_of(command: str) -> argparse.ArgumentParser:
    commands = argparse.ArgumentParser().add_subparsers()
    import_module(f"callslip.cli.{command}").register(commands)
    return commands.choices[command]
