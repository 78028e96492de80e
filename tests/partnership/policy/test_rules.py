"""Local rules: their defaults, what they may be, and who changed them."""

from datetime import date

import pytest

from partnership.guards.outcomes import Changed, Refused
from partnership.history import services as history
from partnership.policy import allowed, defaults, registry, values
from partnership.policy.models import PolicySetting
from partnership.schools.models import School

ROW = {"guidance": "KCSIE", "edition": "2026", "title": "K", "in_force_from": "x"}


@pytest.mark.parametrize("name", registry.SETTINGS)
def test_every_default_is_a_value_the_setting_may_have(name):
    setting = registry.SETTINGS[name]

    setting.check(setting.default)

    assert setting.name == name
    assert setting.words
    assert setting.explanation


@pytest.mark.django_db
def test_a_setting_is_its_default_until_it_is_changed(amara):
    assert values.get("suppression_threshold") == 5

    values.change("suppression_threshold", 10, by=amara)

    assert values.get("suppression_threshold") == 10
    [event] = history.of(PolicySetting.objects.get())
    assert (event.event, event.by) == ("changed", amara)
    assert event.detail == {"before": 5, "after": 10}


@pytest.mark.django_db
def test_setting_the_same_value_again_is_no_change(amara):
    values.change("suppression_threshold", 5, by=amara)

    assert not PolicySetting.objects.exists()


@pytest.mark.django_db
def test_an_unknown_setting_is_an_error_of_ours():
    with pytest.raises(KeyError):
        values.get("partnership_nmae")


@pytest.mark.django_db
def test_a_value_handed_out_cannot_change_the_default():
    values.get("reminder_ladder")["before"].append(0)

    assert values.get("reminder_ladder")["before"] == [28, 14, 7, 1]


@pytest.mark.django_db
def test_all_settings_cost_one_query_while_reading(django_assert_num_queries):
    with django_assert_num_queries(1), values.reading():
        for name in registry.SETTINGS:
            values.get(name)
        with values.reading():
            values.get("colour")


@pytest.mark.django_db
def test_without_reading_each_setting_is_asked_for(django_assert_num_queries):
    with django_assert_num_queries(2):
        values.get("colour")
        values.get("signature")


@pytest.mark.django_db
def test_a_change_is_seen_by_who_is_reading(amara):
    with values.reading():
        assert values.get("digest_from_hour") == 7
        values.change("digest_from_hour", 8, by=amara)
        assert values.get("digest_from_hour") == 8


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("name", "value", "words"),
    [
        ("partnership_name", " ", "Enter the name of the partnership"),
        ("partnership_name", "x" * 121, "120 characters or fewer"),
        ("partnership_name", 5, "Enter the name of the partnership"),
        ("partnership_name", "One\nBcc: two", "on one line"),
        ("colour", "#1f4e5f", "Select one of teal"),
        ("reply_to", "board", "correct format"),
        ("reply_to", None, "correct format"),
        ("plan_year_start_month", 13, "between 1 and 12"),
        ("plan_year_start_month", True, "whole number"),
        ("plan_year_start_month", "4", "whole number"),
        ("comparison_group_minimum", 4, "between 5 and 100"),
        ("rag_legend_delivery", [], "at least one row"),
        ("rag_legend_delivery", [{"value": "blue"}], "Enter value, word, meaning"),
        (
            "rag_legend_delivery",
            [{"value": "pink", "word": "Pink", "meaning": "?"}],
            "Select one of blue",
        ),
        (
            "rag_legend_impact",
            [{"value": "red", "word": "Red", "meaning": "Bad"}] * 2,
            "Use each colour once",
        ),
        (
            "quorum_defaults",
            {"percentage": 75, "chair_may_determine": 1},
            "Select yes or no",
        ),
        ("signatures_required", {"academy": ["head"]}, "every type of school"),
        (
            "signatures_required",
            dict.fromkeys(School.Sector.values, []),
            "at least one person",
        ),
        (
            "signatures_required",
            dict.fromkeys(School.Sector.values, ["cook"]),
            "Only the head",
        ),
        (
            "reminder_ladder",
            {"before": [7, 14], "on_the_day": True, "repeat_after": 7},
            "the largest first",
        ),
        (
            "reminder_ladder",
            {"before": 7, "on_the_day": True, "repeat_after": 7},
            "Enter the numbers of days",
        ),
        (
            "school_terms",
            [{"name": "Autumn", "starts": "2026-09-01", "ends": "12-19"}],
            "enter a year for both dates",
        ),
        (
            "school_terms",
            [{"name": "Autumn", "starts": "12-19", "ends": "09-01"}],
            "Autumn ends before it starts",
        ),
        (
            "school_terms",
            [{"name": "Spring", "starts": "02-29", "ends": "03-31"}],
            "real date",
        ),
        (
            "school_terms",
            [{"name": "Autumn", "starts": "2026-09-01", "ends": "2027-09-02"}],
            "Autumn must end before the next school year starts",
        ),
        (
            "school_terms",
            [
                {"name": "Autumn", "starts": "09-01", "ends": "10-20"},
                {"name": "autumn ", "starts": "11-01", "ends": "12-19"},
            ],
            "use each name once in a school year",
        ),
        (
            "school_holidays",
            [
                {"name": "Half-term", "starts": "2026-10-25", "ends": "2026-10-31"},
                {"name": "Inset", "starts": "2026-10-31", "ends": "2026-10-31"},
            ],
            "Inset overlaps with Half-term",
        ),
        (
            "guidance_editions",
            [ROW | {"in_force_from": "2026-09-01"}, ROW | {"in_force_from": ""}],
            "Enter a date",
        ),
        (
            "guidance_editions",
            [
                ROW | {"in_force_from": "2026-09-01"},
                ROW | {"in_force_from": "2026-09-01", "edition": "another"},
            ],
            "Another edition comes into force on this date",
        ),
        (
            "guidance_editions",
            [
                ROW | {"in_force_from": "2026-09-01"},
                ROW | {"in_force_from": "2027-09-01"},
            ],
            "Use each edition of a guidance once",
        ),
        ("reply_to", f"{'a' * 243}@example.org", "Enter an email address"),
        ("guidance_editions", [ROW], "Enter a date with day, month and year"),
        ("guidance_editions", [ROW | {"in_force_from": 5}], "Enter a real date"),
        (
            "guidance_editions",
            [ROW | {"in_force_from": "2026-02-30"}],
            "Enter a real date",
        ),
    ],
)
def test_a_value_a_setting_cannot_have_is_refused(name, value, words, amara):
    with pytest.raises(Refused, match=words):
        values.change(name, value, by=amara)

    assert not PolicySetting.objects.exists()


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("reply_to", ""),
        ("reply_to", "board@wexcombe.example"),
        ("colour", "plum"),
        (
            "reminder_ladder",
            {"before": [10, 3], "on_the_day": False, "repeat_after": None},
        ),
        (
            "school_terms",
            [
                {"name": "Autumn", "starts": "2026-09-02", "ends": "2026-12-18"},
                {"name": "Autumn", "starts": "2027-09-02", "ends": "2027-12-18"},
                {"name": "Spring", "starts": "01-05", "ends": "03-31"},
                {"name": "Michaelmas", "starts": "09-20", "ends": "01-04"},
            ],
        ),
        (
            "signatures_required",
            dict.fromkeys(School.Sector.values, ["head", "governor"]),
        ),
    ],
)
def test_a_value_a_setting_may_have_is_kept(name, value, amara):
    values.change(name, value, by=amara)

    assert values.get(name) == value


def test_every_sector_of_schools_has_its_signatures():
    default = registry.SETTINGS["signatures_required"].default

    assert set(default) == set(School.Sector.values)


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("on", "edition"),
    [
        (date(2024, 8, 31), None),
        (date(2025, 8, 31), "2024"),
        (date(2025, 9, 1), "2025"),
        (date(2026, 9, 1), "2026"),
    ],
)
def test_the_edition_of_guidance_in_force_on_a_day(on, edition):
    found = values.guidance_in_force("KCSIE", on=on)

    assert (found["edition"] if found else None) == edition


@pytest.mark.django_db
class TestGoingBack:
    def test_the_default_holds_again_and_the_history_stays(self, amara):
        values.change("suppression_threshold", 10, by=amara)

        values.back_to_default("suppression_threshold", by=amara)

        row = PolicySetting.objects.get()
        assert values.is_default("suppression_threshold")
        assert values.get("suppression_threshold") == 5
        assert [event.event for event in history.of(row)] == [
            "set back to the default",
            "changed",
        ]

    def test_what_is_the_default_stays_without_a_trace(self, amara):
        values.back_to_default("suppression_threshold", by=amara)

        assert not PolicySetting.objects.exists()


@pytest.mark.django_db
class TestVersions:
    def test_each_change_counts_also_the_first(self, amara):
        assert values.standing("suppression_threshold").version == 1

        values.change("suppression_threshold", 10, version=1, by=amara)
        values.change("suppression_threshold", 11, version=2, by=amara)

        assert values.standing("suppression_threshold").version == 3

    @pytest.mark.parametrize("version", [1, 3])
    def test_a_form_opened_at_another_version_is_told(self, amara, version):
        values.change("suppression_threshold", 10, by=amara)

        with pytest.raises(Changed) as told:
            values.change("suppression_threshold", 11, version=version, by=amara)

        assert told.value.subject.value == 10
        assert values.get("suppression_threshold") == 10


@pytest.mark.django_db
def test_every_period_of_this_edition_is_there_whatever_was_kept_before(amara):
    kept = [{"name": "returns", "words": "Old words", "years": 9}]
    values.change("retention_periods", kept, by=amara)

    periods = {row["name"]: row for row in values.get("retention_periods")}

    assert list(periods) == [row["name"] for row in defaults.RETENTION_PERIODS]
    assert (periods["returns"]["words"], periods["returns"]["years"]) == (
        "Submitted audit returns",
        9,
    )
    assert periods["minutes"]["years"] is None


@pytest.mark.django_db
def test_a_period_for_what_nobody_keeps_is_refused(amara):
    with pytest.raises(Refused, match="does not have a retention period"):
        values.change(
            "retention_periods",
            [{"name": "photographs", "words": "Photographs", "years": 1}],
            by=amara,
        )


def test_a_check_says_all_that_is_wrong_with_the_place_of_each():
    check = registry.SETTINGS["guidance_editions"].check
    row = {
        "guidance": "KCSIE",
        "edition": "2026",
        "title": "K",
        "in_force_from": "2026-09-01",
    }

    found = allowed.faults_of(
        check, [row, row | {"edition": "", "in_force_from": ""}, {}]
    )

    assert found == [
        ("1-edition", "Enter some text"),
        ("1-in_force_from", "Enter a date"),
        ("2", "Enter guidance, edition, title, in_force_from"),
    ]
