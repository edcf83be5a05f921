"""The tool that cuts the API model: what it keeps, what it mends, and that the file is fresh."""

import importlib.util
import json
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def tool():
    spec = importlib.util.spec_from_file_location("cut_model", ROOT / "tools" / "cut_model.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture
def source():
    """A whole model, as small as one can be."""
    return {
        "operations": {
            "GetThing": {
                "http": {"method": "GET", "requestUri": "/things/{thing}"},
                "input": {"shape": "In"},
                "errors": [{"shape": "NotHere"}],
                "documentation": "Some prose.",
            }
        },
        "shapes": {
            "In": {
                "type": "structure",
                "members": {
                    "ZId": {"shape": "Text", "location": "uri", "locationName": "thing", "documentation": "Prose."},
                    "All": {"shape": "Texts", "deprecated": True},
                },
                "required": ["ZId"],
            },
            "Texts": {"type": "list", "member": {"shape": "Text"}},
            "Text": {"type": "string", "max": 9, "pattern": r".*\\S.*", "documentation": "Prose."},
            "NotHere": {"type": "structure", "members": {}, "error": {"httpStatusCode": 410}, "exception": True},
            "Forgotten": {"type": "string"},
        },
    }


def test_the_file_is_what_the_installed_botocore_gives(tool):
    assert tool.main(["--check"]) == 0


def test_check_says_what_to_do_when_the_file_differs(tool, tmp_path, capsys):
    target = tmp_path / "connect.json"
    assert tool.main(["--check"], target) == 1
    target.write_text("{}")
    assert tool.main(["--check"], target) == 1

    assert "connect.json is not what botocore" in capsys.readouterr().err
    assert target.read_text() == "{}"


def test_writing_makes_check_content_and_twice_gives_the_same(tool, tmp_path):
    target = tmp_path / "connect.json"
    assert tool.main([], target) == 0
    first = target.read_bytes()
    assert tool.main(["--check"], target) == 0
    assert tool.main([], target) == 0

    assert target.read_bytes() == first


def test_prose_and_what_nothing_reaches_are_left_out(tool, source):
    text = tool.cut(source, "1.2.3")

    assert "rose" not in text
    assert "deprecated" not in text
    assert json.loads(text)["botocore"] == "1.2.3"
    assert set(json.loads(text)["shapes"]) == {"In", "Texts", "Text", "NotHere"}


def test_operations_and_shapes_keep_what_the_wire_needs(tool, source):
    cut = json.loads(tool.cut(source, "1"))

    assert cut["operations"]["GetThing"] == {
        "errors": ["NotHere"],
        "input": "In",
        "method": "GET",
        "template": "/things/{ZId}",
    }
    assert cut["shapes"]["In"]["members"] == {
        "ZId": {"location": "uri", "locationName": "thing", "shape": "Text"},
        "All": {"shape": "Texts"},
    }
    assert list(cut["shapes"]["In"]["members"]) == ["ZId", "All"]
    assert cut["shapes"]["Texts"] == {"member": "Text", "type": "list"}
    assert cut["shapes"]["NotHere"]["httpStatusCode"] == 410


def test_there_is_one_line_for_each_operation_and_shape(tool, source):
    lines = tool.cut(source, "1").splitlines()

    assert [line.partition(":")[0] for line in lines if line.startswith('"')] == [
        '"api"',
        '"botocore"',
        '"operations"',
        '"GetThing"',
        '"shapes"',
        '"In"',
        '"NotHere"',
        '"Text"',
        '"Texts"',
    ]


@pytest.mark.parametrize(
    ("pattern", "mended"),
    [
        (r".*\\S.*", r".*\S.*"),
        (r"\\+[1-9]\\d{1,14}$", r"\+[1-9]\d{1,14}$"),
        (r"/^[a-z]{8,64}$/", r"^[a-z]{8,64}$"),
        (r"^[a-z\d]+/[a-z]+$", r"^[a-z\d]+/[a-z]+$"),
        ("/", "/"),
    ],
)
def test_patterns_with_known_mistakes_are_mended(tool, pattern, mended):
    assert tool.mend_pattern(pattern) == mended


def test_an_instance_id_need_not_be_a_uuid(tool):
    shape = {"type": "string", "max": 250, "pattern": "^[a-f0-9]{8}$"}
    assert tool.cut_shape("InstanceIdOrArn", shape) == {"max": 250, "type": "string"}
    assert tool.cut_shape("Other", shape) == shape
