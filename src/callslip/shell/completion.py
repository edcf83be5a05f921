"""What could be typed next: commands, operations, options and their values."""

from collections.abc import Iterable, Sequence

from callslip.shell.arguments import GLOBAL_OPTIONS, PAGE_OPTIONS, SKELETONS
from callslip.shell.catalogue import Catalogue, Command, served_names

SCRIPTS = {
    "bash": """_callslip() {
    local words
    mapfile -t words < <(callslip completion words -- "${COMP_WORDS[@]:1:COMP_CWORD}" 2>/dev/null)
    COMPREPLY=("${words[@]}")
}
complete -o default -F _callslip callslip
""",
    "zsh": """#compdef callslip
_callslip() {
    local -a found
    found=("${(@f)$(callslip completion words -- "${(@)words[2,CURRENT]}" 2>/dev/null)}")
    [[ -n $found ]] && compadd -- $found || _files
}
compdef _callslip callslip
""",
    "fish": """function __callslip_words
    set -l words (commandline -opc) (commandline -ct)
    callslip completion words -- $words[2..] 2>/dev/null
end
complete -c callslip -a '(__callslip_words)'
""",
}


def candidates(words: Sequence[str], commands: Iterable[str]) -> list[str]:
    """All that the last of the words could become; `words` follow `callslip`, and the last may be empty."""
    *before, begun = words or [""]
    return sorted(word for word in _all(before, commands) if word.startswith(begun))


def _all(before: list[str], commands: Iterable[str]) -> Iterable[str]:
    if not before:
        return commands
    if before[0] != "connect":
        return []
    if values := _values(before[-1]):
        return values
    catalogue = Catalogue()
    name = next((word for word in before[1:] if word in catalogue), None)
    if name is None:
        return [*served_names(), "help", *GLOBAL_OPTIONS]
    return [*_options(catalogue.command(name)), "help", *GLOBAL_OPTIONS]


def _values(flag: str) -> Sequence[str]:
    if flag == "--generate-cli-skeleton":
        return SKELETONS
    choices: Sequence[str] = GLOBAL_OPTIONS.get(flag, ("", {}))[1].get("choices", ())
    return choices


def _options(command: Command) -> list[str]:
    flags = [option.flag for option in command.options if not option.hidden]
    flags += [f"--no-{option.name}" for option in command.options if option.shape.type == "boolean"]
    flags += ["--cli-input-json", "--cli-input-yaml", "--generate-cli-skeleton"]
    return flags + (list(PAGE_OPTIONS) if command.paging else [])
