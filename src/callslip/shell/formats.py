"""Answers as text: JSON, YAML, lines with tabs, tables. Each format takes the pages of an answer, one or more."""

import json
from collections.abc import Callable, Iterable, Iterator
from typing import Any

Pages = Iterable[Any]
"""Each page a JSON value, after --query."""

SINGLE = {"json", "yaml", "table"}
"""Formats that show all pages as one answer; the others show each as it comes."""


def render(output: str, title: str, pages: Pages, *, color: bool = False) -> Iterator[str]:
    """The text of an answer in pieces, line ends included. `title` is the operation, which a table shows."""
    if output == "table":
        from callslip.shell.table import draw_table

        return (draw_table(title, page, color=color) for page in pages)
    return _FORMATS[output](pages)


def _json(pages: Pages) -> Iterator[str]:
    for page in pages:
        if page != {}:
            yield f"{json.dumps(page, indent=4, ensure_ascii=False, default=str)}\n"


def _yaml(pages: Pages) -> Iterator[str]:
    for page in pages:
        if page == {}:
            continue
        yield f"{json.dumps(page, ensure_ascii=False)}\n" if _is_scalar(page) else _dump_yaml(page)


def _yaml_stream(pages: Pages) -> Iterator[str]:
    for page in pages:
        if page != {}:
            yield _dump_yaml([page])


def _dump_yaml(value: Any) -> str:
    import yaml

    dumper = getattr(yaml, "CSafeDumper", yaml.SafeDumper)
    return str(yaml.dump(value, Dumper=dumper, allow_unicode=True, default_flow_style=False, width=10**6))


def _text(pages: Pages) -> Iterator[str]:
    for page in pages:
        if _is_scalar(page):
            yield f"{_word(page)}\n"
        else:
            yield from _text_lines(page, "")


def _text_lines(value: Any, label: str) -> Iterator[str]:
    if isinstance(value, dict):
        yield from _text_map(value, label, sorted(key for key, part in value.items() if _is_scalar(part)))
    elif isinstance(value, list):
        yield from _text_list(value, label)


def _text_map(value: dict[str, Any], label: str, columns: list[str]) -> Iterator[str]:
    if columns:
        yield _line(label, [_word(value[key]) if key in value else "" for key in columns])
    for key in sorted(key for key, part in value.items() if not _is_scalar(part)):
        yield from _text_lines(value[key], key)


def _text_list(items: list[Any], label: str) -> Iterator[str]:
    plain = [_word(item) for item in items if _is_scalar(item)]
    if plain:
        yield _line(label, plain)
    maps = [item for item in items if isinstance(item, dict)]
    columns = sorted({key for item in maps for key, part in item.items() if _is_scalar(part)})
    for item in items:
        if isinstance(item, dict):
            yield from _text_map(item, label, columns)
        elif isinstance(item, list):
            yield from _text_list(item, label)


def _line(label: str, words: list[str]) -> str:
    return "\t".join([label.upper(), *words] if label else words) + "\n"


def _is_scalar(value: Any) -> bool:
    return not isinstance(value, (dict, list))


def _word(value: Any) -> str:
    return str(value)


def _off(pages: Pages) -> Iterator[str]:
    for _ in pages:
        yield ""


_FORMATS: dict[str, Callable[[Pages], Iterator[str]]] = {
    "json": _json,
    "yaml": _yaml,
    "yaml-stream": _yaml_stream,
    "text": _text,
    "off": _off,
}
