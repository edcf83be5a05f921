"""Starts moto in a process of its own: Amazon's Kinesis, EventBridge and CloudWatch Logs, near enough."""

import subprocess
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import boto3

from foreign_client import ROOT

MOTO = ROOT / ".clients/moto/bin/moto_server"
READY_S = 60


@contextmanager
def serve_moto(port: int, log: Path) -> Iterator[str]:
    """The URL of a moto that has nothing in it."""
    assert MOTO.exists(), "moto is not installed: run tools/install_clients.sh"
    with log.open("w") as output, subprocess.Popen([MOTO, "-p", str(port)], stdout=output, stderr=output) as process:
        try:
            _wait(f"http://127.0.0.1:{port}", process)
            yield f"http://127.0.0.1:{port}"
        finally:
            process.kill()


def client(service: str, url: str) -> Any:
    """A boto3 client of one of moto's services."""
    return boto3.session.Session().client(
        service, endpoint_url=url, region_name="us-east-1", aws_access_key_id="any", aws_secret_access_key="any"
    )


def read_stream(url: str, stream: str) -> list[bytes]:
    """Every record of a Kinesis stream."""
    kinesis = client("kinesis", url)
    records = []
    for shard in kinesis.list_shards(StreamName=stream)["Shards"]:
        place = kinesis.get_shard_iterator(
            StreamName=stream, ShardId=shard["ShardId"], ShardIteratorType="TRIM_HORIZON"
        )["ShardIterator"]
        while True:
            answer = kinesis.get_records(ShardIterator=place)
            records += [record["Data"] for record in answer["Records"]]
            if not answer["Records"]:
                break
            place = answer["NextShardIterator"]
    return records


def log_events(url: str, bus: str, group: str, pattern: str) -> None:
    """A bus whose events that fit the pattern are written to a log group."""
    client("logs", url).create_log_group(logGroupName=group)
    events = client("events", url)
    events.create_event_bus(Name=bus)
    events.put_rule(Name="all", EventBusName=bus, EventPattern=pattern)
    arn = f"arn:aws:logs:us-east-1:123456789012:log-group:{group}"
    events.put_targets(Rule="all", EventBusName=bus, Targets=[{"Id": "log", "Arn": arn}])


def read_log(url: str, group: str) -> list[str]:
    """Every line of a log group."""
    pages = client("logs", url).get_paginator("filter_log_events").paginate(logGroupName=group)
    return [event["message"] for page in pages for event in page["events"]]


def _wait(url: str, process: subprocess.Popen[bytes]) -> None:
    until = time.monotonic() + READY_S
    while time.monotonic() < until:
        assert process.poll() is None, "moto ended"
        try:
            urllib.request.urlopen(f"{url}/moto-api/", timeout=5).close()
        except urllib.error.HTTPError:
            return
        except OSError:
            time.sleep(0.2)
        else:
            return
    raise AssertionError("moto does not answer")
