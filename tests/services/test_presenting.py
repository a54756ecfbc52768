"""An announcement as JSON has it, the same wherever it is shown."""

import json
from datetime import timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from announcer.channels.registry import rules_of
from announcer.channels.x.rules import X_RULES
from announcer.core.posting.queued import Queued
from announcer.rendering.drafts.post_record import Draft
from announcer.services.overview import WatchedSite, queue_overview
from announcer.services.presenting import draft_json, overview_json, queued_json, whole_json
from announcer.services.review.redrafting import as_queued
from announcer.services.review.reviewing import Review, ReviewRules
from announcer.store.opening import SqlStore
from tests.builders import PIXEL, announcement
from tests.fakes import START
from tests.queueing import new

TEHRAN = ZoneInfo("Asia/Tehran")
NAMED_OTHERWISE = {"held", "key_sentences"}
"""What a draft's post.json has in another form: whether it is held, and where key sentences come from."""


@pytest.fixture
def queued(store: SqlStore) -> Queued:
    review = Review(store, ReviewRules(), rules_of=rules_of)
    review.receive(new(card=PIXEL, channel="x"), actor="import")
    return review.approve("00000001", actor="sara", at_once=True)


def test_an_announcement_has_its_times_in_the_sites_zone(queued: Queued) -> None:
    shown = queued_json(queued, TEHRAN)

    assert (shown["id"], shown["state"], shown["approved_by"]) == ("00000001", "scheduled", "sara")
    assert shown["due_at"] == "2026-11-23T09:30:00+03:30"
    assert shown["posted_at"] is None
    assert json.loads(json.dumps(shown)) == shown


def test_what_a_draft_and_the_queue_share_has_one_name_and_one_value(store: SqlStore, queued: Queued) -> None:
    made = as_queued(announcement(), queued, store.card(queued.card_digest), X_RULES)
    draft = json.loads(Draft.of(made, queued.account).files()["post.json"])

    shown = whole_json(queued, made, store.history(queued.id), TEHRAN)

    shared = draft.keys() & shown.keys()
    assert shared > {"id", "slug", "text", "length", "limit", "alt_text", "card", "digest", "findings"}
    assert {name for name in shared if draft[name] != shown[name]} <= NAMED_OTHERWISE
    assert [event["event"] for event in shown["history"]] == ["add", "approve", "plan"]  # type: ignore[attr-defined]


def test_an_announcement_is_shown_without_what_could_not_be_made_anew(store: SqlStore, queued: Queued) -> None:
    made = as_queued(announcement(), queued, store.card(queued.card_digest), X_RULES)

    shown = whole_json(queued, None, (), TEHRAN, problem="wrong template")

    assert shown.keys() == whole_json(queued, made, (), TEHRAN).keys()
    assert (shown["problem"], shown["findings"], shown["length"]) == ("wrong template", [], None)


def test_a_draft_names_its_folder(tmp_path: Path) -> None:
    shown = draft_json(announcement(), tmp_path)

    assert shown["draft"] == "Night-shift work and blood pressure in hospital nurses"
    assert shown["folder"] == str(tmp_path / "3f9a01c2-night-shift-work")


def test_an_overview_says_who_is_needed_and_what_comes_next(store: SqlStore, queued: Queued) -> None:
    found = queue_overview(store, WatchedSite(accounts=[("x", "iums")], windows=("2026-11-23", "2026-11")))

    shown = overview_json(found, TEHRAN)

    assert queued.due_at == START
    assert (shown["counts"], shown["person_needed"]) == ({"scheduled": 1}, False)
    assert shown["next"] == [{"at": "2026-11-23T09:30:00+03:30", "announcement": "00000001", "held": ""}]
    assert START + timedelta(0) == store.now()
