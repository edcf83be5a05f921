"""The documents as data: titles, links and examples; and a shell that runs the examples as a reader would."""

import os
import re
import signal
import subprocess
import threading
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Self

ROOT = Path(__file__).resolve().parent.parent
DOCUMENTS = [*sorted(ROOT.glob("*.md")), *sorted((ROOT / "docs").rglob("*.md"))]
FENCE = re.compile(
    r"(?:^<!-- not run: (?P<reason>.*?) -->\n+)?^```(?P<language>\w*) ?(?P<file>[\w.-]*)\n(?P<text>.*?)^```$",
    re.MULTILINE | re.DOTALL,
)
LINK = re.compile(r"\[[^\]]*\]\(([^)\s]+)\)")
HEADING = re.compile(r"^(#+) (.+)$", re.MULTILINE)
COMMAND = re.compile(r"^\$ ((?:.*\\\n)*.*)\n?", re.MULTILINE)
COMMAND_TIMEOUT_S = 60


@dataclass(frozen=True)
class Example:
    """One fenced block. `file` is set where the block is a file's content; `reason` where it is not to be run."""

    line: int
    language: str
    file: str
    text: str
    reason: str | None


def examples(document: str) -> list[Example]:
    """The fenced blocks of a document, in order."""
    return [
        Example(
            document.count("\n", 0, found.start("language")) + 1,
            found["language"],
            found["file"],
            found["text"],
            found["reason"],
        )
        for found in FENCE.finditer(document)
    ]


def prose(document: str) -> str:
    """A document without its fenced blocks."""
    return FENCE.sub("", document)


def titles(document: str) -> list[str]:
    """The headings of the first rank."""
    return [text for rank, text in HEADING.findall(prose(document)) if rank == "#"]


def anchors(document: str) -> set[str]:
    """What a link may name after `#`."""
    plain = (re.sub(r"[^\w\- ]", "", text.lower()) for _, text in HEADING.findall(prose(document)))
    return {text.replace(" ", "-") for text in plain}


def links(path: Path) -> Iterator[tuple[Path, str]]:
    """The links of a document to files of the project: the file meant, and the anchor or an empty text."""
    for target in LINK.findall(prose(path.read_text(encoding="utf-8"))):
        if "://" not in target:
            name, _, anchor = target.partition("#")
            yield (path.parent / name).resolve() if name else path, anchor


def commands(session: str) -> list[tuple[str, str]]:
    """The commands of a shell example, each with the output shown below it; a line `$ …` may go on after a `\\`."""
    parts = COMMAND.split(session)
    if parts[0].strip():
        raise ValueError(f"a shell example starts with '$ ', not with {parts[0]!r}")
    return list(zip(parts[1::2], (text.strip() for text in parts[2::2]), strict=True))


def matches(shown: str, printed: str) -> bool:
    """Whether the output is what the document shows; `...` stands for any text."""
    pattern = ".*?".join(re.escape(part) for part in shown.strip().split("..."))
    return re.fullmatch(pattern, printed.strip(), re.DOTALL) is not None


class Shell:
    """One bash for one document: what an example exports, the next one sees. Use it in a `with` block."""

    mark = "--- end of command"

    def __init__(self, folder: Path, ports: dict[str, str], environment: Mapping[str, str]) -> None:
        """Start in `folder`; `ports` maps a port in the text to the real one; the reader has set `environment`."""
        self._folder = folder
        self._ports = ports
        home = {"HOME": str(folder), "PATH": f"{ROOT}/.venv/bin{os.pathsep}{os.environ['PATH']}", "COLUMNS": "100"}
        self._bash = subprocess.Popen(
            ["bash", "--noprofile", "--norc"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            cwd=folder,
            env={**home, **environment},
            start_new_session=True,
        )

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        """End the shell and all it started."""
        self.kill()
        self._bash.wait()
        self._bash.stdin.close()
        self._bash.stdout.close()

    def kill(self) -> None:
        """Stop the shell's whole process group."""
        try:
            os.killpg(self._bash.pid, signal.SIGKILL)
        except ProcessLookupError:
            return

    def write(self, name: str, text: str) -> None:
        """Make a file in the shell's folder."""
        (self._folder / name).write_text(self.real(text), encoding="utf-8")

    def real(self, text: str) -> str:
        """The text with the real ports."""
        for told, real in self._ports.items():
            text = text.replace(told, real)
        return text

    def run(self, command: str) -> tuple[int, str]:
        """Run one command; its exit status and all it printed, ports as in the text."""
        watchdog = threading.Timer(COMMAND_TIMEOUT_S, self.kill)
        watchdog.start()
        self._bash.stdin.write(f"{self.real(command)}\nprintf '\\n{self.mark} %s\\n' $?\n")
        self._bash.stdin.flush()
        status, printed = self._answer()
        watchdog.cancel()
        for told, real in self._ports.items():
            printed = printed.replace(real, told)
        return status, printed

    def _answer(self) -> tuple[int, str]:
        printed = []
        for line in self._bash.stdout:
            if line.startswith(self.mark):
                return int(line.removeprefix(self.mark)), "".join(printed)
            printed.append(line)
        raise TimeoutError(f"no end within {COMMAND_TIMEOUT_S} s: {''.join(printed)}")
