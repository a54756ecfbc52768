"""The table `[institution]` of announcer.toml: who announces, and how its own people are told from others."""

import re
from dataclasses import dataclass, field
from datetime import date
from typing import Annotated

from pydantic import AfterValidator, Field

from announcer.core.publications.identifiers import normal_orcid, normal_ror
from announcer.core.publications.institution import Handle, Institution
from announcer.core.text.letters import folded, language_code
from announcer.settings.values import Settings, Text

_HANDLE = re.compile(r"@[A-Za-z0-9_]{1,15}")


def _page_pattern(pattern: str) -> str:
    if pattern and not pattern.startswith(("http://", "https://")):
        raise ValueError("a page pattern begins with https:// and holds {doi}, {pmid} or {slug}")
    if pattern and not any(field in pattern for field in ("{doi}", "{pmid}", "{slug}")):
        raise ValueError("the pattern holds none of {doi}, {pmid} and {slug}, so all publications have one page")
    return pattern


def _preview_pattern(pattern: str) -> str:
    if pattern and not (pattern.startswith("https://") and "{id}" in pattern):
        raise ValueError(
            "a pattern of preview pictures begins with https:// and holds {id}, and {language} if you like"
        )
    return pattern


def _phrase(text: str) -> str:
    if not folded(text):
        raise ValueError("has no letter in it, so it would be found nowhere")
    return text


def _ror(text: str) -> str:
    if not normal_ror(text):
        raise ValueError(f"{text!r} is not a ROR identifier; they look like 'https://ror.org/04waqzz56'")
    return normal_ror(text)


def _orcid(text: str) -> str:
    if text and not normal_orcid(text):
        raise ValueError(f"{text!r} is not an ORCID iD; they look like '0000-0002-1825-0097'")
    return normal_orcid(text)


def _handle(text: str) -> str:
    if not _HANDLE.fullmatch(text):
        raise ValueError(f"{text!r} is not a handle; write @ and up to 15 letters, digits or _")
    return text


Language = Annotated[str, AfterValidator(language_code)]
Phrase = Annotated[Text, AfterValidator(_phrase)]
Units = dict[Text, tuple[Phrase, ...]]


@dataclass(frozen=True, slots=True, kw_only=True)
class HandleSettings(Settings):
    """What an author is called on the network, and since when that person agrees to be named so."""

    handle: Annotated[str, AfterValidator(_handle)]
    consent: date
    orcid: Annotated[str, AfterValidator(_orcid)] = ""
    name: str = ""

    def __post_init__(self) -> None:
        """Refuse an entry that is nobody's."""
        if not (self.orcid or folded(self.name)):
            raise ValueError("needs the author's orcid, or the name as records spell it")


@dataclass(frozen=True, slots=True, kw_only=True)
class InstitutionSettings(Settings):
    """Who announces, and how its own affiliations are told from others."""

    name: Annotated[dict[Language, Text], Field(min_length=1)]
    platform: dict[Language, Text] = field(default_factory=dict)
    home: tuple[Text, ...] = ()
    not_home: tuple[Text, ...] = ()
    doubtful: tuple[Phrase, ...] = ()
    ror: tuple[Annotated[str, AfterValidator(_ror)], ...] = ()
    faculties: Units = field(default_factory=dict)
    departments: Units = field(default_factory=dict)
    handles: tuple[HandleSettings, ...] = ()
    page_url: Annotated[str, AfterValidator(_page_pattern)] = ""
    preview_url: Annotated[str, AfterValidator(_preview_pattern)] = ""

    def as_institution(self) -> Institution:
        """Return who announces, as the core knows it."""
        return Institution(
            names=self.name,
            platforms=self.platform,
            home=self.home,
            not_home=self.not_home,
            doubtful=self.doubtful,
            rors=self.ror,
            faculties=self.faculties,
            departments=self.departments,
            handles=tuple(
                Handle(handle=one.handle, consent=one.consent, orcid=one.orcid, name=one.name)
                for one in self.handles
            ),
            page_url=self.page_url,
        )
