"""Cuts the API model that botocore brings down to what the server needs, and keeps it in the package.

python tools/cut_model.py            write src/callslip/protocol/connect.json
python tools/cut_model.py --check    exit 1 when that file is not what the installed botocore gives
"""

import argparse
import gzip
import json
import sys
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

import botocore

TARGET = Path(__file__).resolve().parent.parent / "src" / "callslip" / "protocol" / "connect.json"
API = "connect/2017-08-08"

SHAPE_KEYS = ("enum", "max", "min", "pattern", "required", "sensitive", "timestampFormat", "type", "union")
ANY_PATTERN = frozenset({"InstanceIdOrArn"})
"""Shapes whose pattern is left out. A dozen operations ask for a UUID as InstanceId and all others do not; the id of
Amazon's own examples, which is that of the ready instance, is none (our decision)."""
MEMBER_KEYS = ("box", "idempotencyToken", "location", "locationName", "shape")


def read_source() -> dict[str, Any]:
    """The service model of the installed botocore, whole.

    Raises FileNotFoundError when botocore has none for this API.
    """
    folder = Path(botocore.__file__).parent / "data" / API
    packed = folder / "service-2.json.gz"
    if packed.exists():
        return json.loads(gzip.decompress(packed.read_bytes()))
    return json.loads((folder / "service-2.json").read_bytes())


def mend_pattern(pattern: str) -> str:
    r"""Undo two mistakes in the model: doubled backslashes (`.*\\S.*`) and a pattern written `/between slashes/`.

    No pattern of this API means a backslash as such, so every doubled one is taken for the mistake.
    """
    if len(pattern) > 1 and pattern.startswith("/") and pattern.endswith("/"):
        pattern = pattern[1:-1]
    return pattern.replace("\\\\", "\\")


def cut_member(member: Mapping[str, Any]) -> dict[str, Any]:
    """What the wire needs to know of one member of a structure."""
    return {key: member[key] for key in MEMBER_KEYS if key in member}


def cut_shape(name: str, shape: Mapping[str, Any]) -> dict[str, Any]:
    """One shape without prose; members stay in the model's order, everything else is sorted."""
    cut: dict[str, Any] = {key: shape[key] for key in SHAPE_KEYS if key in shape}
    if name in ANY_PATTERN:
        cut.pop("pattern", None)
    if "pattern" in cut:
        cut["pattern"] = mend_pattern(cut["pattern"])
    if "members" in shape:
        cut["members"] = {name: cut_member(member) for name, member in shape["members"].items()}
    for part in ("key", "member", "value"):
        if part in shape:
            cut[part] = shape[part]["shape"]
    if shape.get("exception"):
        cut["httpStatusCode"] = shape["error"]["httpStatusCode"]
    return {key: cut[key] for key in sorted(cut)}


def cut_template(operation: Mapping[str, Any], shapes: Mapping[str, Any]) -> str:
    """The path template, with its labels renamed to the members they fill."""
    template = operation["http"]["requestUri"]
    members = shapes[operation["input"]["shape"]]["members"] if "input" in operation else {}
    for name, member in members.items():
        if member.get("location") == "uri":
            template = template.replace(f"{{{member['locationName']}}}", f"{{{name}}}")
    return template


def cut_operation(operation: Mapping[str, Any], shapes: Mapping[str, Any]) -> dict[str, Any]:
    """One operation: method, template, names of its shapes and errors."""
    cut: dict[str, Any] = {"method": operation["http"]["method"], "template": cut_template(operation, shapes)}
    for side in ("input", "output"):
        if side in operation:
            cut[side] = operation[side]["shape"]
    cut["errors"] = sorted(error["shape"] for error in operation.get("errors", ()))
    if operation.get("idempotent"):
        cut["idempotent"] = True
    return {key: cut[key] for key in sorted(cut)}


def neighbours(shape: Mapping[str, Any]) -> Iterator[str]:
    """Names of the shapes that a shape is made of."""
    for member in shape.get("members", {}).values():
        yield member["shape"]
    for part in ("key", "member", "value"):
        if part in shape:
            yield shape[part]["shape"]


def reachable(shapes: Mapping[str, Any], starts: Iterable[str]) -> set[str]:
    """Names of all shapes that can be reached from `starts`."""
    seen: set[str] = set()
    waiting = list(starts)
    while waiting:
        name = waiting.pop()
        if name not in seen:
            seen.add(name)
            waiting.extend(neighbours(shapes[name]))
    return seen


def starts_of(source: Mapping[str, Any]) -> Iterator[str]:
    """Names of the shapes that operations and errors begin with."""
    for operation in source["operations"].values():
        for side in ("input", "output"):
            if side in operation:
                yield operation[side]["shape"]
    for name, shape in source["shapes"].items():
        if shape.get("exception"):
            yield name


def cut(source: Mapping[str, Any], version: str) -> str:
    """The text of connect.json, from a whole model and botocore's version: one line per operation and shape."""
    shapes = source["shapes"]
    operations = {name: cut_operation(operation, shapes) for name, operation in source["operations"].items()}
    kept = {name: cut_shape(name, shapes[name]) for name in reachable(shapes, starts_of(source))}
    head = f'"api":"{API}",\n"botocore":"{version}",\n'
    return f'{{\n{head}"operations":{{\n{lines(operations)}\n}},\n"shapes":{{\n{lines(kept)}\n}}\n}}\n'


def lines(items: Mapping[str, Any]) -> str:
    """JSON members, one a line, sorted by name."""
    return ",\n".join(f'"{name}":{json.dumps(items[name], separators=(",", ":"))}' for name in sorted(items))


def main(argv: list[str] | None = None, target: Path = TARGET) -> int:
    """Write or check the cut model; returns the exit code."""
    parser = argparse.ArgumentParser(description="Cut botocore's API model down to what the server needs.")
    parser.add_argument("--check", action="store_true", help="write nothing; exit 1 when the file is not fresh")
    arguments = parser.parse_args(argv)
    text = cut(read_source(), botocore.__version__)
    if not arguments.check:
        target.write_text(text, encoding="utf-8")
        return 0
    if target.exists() and target.read_text(encoding="utf-8") == text:
        return 0
    print(
        f"{target.name} is not what botocore {botocore.__version__} gives; run: python tools/cut_model.py",
        file=sys.stderr,
    )
    return 1


if __name__ == "__main__":
    sys.exit(main())
