import random

import pytest
from botocore.exceptions import ClientError


@pytest.fixture
def settings():
    return {"searchable_attributes": "tier,language"}


@pytest.fixture
def found(search):
    """The ids that a search gives, in order."""
    return lambda *criteria, **members: [each["Id"] for each in search(*criteria, **members)["Contacts"]]


def having(key, *values, **more):
    return attributes({"Key": key, "Values": list(values)}, **more)


def attributes(*criteria, **more):
    return {"SearchableContactAttributes": {"Criteria": list(criteria), **more}}


def test_an_attribute_finds_every_contact_of_its_chain(found, begin, update, transfer):
    first = begin(Attributes={"tier": "gold", "language": "en"})
    begin(Attributes={"tier": "silver"})
    second = transfer(first)
    assert set(found(having("tier", "gold"))) == {first, second}
    update(second, {"tier": "platinum"})
    assert found(having("tier", "gold")) == []
    assert set(found(having("tier", "platinum"))) == {first, second}
    third = transfer(second)
    assert set(found(having("language", "en"))) == {first, second, third}


def test_a_changed_and_an_emptied_value(found, begin, update):
    contact = begin(Attributes={"tier": "gold"})
    update(contact, {"tier": "silver"})
    assert (found(having("tier", "gold")), found(having("tier", "silver"))) == ([], [contact])
    update(contact, {"tier": ""})
    assert (found(having("tier", "silver")), found(having("tier", ""))) == ([], [contact])


def test_a_copied_attribute_goes_its_own_way(found, begin, update):
    first = begin(Attributes={"tier": "gold"})
    second = begin(RelatedContactId=first)
    assert found(having("tier", "gold")) == [second, first]
    update(first, {"tier": "silver"})
    assert found(having("tier", "gold")) == [second]


def test_keys_and_values_are_exact(found, begin):
    contact = begin(Attributes={"tier": "Gold"})
    assert found(having("tier", "Gold")) == [contact]
    assert found(having("tier", "gold")) == found(having("tier", "Gol")) == found(having("tier", "Gold ")) == []


@pytest.mark.parametrize("length", [100, 101, 102, 300])
def test_long_values_are_not_taken_for_their_beginning(found, begin, length):
    begin(Attributes={"tier": "x" * length})
    assert len(found(having("tier", "x" * 100))) == (length == 100)


@pytest.mark.parametrize(
    ("match", "expected"),
    [
        ({}, {"gold en"}),
        ({"MatchType": "MATCH_ALL"}, {"gold en"}),
        ({"MatchType": "MATCH_EXACT"}, {"gold en"}),
        ({"MatchType": "MATCH_ANY"}, {"gold en", "gold de", "silver en"}),
        ({"MatchType": "MATCH_NONE"}, {"silver de", "none"}),
    ],
)
def test_several_attributes(search, begin, match, expected):
    for tier in ("gold", "silver"):
        for language in ("en", "de"):
            begin(Name=f"{tier} {language}", Attributes={"tier": tier, "language": language})
    begin(Name="none")
    answer = search(
        attributes({"Key": "tier", "Values": ["gold"]}, {"Key": "language", "Values": ["en", "fr"]}, **match)
    )
    assert {each["Name"] for each in answer["Contacts"]} == expected
    assert answer["TotalCount"] == len(expected)


def test_a_criterion_without_values_asks_whether_the_key_is_there(found, begin):
    begin()
    contact = begin(Attributes={"tier": "gold"})
    assert found(having("tier")) == [contact]
    assert found(having("tier", MatchType="MATCH_ANY")) == [contact]


def test_no_criteria_about_attributes_admit_all(found, begin):
    contact = begin()
    assert found(attributes()) == found(attributes(MatchType="MATCH_NONE")) == [contact]


def test_a_key_that_is_not_searchable_is_named(search, begin):
    begin(Attributes={"plan": "a"})
    with pytest.raises(ClientError, match=r"'plan' is not searchable. Searchable are: language, tier") as refused:
        search(having("plan", "a"))
    assert refused.value.response["Error"]["Code"] == "InvalidParameterException"


@pytest.fixture
def random_chains(begin, update, transfer):
    """Begins chains by chance, hands some on, changes some; their ids and attributes."""

    def make(chance, some):
        chains = []
        for _ in range(30):
            if chains and chance.random() < 0.3:
                ids, _ = chance.choice(chains)
                ids.append(transfer(ids[-1]))
            else:
                values = some()
                chains.append(([begin(Attributes=values)], values))
            ids, values = chance.choice(chains)
            values.update(given := some())
            update(chance.choice(ids), given)
        return chains

    return make


@pytest.mark.parametrize("seed", range(3))
def test_random_searches_find_what_a_plain_look_finds(search, random_chains, seed):
    chance = random.Random(seed)
    keys, words = ("tier", "language"), ("a", "b", "c", "")
    chains = random_chains(chance, lambda: {key: chance.choice(words) for key in keys if chance.random() < 0.6})
    combine = {"MATCH_ALL": all, "MATCH_ANY": any, "MATCH_NONE": lambda results: not any(results)}
    for _ in range(25):
        asked = [
            {"Key": chance.choice(keys), "Values": chance.sample(words, chance.randint(0, 3))}
            for _ in range(chance.randint(1, 3))
        ]
        match = chance.choice(sorted(combine))

        def is_meant(values, asked=asked, match=match):
            there = [(values.get(each["Key"]), each["Values"]) for each in asked]
            return combine[match](value is not None and (value in some or not some) for value, some in there)

        expected = {contact for ids, values in chains if is_meant(values) for contact in ids}
        answer = search(attributes(*asked, MatchType=match))
        assert {each["Id"] for each in answer["Contacts"]} == expected, f"seed {seed}: {match} {asked}"
        assert answer["TotalCount"] == len(answer["Contacts"]) == len(expected)
