"""What the queue keeps of an announcement."""

from decimal import Decimal

from announcer.core.findings import Finding, Level
from announcer.core.posting.queued import new_announcement
from announcer.core.posts.announcement import Announcement, Card, PostText
from tests.builders import publication
from tests.queueing import new_publication

LINK = "https://doi.org/10.5555/announcer.1"


def announcement(*findings: Finding, card: Card | None = None) -> Announcement:
    return Announcement(
        id="3f9a01c2",
        slug="night-shift-work",
        publication=publication(),
        language="en",
        channel="x",
        text=PostText(text=f"Words {LINK}", length=29, limit=280, link=LINK),
        alt_text="A card",
        card=card,
        findings=findings,
        cost=Decimal("0.205"),
    )


def test_the_queue_keeps_what_is_sent_and_the_same_digest() -> None:
    made = announcement(card=Card(data=b"\x89PNG", width=1200, height=675))

    kept = new_announcement(made, publication=new_publication(), account="iums")

    assert (kept.text, kept.link, kept.alt_text, kept.card) == (made.text.text, LINK, "A card", b"\x89PNG")
    assert kept.digest == made.digest("iums")
    assert (kept.cost, kept.held, kept.title) == (
        205_000,
        "",
        "Night-shift work and blood pressure in hospital nurses",
    )


def test_a_finding_that_holds_keeps_the_announcement_back_in_its_own_words() -> None:
    hold = Finding(id="retracted", level=Level.HOLD, message="the paper is retracted")
    note = Finding(id="long-title", level=Level.NOTE, message="the title is long")

    kept = new_announcement(announcement(hold, note), publication=new_publication(), account="iums")

    assert (kept.held, kept.card, kept.card_type) == ("the paper is retracted", b"", "")
