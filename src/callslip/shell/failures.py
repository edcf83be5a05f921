"""What can go wrong before an answer, with the exit codes and names that version 2 of the AWS CLI has."""

USAGE = """usage: callslip connect [options] <operation> [parameters]
To see help text, you can run:

  callslip connect help
  callslip connect <operation> help"""

INTERRUPTED = 130
INVALID = 252
CONFIGURATION = 253
SERVICE = 254
OTHER = 255


class ShellError(Exception):
    """An end with a message: `exit_code`, and `name`, which the message bears in brackets unless it is empty."""

    exit_code = OTHER
    name = ""


class ParameterError(ShellError):
    """The command line was understood, and a value in it was not."""

    exit_code = INVALID
    name = "ParamValidation"


class UsageError(ParameterError):
    """The command line is wrong; the usage follows."""


class UnknownOptionsError(ShellError):
    """Words that nobody knows; the usage comes first."""

    exit_code = INVALID


def option_error(option: str, fault: str) -> ParameterError:
    """A value of an option is wrong. `option` with its dashes, or as the AWS CLI spells it in this message."""
    return ParameterError(f"Error parsing parameter '{option}': {fault}")
