"""`callslip connect`: every operation of the API from the shell, as the AWS CLI takes it."""

import argparse


def register(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """The command's place in the list; its words are read by `run_words`, as the AWS CLI reads them."""
    commands.add_parser("connect", help="call an operation of the API, as the AWS CLI does", add_help=False)


def run_words(words: list[str]) -> int:
    """Call an operation; the exit code is that of version 2 of the AWS CLI. `words` begin with `connect`."""
    from callslip.shell.command import run

    return run(words)
