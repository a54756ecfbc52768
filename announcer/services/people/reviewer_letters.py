"""The letter by which a reviewer is told what waits for them: in their language, card and text inside."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, tzinfo
from html import escape

from announcer.core.planning.jalali import MONTHS, jalali
from announcer.core.posting.queued import Queued
from announcer.core.text.letters import PERSIAN_DIGITS
from announcer.ports.mailing import Letter, Picture
from announcer.ports.reviewer_store import Reviewer
from announcer.system.visible import visible

_JALALI = dict(
    zip(
        MONTHS,
        ("فروردین", "اردیبهشت", "خرداد", "تیر", "مرداد", "شهریور", "مهر", "آبان", "آذر", "دی", "بهمن", "اسفند"),
        strict=True,
    )
)


@dataclass(frozen=True, slots=True, kw_only=True)
class LetterWords:
    """What a letter says in a language; the words in braces are filled in."""

    one: str
    many: str
    greeting: str
    asked: str
    look: str
    more: str
    ends: str
    why: str


WORDS = {
    "en": LetterWords(
        one="{site}: an announcement waits for your review",
        many="{site}: {number} announcements wait for your review",
        greeting="Dear {name},",
        asked="before this is posted, {site} asks what you think of it.",
        look="Look at it, and answer",
        more="There are {number} more behind the link.",
        ends="The link is for you alone, and works until {when}. No account is needed.",
        why="You get this mail because {asker} asked you to review. An answer to it reaches the office.",
    ),
    "fa": LetterWords(
        one="{site}: یک اعلان در انتظار بازبینی شماست",
        many="{site}: {number} اعلان در انتظار بازبینی شماست",
        greeting="{name} گرامی،",
        asked="پیش از انتشار این مطلب، {site} نظر شما را می‌پرسد.",
        look="دیدن و پاسخ دادن",
        more="{number} مورد دیگر در همین پیوند هست.",
        ends="این پیوند فقط برای شماست و تا {when} کار می‌کند. به حساب کاربری نیازی نیست.",
        why="این نامه را می‌گیرید چون {asker} بازبینی را از شما خواسته است. پاسخ به این نامه به دفتر می‌رسد.",
    ),
}
"""The languages that letters are written in; others get English."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """Who is told of what: announcements with their cards, how many `more` there are, and their link."""

    reviewer: Reviewer
    shown: tuple[tuple[Queued, bytes], ...]
    more: int
    address: str
    site: Mapping[str, str]
    reply_to: str = ""
    zone: tzinfo = UTC


def letter_to(asked: Asked) -> Letter:
    """Return the letter, in the language that the reviewer reviews, in English where that is none of ours."""
    language = asked.reviewer.language if asked.reviewer.language in WORDS else "en"
    words, said = WORDS[language], _values(asked, language)
    number = len(asked.shown) + asked.more
    subject = (words.one if number == 1 else words.many).format(**said)
    pictures = tuple(
        Picture(name=f"card-{queued.id}", content=card, media_type=queued.card_type or "image/png")
        for queued, card in asked.shown
        if card
    )
    return Letter(
        to=asked.reviewer.mail,
        subject=visible(subject),
        text=_text(asked, words, said),
        html=_html(asked, words, said, language),
        pictures=pictures,
        reply_to=asked.reply_to,
    )


def _values(asked: Asked, language: str) -> dict[str, str]:
    site = asked.site.get(language) or next(iter(asked.site.values()))
    number = str(len(asked.shown) + asked.more)
    day = asked.reviewer.ends_at.astimezone(asked.zone).date()
    when = day.isoformat()
    if language == "fa":
        found = jalali(day)
        when = f"{found.day} {_JALALI[MONTHS[found.month - 1]]} {found.year}".translate(PERSIAN_DIGITS)
        number = number.translate(PERSIAN_DIGITS)
    return {
        "site": visible(site),
        "number": number,
        "name": asked.reviewer.name,
        "when": when,
        "asker": visible(asked.reviewer.made_by),
    }


def _more(asked: Asked, words: LetterWords, said: Mapping[str, str]) -> str:
    number = str(asked.more).translate(PERSIAN_DIGITS) if words is WORDS["fa"] else str(asked.more)
    return words.more.format(**{**said, "number": number}) if asked.more else ""


def _text(asked: Asked, words: LetterWords, said: Mapping[str, str]) -> str:
    parts = [words.greeting.format(**said), words.asked.format(**said)]
    for queued, _ in asked.shown:
        alt = f"\n[{queued.alt_text}]" if queued.alt_text else ""
        parts.append(f"-- {visible(queued.title)}\n\n{queued.text}\n{alt}".rstrip())
    parts += [_more(asked, words, said), f"{words.look.format(**said)}:\n{asked.address}"]
    parts += [words.ends.format(**said), words.why.format(**said)]
    return "\n\n".join(part for part in parts if part) + "\n"


def _html(asked: Asked, words: LetterWords, said: Mapping[str, str], language: str) -> str:
    """Return the same as HTML; style stands in the tags, as mail programs take no other."""
    safe = {name: escape(value) for name, value in said.items()}
    pieces = [_piece(queued, bool(card)) for queued, card in asked.shown]
    direction = "rtl" if language == "fa" else "ltr"
    more = _more(asked, words, safe)
    button = (
        f'<p style="margin:24px 0"><a href="{escape(asked.address)}" style="background:#16202c;border-radius:24px;'
        f'color:#fff;display:inline-block;padding:12px 28px;text-decoration:none">{words.look}</a></p>'
    )
    return (
        f'<!doctype html><html lang="{language}" dir="{direction}"><head><meta charset="utf-8"></head>'
        f'<body style="background:#fff;color:#16202c;font:16px/1.6 sans-serif;margin:0;padding:24px">'
        f'<div style="margin:0 auto;max-width:600px"><p>{words.greeting.format(**safe)}</p>'
        f"<p>{words.asked.format(**safe)}</p>{''.join(pieces)}{f'<p>{more}</p>' if more else ''}{button}"
        f'<p style="color:#556273;font-size:14px">{words.ends.format(**safe)}<br>{words.why.format(**safe)}</p>'
        f"</div></body></html>"
    )


def _piece(queued: Queued, has_card: bool) -> str:  # noqa: FBT001 (what of it there is)
    card = (
        f'<img src="cid:card-{escape(queued.id)}" alt="{escape(queued.alt_text)}" width="600"'
        ' style="border-radius:12px;display:block;height:auto;margin-top:12px;max-width:100%">'
        if has_card
        else ""
    )
    return (
        f'<div lang="{escape(queued.language)}" dir="auto" style="border:1px solid #dde2e8;border-radius:14px;'
        f'margin:20px 0;padding:16px"><p style="font-weight:bold;margin:0 0 8px">'
        f"{escape(visible(queued.title))}</p>"
        f'<p style="margin:0;white-space:pre-wrap">{escape(queued.text)}</p>{card}</div>'
    )
