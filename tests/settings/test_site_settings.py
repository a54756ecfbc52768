from dataclasses import FrozenInstanceError
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from announcer.core.publications.home_authors import judged
from announcer.core.publications.institution import Handle
from announcer.core.publications.publication import PublicationType
from announcer.errors import EXIT_USAGE, ConfigurationError
from announcer.settings.site_settings import SiteSettings, load, parse_settings

ROOT = Path(__file__).parents[2]
LEAST = '[institution]\nname.en = "A University"\n'


def problems_of(text: str) -> tuple[str, ...]:
    with pytest.raises(ConfigurationError) as caught:
        parse_settings(text)
    assert caught.value.exit_code == EXIT_USAGE
    assert caught.value.hint
    return caught.value.problems


def test_the_sample_site_is_valid() -> None:
    settings = load(ROOT)

    assert settings.institution.name["fa"] == "دانشگاه علوم پزشکی اصفهان"
    assert settings.as_institution().home
    assert settings.as_style().hashtags["en"]


def test_a_name_is_all_a_site_must_give() -> None:
    assert parse_settings(LEAST).posts.languages == ("en",)


def test_every_problem_is_told_at_once_with_its_dotted_key() -> None:
    problems = problems_of(
        '[institution]\nname.english = "A"\n[schedule]\nslots = ["daily 09:30", "Sut 9:30"]\ntimezone = "Mars"\n'
        "[posts]\nlanguages = []\nlink = 3\n"
    )

    keys = [problem.split(": ")[1] for problem in problems]
    assert keys == [
        "institution.name.english",
        "posts.languages",
        "posts.link",
        "schedule.timezone",
        "schedule.slots[1]",
    ]
    assert all(problem.startswith("announcer.toml: ") for problem in problems)


@pytest.mark.parametrize(
    ("text", "hint"),
    [
        (LEAST + "[posts]\ntemplat = 'x'\n", "posts.templat: unknown key; did you mean 'template'?"),
        (LEAST + "[scedule]\n", "scedule: unknown key; did you mean 'schedule'?"),
        (LEAST + "[card]\nzzz = 1\n", "card.zzz: unknown key; known here: template, brand, choose"),
    ],
)
def test_an_unknown_key_is_an_error_that_names_the_nearest_known_one(text: str, hint: str) -> None:
    assert problems_of(text) == (f"announcer.toml: {hint}",)


def test_a_missing_table_is_named() -> None:
    assert problems_of("") == ("announcer.toml: institution: must be given",)


def test_broken_toml_is_told_with_its_line() -> None:
    problems = problems_of("[institution]\nname.en = \n")

    assert problems == ("announcer.toml:2: a value is missing; text needs quotation marks",)


@pytest.mark.parametrize(
    ("pattern", "word"), [("ftp://x/{doi}", "https"), ("https://x.example/papers", "none of {doi}")]
)
def test_a_page_pattern_must_give_every_publication_its_own_page(pattern: str, word: str) -> None:
    assert word in problems_of(f'{LEAST}page_url = "{pattern}"\n')[0]


@pytest.mark.parametrize("tag", ["two words", "2026", ""])
def test_what_x_would_not_take_for_a_hashtag_is_refused(tag: str) -> None:
    assert "posts.hashtags.en[0]" in problems_of(f'{LEAST}[posts]\nhashtags.en = ["{tag}"]\n')[0]


def test_a_hashtag_may_be_written_with_its_sign() -> None:
    assert parse_settings(f'{LEAST}[posts]\nhashtags.en = ["#Health"]\n').as_style().hashtags == {"en": ("Health",)}


def test_long_and_nested_values_are_told_briefly() -> None:
    problems = problems_of(f'{LEAST}[posts]\ntemplate = {{a = 1}}\nlink = "{"x" * 99}"\n')

    assert problems[0] == "announcer.toml: posts.template: should be text in quotes, not a table"
    assert len(problems[1]) < 120


def test_a_site_without_the_file_is_told_how_to_get_one(tmp_path: Path) -> None:
    with pytest.raises(ConfigurationError, match="there is no such file") as caught:
        load(tmp_path)

    assert "announcer init" in caught.value.hint


def test_a_file_that_is_no_utf_8_is_told_with_the_byte(tmp_path: Path) -> None:
    (tmp_path / "announcer.toml").write_bytes(b'[institution]\nname.en = "\xff"\n')

    with pytest.raises(ConfigurationError, match=r"byte 25 is not UTF-8"):
        load(tmp_path)


def test_a_folder_in_the_files_place_is_told(tmp_path: Path) -> None:
    (tmp_path / "announcer.toml").mkdir()

    with pytest.raises(ConfigurationError, match="directory"):
        load(tmp_path)


def test_settings_cannot_be_changed_afterwards() -> None:
    settings: SiteSettings = parse_settings(LEAST)

    with pytest.raises(FrozenInstanceError):
        settings.posts = settings.posts  # type: ignore[misc]


@pytest.mark.parametrize(
    ("line", "problem"),
    [
        ('quiet = ["22:00Z-07:00Z"]', "schedule.quiet[0]: '22:00Z-07:00Z' is not a valid time range"),
        ('slots = ["Sat..Wed 09:30"]', "schedule.slots[0]: 'Sat..Wed' is not a day of the week"),
        ('closed = ["1405-01-01..1405-01-13 Nowruz"]', "schedule.closed[0]: 1405-01-01 is not a Gregorian day"),
        ('closed = ["J 2026-03-21"]', "schedule.closed[0]: 2026-03-21 is not a Jalali day"),
        ('weekend = ["Thu-Fri-Sat"]', "schedule.weekend[0]: 'Thu-Fri-Sat' is not a range of days"),
        (
            "min_gap = 30",
            "schedule.min_gap: '30' is not a length of time; write a whole number of s, min, h or days",
        ),
        ('cool_down = "999999 days"', "schedule.cool_down: '999999 days' is too long"),
        ("daily_cap = 0", "schedule.daily_cap: should be at least 1, not 0"),
        ('timezone = "Teheran"', "schedule.timezone: 'Teheran' is not a time zone"),
    ],
)
def test_times_that_cannot_be_meant_are_errors(line: str, problem: str) -> None:
    (found,) = problems_of(f"{LEAST}[schedule]\n{line}\n")

    assert found.startswith(f"announcer.toml: {problem}")


def test_times_in_other_spellings_govern_posting() -> None:
    lines = 'slots = ["Sat–Wed ۰۹:۳۰"]\nquiet = ["22:00 – 24:00"]\nclosed = ["2026-12-20–2026-12-26"]\n'

    rules = parse_settings(f"{LEAST}[schedule]\n{lines}").schedule.as_rules()

    assert [slot.days for slot in rules.slots] == [{5, 6, 0, 1, 2}]
    assert not rules.is_open(datetime(2026, 11, 23, 23, 0, tzinfo=UTC))
    assert rules.closed(date(2026, 12, 26)) == "closed"


def test_calendars_of_the_settings_stand_over_the_usual_ones() -> None:
    assert parse_settings(LEAST).as_style().calendar == {"fa": "jalali"}
    assert parse_settings(f'{LEAST}[posts]\ncalendar.fa = "gregorian"\n').as_style().calendar == {"fa": "gregorian"}
    assert parse_settings(f'{LEAST}[posts]\njournals = ["IJPR"]\n').as_style().journals == ("IJPR",)


@pytest.mark.parametrize(
    ("line", "problem"),
    [
        ('webhook = "http://chat.example/hook"', "notices.webhook: should begin with https://"),
        ('webhook = "chat.example/hook"', "notices.webhook: should begin with https://"),
        ('quiet = ["at night"]', "notices.quiet[0]: 'at night' is not a valid time range"),
        ('command = "page"', "notices.command: should be a list"),
        ('mail = { host = "mail.example" }', "notices.mail: a host needs sender and to beside it"),
        ('mail = { sender = "press office" }', "notices.mail.sender: 'press office' is not a mail address"),
        ('mail = { to = ["a@b.example\\nBcc: c@d.example"] }', "notices.mail.to[0]: "),
        ('mail = { security = "ssl" }', "notices.mail.security: should be one of starttls, tls, none"),
    ],
)
def test_ways_to_tell_people_that_cannot_work_are_errors(line: str, problem: str) -> None:
    (found,) = problems_of(f"{LEAST}[notices]\n{line}\n")

    assert found.startswith(f"announcer.toml: {problem}")


@pytest.mark.parametrize("url", ["https://chat.example/hook", "http://127.0.0.1:8065/hook", "http://[::1]/hook"])
def test_a_webhook_is_encrypted_or_on_this_machine(url: str) -> None:
    assert parse_settings(f'{LEAST}[notices]\nwebhook = "{url}"\n').notices.webhook == url


STORE = LEAST + "[store]\nurl = '{}'\n"


@pytest.mark.parametrize(
    "url",
    [
        "queue/announcer.db",
        "/srv/announcer@home/queue.db",
        "postgresql://announcer@db/announcer",
        "postgresql://announcer:p%40ss%2Fw%25rd@db:5432/announcer?sslmode=verify-full",
        "postgres:///announcer?host=/run/postgresql",
        "postgresql://announcer:pw@[::1]:5432,db2:5432/announcer",
    ],
)
def test_a_store_is_a_file_or_an_address(url: str) -> None:
    assert parse_settings(STORE.format(url)).store.url == url


@pytest.mark.parametrize(
    "url",
    [
        "postgresql://bob:s3cr@3t@db/announcer",
        "postgresql://bob:s3cr/3t@db/announcer",
        "postgresql://bob:s3cr%zz3t@db/announcer",
        "postgresql://bob:s3cr#3t@db/announcer",
        "host=db dbname=announcer password=s3cr3t",
        "mysql://bob:s3cr3t@db/announcer",
    ],
)
def test_a_wrong_address_is_told_without_its_password(url: str) -> None:
    (problem,) = problems_of(STORE.format(url))

    assert problem.startswith("announcer.toml: store.url: ")
    assert "s3c" not in problem
    assert "3t" not in problem


def test_the_password_of_the_store_is_known_as_a_secret_and_shown_nowhere() -> None:
    settings = parse_settings(STORE.format("postgresql://bob:can%40ary-1@db/a?password=canary-2"))

    assert settings.store.secrets == ("can%40ary-1", "can@ary-1", "canary-2")
    assert "can" not in repr(settings.store)
    assert parse_settings(LEAST).store.secrets == ()


def test_an_institution_has_identifiers_faculties_and_handles_with_consent() -> None:
    text = f"""{LEAST}
doubtful = ["Atown"]
ror = ["https://ror.org/04waqzz56"]
faculties."School of Medicine" = ["Faculty of Medicine"]
[[institution.handles]]
handle = "@example"
consent = 2026-05-01
orcid = "https://orcid.org/0000-0002-1825-0097"
"""
    found = parse_settings(text).as_institution()

    assert (found.rors, found.doubtful) == (("04waqzz56",), ("Atown",))
    assert found.faculties == {"School of Medicine": ("Faculty of Medicine",)}
    assert found.handles == (Handle(handle="@example", consent=date(2026, 5, 1), orcid="0000-0002-1825-0097"),)


@pytest.mark.parametrize(
    "line",
    [
        'ror = ["https://ror.org/1"]',
        'doubtful = ["…"]',
        'handles = [{handle = "@example", orcid = "0000-0002-1825-0097"}]',
        'handles = [{handle = "@example", consent = 2026-05-01}]',
        'handles = [{handle = "example", consent = 2026-05-01, name = "A B"}]',
        'handles = [{handle = "@example", consent = 2026-05-01, orcid = "0000-0002-1825-0098"}]',
    ],
)
def test_what_cannot_tell_an_institution_or_a_person_is_refused(line: str) -> None:
    assert len(problems_of(f"{LEAST}{line}\n")) == 1


def test_rules_say_what_is_announced_when_it_comes_in() -> None:
    text = f"""{LEAST}faculties."School of Health" = []
[intake]
retractions_max_age = "14 days"
[intake.announce]
since = 2026-03-21
types = ["article", "review"]
home_author = true
not_journals = ["Journal of Nothing"]
faculties = ["School of Health"]
"""
    intake = parse_settings(text).intake
    rules = intake.announce.as_rules()

    assert intake.retractions_max_age == timedelta(days=14)
    assert (rules.since, rules.home_author, rules.open_access) == (date(2026, 3, 21), True, False)
    assert rules.types == (PublicationType.ARTICLE, PublicationType.REVIEW)
    assert rules.faculties == ("School of Health",)


@pytest.mark.parametrize(
    ("lines", "words"),
    [
        ('announce.types = ["novel"]', "intake.announce.types"),
        ('announce.since = "soon"', "intake.announce.since"),
        ('announce.journals = ["…"]', "intake.announce.journals"),
        ('announce.faculties = ["School of Magic"]', "School of Magic"),
        ('retractions_max_age = "1 h"', "at least 1 day"),
    ],
)
def test_a_rule_that_nothing_could_keep_is_refused(lines: str, words: str) -> None:
    (problem,) = problems_of(f"{LEAST}[intake]\n{lines}\n")

    assert words in problem


@pytest.mark.parametrize(
    ("affiliation", "expected"),
    [
        ("Department of Physiology, Isfahan University of Medical Sciences, Isfahan, Iran", True),
        ("Isfahan Univ Med Sci, Dept Physiol, Esfahan, Iran", True),
        ("Medical University of Isfahan", True),
        ("Isfahan. reza@med.mui.ac.ir", True),
        ("گروه فیزیولوژی، دانشگاه علوم پزشكي اصفهان", True),
        ("University of Isfahan, Isfahan, Iran", False),
        ("Univ Isfahan, Dept Chem, Esfahan, Iran", False),
        ("Isfahan Univ Technol, Dept Chem, Esfahan 84156, Iran", False),
        ("Islamic Azad University, Isfahan (Khorasgan) Branch, Isfahan, Iran", False),
        ("Iran University of Medical Sciences (IUMS), Tehran", False),
        ("دانشگاه صنعتی اصفهان، اصفهان", False),
        ("دانشگاه آزاد اسلامی واحد اصفهان", False),
        ("University of Oslo", False),
        ("IUMS", None),
        ("Al-Zahra Hospital, Isfahan, Iran", None),
        ("Isfahan University, Isfahan", None),
    ],
)
def test_the_sample_site_tells_its_university_from_its_neighbours(
    affiliation: str, *, expected: bool | None
) -> None:
    assert judged(affiliation, load(ROOT).as_institution()).is_home is expected


def test_rules_that_choose_a_card_are_read_and_a_word_that_no_study_mark_has_is_told() -> None:
    head = '[institution]\nname.en = "A University"\n'
    settings = parse_settings(
        head + '[[card.choose]]\ntemplate = "journal"\nstudy = "meta_analysis"\ntype = "review"\n'
    )

    (rule,) = settings.card.as_rules()
    assert (rule.templates, tuple(rule.types), tuple(rule.study)) == (("journal",), ("review",), ("meta_analysis",))
    with pytest.raises(ConfigurationError, match="'mise' is nothing that a study mark says; did you mean 'mice'"):
        parse_settings(head + '[[card.choose]]\ntemplate = "journal"\nstudy = ["mise"]\n')
