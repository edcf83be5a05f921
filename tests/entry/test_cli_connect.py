import json
import subprocess
import sys


def test_a_real_server_and_the_real_command(serving, callslip):
    _, url = serving("--memory")
    listed = callslip("connect", "list-instances", CALLSLIP_ENDPOINT_URL=url)

    assert (listed.returncode, listed.stderr) == (0, "")
    instance = json.loads(listed.stdout)["InstanceSummaryList"][0]["Id"]
    words = ("get-contact-attributes", "--instance-id", instance, "--initial-contact-id", "not-there")
    refused = callslip("connect", *words, CALLSLIP_ENDPOINT_URL=url)
    assert (refused.returncode, refused.stdout) == (254, "")
    assert (
        "\ncallslip: [ERROR]: An error occurred (ResourceNotFoundException) when calling the GetCont" in refused.stderr
    )


def test_the_version_of_callslip(callslip):
    assert callslip("connect", "--version").stdout == callslip("--version").stdout.replace(" ", "/")


def test_other_commands_do_not_load_what_only_connect_needs():
    code = """if True:
        import sys
        import callslip.cli
        try:
            callslip.cli.main(["--help"])
        except SystemExit:
            pass
        print(sorted({"botocore", "jmespath", "yaml", "msgspec"} & set(sys.modules)))
    """
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)

    assert done.stdout.splitlines()[-1] == "[]"


def test_the_version_needs_no_parser():
    code = "import sys, callslip.cli; callslip.cli.main(['--version']); print('argparse' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)

    assert done.stdout.endswith("False\n")
