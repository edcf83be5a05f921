"""Finds the operation that a method and a path mean; knows paths, nothing of members' rules."""

import re
from typing import NamedTuple
from urllib.parse import unquote_to_bytes

from callslip.domain.errors import UnknownOperationException
from callslip.protocol.model import Model, Operation
from callslip.protocol.refusal import Unreadable, member_step, refuse

_PLAIN = re.compile(r"[A-Za-z0-9_-]+")
_BAD_ESCAPE = re.compile(r"%(?![0-9A-Fa-f]{2})")


class _Leaf(NamedTuple):
    """Where a template ends: its operation and its labels as (place in the path, member)."""

    operation: Operation
    labels: tuple[tuple[int, str], ...]


class _Node:
    """A place in the tree of templates: the literal segments that may follow, a label, or an end."""

    __slots__ = ("label", "leaf", "literals")

    def __init__(self) -> None:
        self.literals: dict[str, _Node] = {}
        self.label: _Node | None = None
        self.leaf: _Leaf | None = None


class Router:
    """All templates of a model; raises ValueError when two operations would answer the same requests."""

    def __init__(self, model: Model) -> None:
        self._roots: dict[tuple[str, int], _Node] = {}
        self._methods = sorted({operation.method for operation in model.operations.values()})
        for operation in model.operations.values():
            self._add(operation)

    def route(self, method: str, path: str) -> tuple[Operation, dict[str, str]]:
        """The operation and its labels by member name, each decoded once; `path` is raw, without the query.

        A literal segment wins over a label. Raises UnknownOperationException when nothing answers there, and
        InvalidRequestException when a label cannot be read or is `.` or `..`.
        """
        segments = path.lstrip("/").split("/")
        leaf = self._find(method, segments)
        if leaf is None:
            raise self._unknown(segments)
        labels: dict[str, str] = {}
        for place, name in leaf.labels:
            segment = segments[place]
            try:
                labels[name] = _decode(segment)
            except Unreadable as refused:
                raise refuse(leaf.operation, refused.within(member_step(name))) from None
        return leaf.operation, labels

    def _add(self, operation: Operation) -> None:
        segments = _segments(operation.template)
        node = self._roots.setdefault((operation.method, len(segments)), _Node())
        labels = []
        for place, segment in enumerate(segments):
            if segment.startswith("{"):
                labels.append((place, segment[1:-1]))
                node.label = node.label or _Node()
                node = node.label
            else:
                node = node.literals.setdefault(segment, _Node())
        if node.leaf is not None:
            message = f"{operation.name} and {node.leaf.operation.name} share {operation.method} {operation.template}"
            raise ValueError(message)
        node.leaf = _Leaf(operation, tuple(labels))

    def _find(self, method: str, segments: list[str]) -> _Leaf | None:
        node = root = self._roots.get((method, len(segments)))
        for segment in segments:
            if node is None:
                break
            node = node.literals.get(segment) or node.label
        if node is not None and node.leaf is not None:
            return node.leaf
        return None if root is None else _walk(root, segments, 0)

    def _unknown(self, segments: list[str]) -> UnknownOperationException:
        allowed = [each for each in self._methods if self._find(each, segments) is not None]
        if allowed:
            return UnknownOperationException(f"This path does not take this method; it takes {', '.join(allowed)}.")
        return UnknownOperationException("No operation of the API has this path.")


def _segments(template: str) -> list[str]:
    return template.lstrip("/").split("/")


def _walk(node: _Node, segments: list[str], place: int) -> _Leaf | None:
    """Depth first, literals before labels; as deep as a template, whose length the caller has matched."""
    if place == len(segments):
        return node.leaf
    literal = node.literals.get(segments[place])
    found = None if literal is None else _walk(literal, segments, place + 1)
    if found is None and node.label is not None:
        return _walk(node.label, segments, place + 1)
    return found


def _decode(segment: str) -> str:
    if _PLAIN.fullmatch(segment):
        return segment
    if "%" in segment or not segment.isascii():
        if _BAD_ESCAPE.search(segment):
            raise Unreadable("a percent sign needs two hexadecimal digits after it")
        try:
            segment = unquote_to_bytes(segment.encode("latin-1")).decode("utf-8")
        except UnicodeError:
            raise Unreadable("the path is not UTF-8 once its percent signs are decoded") from None
    if segment in {".", ".."}:
        raise Unreadable("one or two dots alone mean a folder in a path and name nothing here")
    if "\0" in segment:
        raise Unreadable("a NUL character is not allowed")
    return segment
