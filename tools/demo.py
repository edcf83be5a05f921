"""The main job, shown: a server with a few contacts, and the real AWS CLI updating the attributes of one."""

import argparse
import json
import os
import shlex
import subprocess
import sys
from pathlib import Path

import boto3

from callslip.clock import SystemIds
from callslip.mock import mock_connect
from callslip.settings import EXAMPLE_INSTANCE_ID

CHECKOUT = Path(__file__).resolve().parent.parent
BIN = Path(sys.executable).parent
STORE = CHECKOUT / "demo.db"
PORT = 8720

CALL = "11111111-2222-3333-4444-12345678910"
TRANSFER = "11111111-2222-3333-4444-12345678911"
TASK = "22222222-2222-3333-4444-12345678910"
CHAT = "33333333-2222-3333-4444-12345678910"
ENDED = "44444444-2222-3333-4444-12345678910"

ENVIRONMENT = {
    "AWS_ACCESS_KEY_ID": "demo",
    "AWS_SECRET_ACCESS_KEY": "demo",
    "AWS_REGION": "us-east-1",
    "AWS_DEFAULT_REGION": "us-east-1",
    "AWS_CONFIG_FILE": os.devnull,
    "AWS_SHARED_CREDENTIALS_FILE": os.devnull,
}


class DocumentedIds(SystemIds):
    """Gives the contacts of the demonstration the ids of Amazon's documentation, or ones beside them."""

    def __init__(self) -> None:
        super().__init__()
        self.next_id = ""

    def new_id(self) -> str:
        """The id that is due, once; then any."""
        given, self.next_id = self.next_id, ""
        return given or super().new_id()


def make_contacts(store: Path) -> None:
    """An outbound call with a transfer behind it, a task, a chat, and a task that has ended."""
    ids = DocumentedIds()
    flow = {"InstanceId": EXAMPLE_INSTANCE_ID, "ContactFlowId": "main"}
    with mock_connect(store=str(store), ids=ids):
        connect = boto3.client("connect", region_name="us-east-1")
        ids.next_id = CALL
        connect.start_outbound_voice_contact(
            **flow, DestinationPhoneNumber="+12065550100", QueueId="support", Attributes={"customerName": "Ana"}
        )
        ids.next_id = TRANSFER
        connect.create_contact(
            InstanceId=EXAMPLE_INSTANCE_ID, Channel="VOICE", InitiationMethod="TRANSFER", PreviousContactId=CALL
        )
        ids.next_id = TASK
        connect.start_task_contact(**flow, Name="Call back about the invoice", Attributes={"reason": "invoice"})
        ids.next_id = CHAT
        connect.start_chat_contact(**flow, ParticipantDetails={"DisplayName": "Ben"})
        ids.next_id = ENDED
        connect.start_task_contact(**flow, Name="Delivered", Attributes={"review": "legal"})
        connect.stop_contact(InstanceId=EXAMPLE_INSTANCE_ID, ContactId=ENDED)


def aws(url: str, *arguments: str) -> str:
    """Run the AWS CLI against the server, its command line shown first."""
    command = ["aws", "connect", *arguments, "--endpoint-url", url]
    print(f"$ {shlex.join(command)}", flush=True)
    done = subprocess.run(
        [str(BIN / "aws"), *command[1:]],
        env={**os.environ, **ENVIRONMENT},
        stdout=subprocess.PIPE,
        text=True,
        check=True,
    )
    print(done.stdout or "(no output: it worked)\n", flush=True)
    return done.stdout


def show(url: str) -> None:
    """The documented command, and what can be read afterwards, through the first contact and through the transfer."""
    contact = ("--instance-id", EXAMPLE_INSTANCE_ID, "--initial-contact-id")
    aws(url, "update-contact-attributes", *contact, CALL, "--attributes", "greetingPlayed=false")
    for contact_id in (CALL, TRANSFER):
        answer = aws(url, "get-contact-attributes", *contact, contact_id)
        if json.loads(answer)["Attributes"].get("greetingPlayed") != "false":
            sys.exit(f"the attribute set by the AWS CLI was not found on {contact_id}")


def main() -> None:
    """Make the contacts, serve, show; go on serving until Ctrl-C unless `--once`."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--once", action="store_true", help="stop after the showing")
    parser.add_argument("--port", type=int, default=PORT, help="0 takes a free one")
    parser.add_argument("--store", type=Path, default=STORE, help="a file that is made anew")
    options = parser.parse_args()
    for ending in ("", "-wal", "-shm"):
        Path(f"{options.store}{ending}").unlink(missing_ok=True)
    os.environ |= ENVIRONMENT
    make_contacts(options.store)
    command = [BIN / "callslip", "serve", "--store", options.store, "--port", str(options.port), "--print-url"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as server:
        try:
            url = server.stdout.readline().strip() if server.stdout else ""
            if not url:
                sys.exit("the server did not start")
            show(url)
            if not options.once:
                more = f"More contacts: {TASK} (task), {CHAT} (chat), {ENDED} (ended)."
                print(f"{url} answers until Ctrl-C. {more}", flush=True)
                server.wait()
        except KeyboardInterrupt:
            print()
        finally:
            server.terminate()


if __name__ == "__main__":
    main()
