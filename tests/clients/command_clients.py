"""The command lines as clients: three versions of the AWS CLI, and curl."""

import json
import re
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from types import MappingProxyType
from urllib.parse import quote

from foreign_client import CLIENTS, REGION, Call, Outcome, Target, need, program, run_program

_AWS_ERROR = re.compile(
    r"An error occurred \((?P<code>\w+)\) when calling the (?:Update|Get)ContactAttributes operation"
    r"(?: \(reached max retries: \d+\))?: (?P<message>.*)",
)


class AwsCli:
    """One version of the AWS CLI; `failed` is its exit status for an error that the service answered."""

    retries = True
    untyped: Mapping[str, str] = MappingProxyType({})

    def __init__(self, name: str, program: Path, version: str, failed: int) -> None:
        self.name = name
        self._program = program
        self._version = version
        self._failed = failed
        self._known = False

    def run(self, target: Target, calls: Sequence[Call]) -> list[Outcome]:
        self._check_version(target)
        return [self._perform(target, call) for call in calls]

    def command(self, target: Target, *words: str) -> list[str]:
        """The command line of a Connect operation, for tests that say the rest themselves."""
        return [str(need(self._program)), "connect", *words, "--endpoint-url", target.endpoint]

    def _check_version(self, target: Target) -> None:
        if self._known:
            return
        version = run_program([need(self._program), "--version"], target).stdout
        assert version.startswith(f"aws-cli/{self._version}"), f"{self._program} is {version}"
        self._known = True

    def _perform(self, target: Target, call: Call) -> Outcome:
        words = [f"{call.operation}-contact-attributes", "--instance-id", call.instance]
        words += ["--initial-contact-id", call.contact]
        if call.attributes is not None:
            words += ["--attributes", json.dumps(call.attributes, ensure_ascii=False)]
        done = run_program(self.command(target, *words, "--output", "json"), target)
        if done.returncode == 0:
            return Outcome(attributes=json.loads(done.stdout or "{}").get("Attributes", {}))
        error = _AWS_ERROR.search(done.stderr)
        assert error is not None, f"{self.name} ended with {done.returncode}: {done.stderr}"
        assert done.returncode == self._failed
        return Outcome(code=error["code"], type=error["code"], message=error["message"].strip())


def aws_clis() -> list[AwsCli]:
    return [
        AwsCli("aws-v1", Path(sys.executable).parent / "aws", "1.", failed=255),
        AwsCli("aws-v2-debian", Path("/usr/bin/aws"), "2.9.", failed=254),
        AwsCli("aws-v2", CLIENTS / "aws-v2" / "dist" / "aws", "2.38.", failed=254),
    ]


class Curl:
    """curl with --aws-sigv4: it retries nothing and shows whatever came."""

    name = "curl"
    retries = False
    untyped: Mapping[str, str] = MappingProxyType({})

    def run(self, target: Target, calls: Sequence[Call]) -> list[Outcome]:
        return [self._perform(target, call) for call in calls]

    def _perform(self, target: Target, call: Call) -> Outcome:
        shown = "\n%{http_code} %header{x-amzn-errortype}"
        command = [str(program("curl")), "--silent", "--show-error", "--max-time", "20", "--write-out", shown]
        command += ["--aws-sigv4", f"aws:amz:{REGION}:connect"]
        command += ["--user", f"{target.key.access_key_id}:{target.key.secret_access_key}"]
        words, body = self._request(target, call)
        done = run_program([*command, *words], target, body)
        assert done.returncode == 0, f"curl ended with {done.returncode}: {done.stderr}"
        answer, _, status = done.stdout.rpartition("\n")
        return self._outcome(json.loads(answer), *status.split(" "))

    def _request(self, target: Target, call: Call) -> tuple[list[str], str]:
        url = f"{target.endpoint}/contact/attributes"
        if call.operation == "get":
            return [f"{url}/{quote(call.instance, safe='')}/{quote(call.contact, safe='')}"], ""
        members = {"InitialContactId": call.contact, "InstanceId": call.instance, "Attributes": call.attributes}
        words = ["--header", "Content-Type: application/json", "--data-binary", "@-", url]
        return words, json.dumps(members, ensure_ascii=False)

    def _outcome(self, answer: dict[str, object], status: str, code: str) -> Outcome:
        if status == "200":
            attributes = answer.get("Attributes", {})
            assert isinstance(attributes, dict)
            return Outcome(attributes=attributes)
        return Outcome(code=code, type=code, status=int(status), message=str(answer["Message"]))
