"""Values that stand in a file: `file://path` for text, `fileb://path` for bytes."""

from pathlib import Path

from callslip.shell.failures import ShellError


def load_value(value: str) -> str | bytes:
    """The content of the file that the value names, or the value itself. Raises ShellError.

    `~` and variables of the environment are resolved in the path, as the AWS CLI does.
    """
    if value.startswith("file://"):
        return _read(value, "file://").decode_text()
    if value.startswith("fileb://"):
        return _read(value, "fileb://").content
    return value


class _File:
    def __init__(self, value: str, content: bytes) -> None:
        self._value = value
        self.content = content

    def decode_text(self) -> str:
        try:
            return self.content.decode("utf-8")
        except UnicodeDecodeError:
            raise ShellError(
                f"Unable to load paramfile ({self._value}), text contents could not be decoded.  "
                "If this is a binary file, please use the fileb:// prefix instead of the file:// prefix."
            ) from None


def _read(value: str, scheme: str) -> _File:
    import os.path

    path = os.path.expandvars(value.removeprefix(scheme))
    try:
        return _File(value, Path(path).expanduser().read_bytes())
    except (OSError, RuntimeError, ValueError) as error:
        raise ShellError(f"Unable to load paramfile {value}: {error}") from None
