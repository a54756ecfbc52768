"""What the institution's own page about a publication needs to be shared from: links, tags for previews, words."""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from announcer.core.posts.meta_tags import MetaTag, PageFacts, PreviewPicture, preview_tags
from announcer.core.posts.share_links import Network, Sharing, follow_on_x, share_links
from announcer.core.publications.publication import Publication


@dataclass(frozen=True, slots=True, kw_only=True)
class ShareKit:
    """A publication as it is shared in one language.

    `name` is the announcement's id or, where there is none, the publication's uid. `text` is the post, `link` where
    it leads, `page` the institution's own page about the publication if one is known. `account` is the one of the
    institution on X, without @, and `via` the same where a post that names it still fits X's limit. `kept_back` is
    why nothing is to be shared, empty where nothing keeps it back; `remark` is what a person should know first.
    """

    name: str
    language: str
    publication: Publication
    text: str
    link: str
    site_name: str
    sentence: str = ""
    page: str = ""
    account: str = ""
    via: str = ""
    picture: PreviewPicture | None = None
    languages: tuple[str, ...] = ()
    kept_back: str = ""
    remark: str = ""

    @property
    def title(self) -> str:
        """The publication's title in the kit's language."""
        return self.publication.words(self.language).title.plain

    @property
    def links(self) -> Mapping[Network, str]:
        """The share links by network, in a fixed order; none where it is kept back."""
        if self.kept_back:
            return MappingProxyType({})
        return share_links(Sharing(text=self.text, link=self.link, title=self.title, via=self.via, page=self.page))

    @property
    def follow(self) -> str:
        """The address at which readers follow the institution on X; empty where it has no account there."""
        return follow_on_x(self.account) if self.account else ""

    @property
    def description(self) -> str:
        """What a preview says beneath the title: the key sentence, or what else tells the public what was found."""
        words = self.publication.words(self.language)
        own = self.publication.abstract if self.publication.language == self.language else None
        abstract = words.abstract or own
        return self.sentence or words.lay_summary or (abstract.plain if abstract else "")

    @property
    def tags(self) -> tuple[MetaTag, ...]:
        """The tags of Open Graph and of X for the page's head."""
        return preview_tags(
            PageFacts(
                title=self.title,
                description=self.description,
                site_name=self.site_name,
                language=self.language,
                url=self.page,
                other_languages=tuple(code for code in self.languages if code != self.language),
                published=self.publication.published,
                account=self.account,
                picture=self.picture,
            )
        )


def with_via(text: str, link: str, account: str) -> str:
    """Return what X makes of a post that is said to come from the account, for counting."""
    with_link = text if link in text else f"{text} {link}"
    return f"{with_link} via @{account}"
