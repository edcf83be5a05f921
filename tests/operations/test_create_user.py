import pytest

from callslip.mock import mock_connect

NAMES = {"FirstName": "Ana", "LastName": "Silva"}


def test_makes_a_user_with_an_arn(ask, make):
    answer = ask(
        "create_user",
        Username="ana",
        Password="Secret-123",
        IdentityInfo=NAMES,
        PhoneConfig={"PhoneType": "SOFT_PHONE"},
        SecurityProfileIds=[make.security_profile()],
        RoutingProfileId=make.routing_profile(),
    )
    assert answer["UserArn"].endswith(f"/agent/{answer['UserId']}")


def test_keeps_no_password(ask, make, tmp_path):
    with mock_connect(store=str(tmp_path / "store.db")):
        user_id = make.user(Username="ana.silva", Password="Secret-123")
        assert "Secret" not in str(ask("describe_user", UserId=user_id))
    written = b"".join(path.read_bytes() for path in tmp_path.iterdir())
    assert b"ana.silva" in written
    assert b"Secret" not in written


def test_a_name_is_taken_once(connect, make):
    make.user(Username="ana")
    with pytest.raises(connect.exceptions.DuplicateResourceException, match="Username"):
        make.user(Username="ana")


@pytest.mark.parametrize("wrong", [{"RoutingProfileId": "x"}, {"SecurityProfileIds": ["x"]}])
def test_profiles_must_be_there(connect, make, wrong):
    with pytest.raises(connect.exceptions.ResourceNotFoundException, match="ProfileId"):
        make.user(**wrong)


def test_names_are_required(connect, make):
    with pytest.raises(connect.exceptions.InvalidRequestException, match="LastName"):
        make.user(IdentityInfo={"FirstName": "Ana"})


def test_a_weak_password(connect, make):
    with pytest.raises(connect.exceptions.InvalidParameterException, match="Password") as caught:
        make.user(Password="weak")
    assert "weak" not in str(caught.value)


@pytest.mark.parametrize(
    ("wrong", "named"),
    [
        ({"PhoneConfig": {"AutoAccept": True}, "AutoAcceptConfigs": []}, "AutoAcceptConfigs"),
        ({"PhoneConfig": {"PhoneType": "SOFT_PHONE"}, "PhoneNumberConfigs": []}, "PhoneNumberConfigs"),
    ],
)
def test_settings_that_exclude_each_other(connect, make, wrong, named):
    with pytest.raises(connect.exceptions.InvalidRequestException, match=named):
        make.user(**wrong)


@pytest.mark.parametrize(
    "wrong",
    [
        {"PhoneConfig": {"AfterContactWorkTimeLimit": 2_000_001}},
        {"PhoneConfig": {"DeskPhoneNumber": "12"}},
        {"PersistentConnectionConfigs": [{"Channel": "CHAT", "PersistentConnection": True}]},
        {
            "AfterContactWorkConfigs": [
                {"Channel": "CHAT", "AfterContactWorkConfig": {"AfterContactWorkTimeLimit": 2_000_001}}
            ]
        },
    ],
)
def test_settings_out_of_range(connect, make, wrong):
    with pytest.raises(connect.exceptions.InvalidParameterException):
        make.user(**wrong)


@pytest.mark.parametrize(
    ("kind", "wrong", "named"),
    [
        ("CONNECT_MANAGED", {"IdentityInfo": NAMES}, "Password"),
        ("SAML", {"IdentityInfo": NAMES, "Password": "Secret-123"}, "Password"),
        ("SAML", {"IdentityInfo": {**NAMES, "Email": "a@example.com"}}, "Email"),
        ("SAML", {"IdentityInfo": NAMES, "DirectoryUserId": "d"}, "DirectoryUserId"),
        ("EXISTING_DIRECTORY", {"Password": "Secret-123"}, "Password"),
    ],
)
def test_what_an_instance_takes_depends_on_its_identities(connect, kind, wrong, named):
    flags = {"InboundCallsEnabled": True, "OutboundCallsEnabled": True}
    place = {"DirectoryId": "d-1234567890"} if kind == "EXISTING_DIRECTORY" else {"InstanceAlias": "other"}
    other = connect.create_instance(IdentityManagementType=kind, **place, **flags)["Id"]
    ids = {"SecurityProfileIds": ["x"], "RoutingProfileId": "x"}
    with pytest.raises(connect.exceptions.InvalidRequestException, match=named):
        connect.create_user(InstanceId=other, Username="ana", **ids, **wrong)


def test_a_directory_has_the_names(connect, make):
    flags = {"InboundCallsEnabled": True, "OutboundCallsEnabled": True}
    directory = {"IdentityManagementType": "EXISTING_DIRECTORY", "DirectoryId": "d-1234567890"}
    other = connect.create_instance(**directory, **flags)["Id"]
    profiles = connect.list_security_profiles(InstanceId=other)["SecurityProfileSummaryList"]
    (routing,) = connect.list_routing_profiles(InstanceId=other)["RoutingProfileSummaryList"]
    user = connect.create_user(
        InstanceId=other,
        Username="ana",
        DirectoryUserId="d",
        SecurityProfileIds=[profiles[0]["Id"]],
        RoutingProfileId=routing["Id"],
    )
    found = connect.describe_user(InstanceId=other, UserId=user["UserId"])["User"]
    assert (found["DirectoryUserId"], "IdentityInfo" in found) == ("d", False)
