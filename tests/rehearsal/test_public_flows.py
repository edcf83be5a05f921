"""Flows that others published: all can be read and checked, and nearly all run to an end on every branch.

Name a folder of exports in CALLSLIP_FLOWS; none are part of the project.
"""

import os
from pathlib import Path

import pytest

from callslip.flows.document import parse_flow
from callslip.flows.flow_types import EXPORTED
from callslip.flows.problems import check_flow
from callslip.rehearsal.explore import explore
from callslip.rehearsal.world import new_scope

FOLDER = os.environ.get("CALLSLIP_FLOWS")
SHARE = 0.95


@pytest.mark.slow
@pytest.mark.skipif(not FOLDER, reason="CALLSLIP_FLOWS names no folder of exported flows")
def test_published_flows_run_to_an_end():
    good, bad = [], []
    for path in sorted(Path(FOLDER).glob("*.json")):
        text = path.read_text(encoding="utf-8")
        flow = parse_flow(text)
        assert flow.text == text
        if any(problem.severity == "error" for problem in check_flow(flow)):
            continue
        flow_type = EXPORTED.get(str(flow.metadata.get("type")), "CONTACT_FLOW")
        found = explore(flow, new_scope(flow_type=flow_type))
        (bad if found.endless else good).append(path.name)

    assert good
    assert len(good) / (len(good) + len(bad)) >= SHARE, "\n".join(bad)
