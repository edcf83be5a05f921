"""Problems of flow files as a report: lines for people, SARIF for machines."""

from collections.abc import Iterable, Sequence
from typing import Any, NamedTuple

from callslip import __version__
from callslip.flows.document import FlowFormatError, parse_flow
from callslip.flows.problems import RULES, Problem, check_flow
from callslip.flows.reading import names_set


class Finding(NamedTuple):
    """A problem in a file, and the line of the action's identifier there, from 1."""

    file: str
    line: int
    type: str
    problem: Problem


def check_texts(texts: Iterable[tuple[str, str]], flow_type: str = "", attributes: Iterable[str] = ()) -> list[Finding]:
    """Check documents, given by file name and text, together: an attribute that one sets, the others may read."""
    findings: list[Finding] = []
    flows = []
    for file, text in texts:
        try:
            flows.append((file, parse_flow(text)))
        except FlowFormatError as error:
            problem = Problem("format", "error", "", str(error), "Invalid contact flow format")
            findings.append(Finding(file, 1, "", problem))
    known = frozenset(attributes).union(*(names_set(flow, "Attributes") for _, flow in flows))
    for file, flow in flows:
        for problem in check_flow(flow, flow_type, known):
            action = flow.find(problem.action)
            findings.append(Finding(file, _line(flow.text, problem.action), action.type if action else "", problem))
    return findings


def lines(findings: Sequence[Finding]) -> Iterable[str]:
    """One line a finding: file, line, severity, action, what is wrong, and the rule."""
    for file, line, type_name, problem in findings:
        where = f"{type_name} [{problem.action}]: " if problem.action else ""
        yield f"{file}:{line}: {problem.severity}: {where}{problem.detail} ({problem.rule})"


def sarif(findings: Sequence[Finding]) -> dict[str, Any]:
    """The findings in the Static Analysis Results Interchange Format.

    Source: https://docs.oasis-open.org/sarif/sarif/v2.1.0/sarif-v2.1.0.html
    """
    rules = [{"id": rule, "shortDescription": {"text": text}} for rule, text in RULES.items()]
    driver = {"name": "callslip flow check", "version": __version__, "rules": rules}
    return {
        "$schema": "https://json.schemastore.org/sarif-2.1.0.json",
        "version": "2.1.0",
        "runs": [{"tool": {"driver": driver}, "results": [_result(finding) for finding in findings]}],
    }


def _result(finding: Finding) -> dict[str, Any]:
    file, line, type_name, problem = finding
    where = f"{type_name} [{problem.action}]: " if problem.action else ""
    location = {"artifactLocation": {"uri": file}, "region": {"startLine": line}}
    return {
        "ruleId": problem.rule,
        "level": problem.severity,
        "message": {"text": f"{where}{problem.detail}"},
        "locations": [{"physicalLocation": location}],
        "properties": {"action": problem.action, "serviceMessage": problem.message},
    }


def _line(text: str, identifier: str) -> int:
    """The line where an action's identifier stands, 1 where it is not found."""
    if not identifier:
        return 1
    quoted = f'"{identifier}"'
    at = text.find('"Identifier"')
    while at >= 0:
        end = text.find("\n", at)
        if quoted in text[at : end if end >= 0 else len(text)][: len(quoted) + 20]:
            return text.count("\n", 0, at) + 1
        at = text.find('"Identifier"', at + 1)
    return 1
