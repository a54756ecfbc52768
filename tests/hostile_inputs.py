"""Inputs made to keep readers busy, and every function that reads what strangers write.

`READERS` is the table: whoever writes a further reader of texts from outside puts it there, and what is worst for
it into `UNITS`.
"""

import json
from collections.abc import Callable, Mapping
from contextlib import suppress
from io import BytesIO
from types import MappingProxyType
from xml.sax.saxutils import escape

from jinja2 import DictLoader
from jinja2 import TemplateError as JinjaError

from announcer.core.keysentences.choosing import candidates
from announcer.core.keysentences.key_figures import LONGEST_SENTENCE, key_figure
from announcer.core.posts.counting import fitting_characters, measure
from announcer.core.posts.entities import extract
from announcer.core.posts.hashtags import hashtag
from announcer.core.posts.text_findings import text_findings, without_entities
from announcer.core.posts.wording import Flexible, fit_parts
from announcer.core.publications.abstracts import clean_abstract
from announcer.core.publications.cleaning import clean_line, clean_title, letter_findings, title_findings
from announcer.core.publications.editorial_notices import kicker_name
from announcer.core.publications.home_authors import judged, organisation
from announcer.core.publications.identifiers import (
    doi_of_link,
    normal_doi,
    normal_orcid,
    normal_pmcid,
    normal_pmid,
    pmid_of_link,
    whole_link,
)
from announcer.core.publications.identity.profiles import profile_of
from announcer.core.publications.names import display_name, family_and_initials
from announcer.core.publications.not_research import not_research_findings
from announcer.core.publications.publication import Author
from announcer.core.publications.study import study_mark
from announcer.core.text.bibtex_text import bibtex_read
from announcer.core.text.encoding import decode
from announcer.core.text.letters import folded, tidy
from announcer.core.text.markup import LONGEST_FORMULA, styled, unescaped
from announcer.core.text.mathml import formula
from announcer.core.text.postable import plain
from announcer.core.text.richtext import Rich
from announcer.core.text.sentences import sentences
from announcer.core.text.slugs import slug
from announcer.core.text.tex import tex_read
from announcer.errors import SourceError
from announcer.importers.fields.author_names import authors_of, listed_names
from announcer.importers.json_formats.json_kinds import ENVELOPES, json_kind
from announcer.importers.json_stream import json_documents
from announcer.importers.json_text import text_in_pieces
from announcer.importers.page.page_lines import is_html, is_whole, page_lines
from announcer.importers.registry import all_importers
from announcer.importers.retraction_watch import NEEDED, read_notices
from announcer.rendering.cards.card_filters import host
from announcer.rendering.texts.bounded import start_counting
from announcer.rendering.texts.sandbox import Environment
from announcer.system.logs import Redaction
from announcer.system.toml_syntax import TomlSyntaxError, parse_toml
from tests.builders import abstract, institution, publication
from tests.importers import xml_samples

Reader = Callable[[str], object]

PAGE_HEAD = "<html><body><p>Stay connected!</p><p>Title</p><p>Authors Affiliations</p><p>1. 1. A</p>"
PAGE_TAIL = "<p>Source: J Published: 2024</p><p>Abstract</p></body></html>"

_FILTERS = """
digits_ended_within_quotes = {{ x | digits | ended | within_quotes }}
trim = {{ x | trim | length }}{{ x | wordcount }}{{ x | urlencode | length }}{{ x | e | length }}{{ x | hashtag }}
flexible = {{ x | flexible }}
"""
_NEIGHBOURS = institution(home=("University of A", "a"), not_home=("of A", "0"), doubtful=("1",))
_environment = Environment(DictLoader({"filters": _FILTERS}))


def _imported(text: str) -> None:
    """Have every importer look at the head, and those that know it read the file."""
    data = text.encode(errors="replace")
    for importer in all_importers().values():
        if importer.recognises(data[:262_144]):
            list(importer.read(BytesIO(data), "a"))


def _page(text: str) -> None:
    list(
        all_importers()["page-html"].read(
            BytesIO(f"{PAGE_HEAD}<p>{text}</p>{PAGE_TAIL}".encode(errors="replace")), "a"
        )
    )


def _page_of_lines(text: str) -> None:
    head = f"Stay connected!\nTitle\nAuthors Affiliations\n1. 1. A\n{text}"
    page = f"{head}\nSource: J Published: 2024\nAbstract\n{text}"
    list(all_importers()["page-text"].read(BytesIO(page.encode(errors="replace")), "a"))


def _record(field: str) -> Reader:
    def read(text: str) -> None:
        record = json.dumps({"title": "A title", field: text} if field != "title" else {"title": text})
        list(all_importers()["record-json"].read(BytesIO(record.encode()), "a"))

    return read


def _work(field: str) -> Reader:
    def read(text: str) -> None:
        row = {"title": "A title", field: [{"name": text}] if field == "author" else text}
        list(all_importers()["crossref"].read(BytesIO(json.dumps(row).encode()), "a"))

    return read


def _xml(name: str, *, outside: bool = False, escaped: bool = False) -> Reader:
    """Have an importer of XML read a file with the text in a title (as mark-up or escaped) or between records."""
    record, file = xml_samples.FORMATS[name]

    def read(text: str) -> None:
        inner = escape(text) if escaped else text
        records = [record("Salt"), text, record("Bread")] if outside else [record(inner), record("Bread")]
        list(all_importers()[name].read(BytesIO(file(records).encode(errors="replace")), "a"))

    return read


def _toml(text: str) -> None:
    with suppress(TomlSyntaxError):
        parse_toml(text)


def _decoded(text: str) -> None:
    with suppress(SourceError):
        decode(text.encode("utf-16-le", "surrogatepass"), "a")
    with suppress(SourceError):
        decode(text.encode("cp1252", "replace"), "a")


def _filtered(text: str) -> None:
    start_counting()
    with suppress(JinjaError):
        _environment.get_template("filters").render(x=text, language="en", words={})


READERS: Mapping[str, Reader] = MappingProxyType(
    {
        "importers": _imported,
        "page, html": _page,
        "page, text": _page_of_lines,
        **{
            f"record, {field}": _record(field) for field in ("title", "doi", "pmid", "pmcid", "abstract", "journal")
        },
        **{f"crossref, {field}": _work(field) for field in ("title", "DOI", "abstract", "author")},
        "json, parted": lambda text: list(json_documents(text_in_pieces(text), ENVELOPES["crossref"])),
        "json, told apart": lambda text: json_kind(text.encode(errors="replace")),
        **{f"{name}, title": _xml(name) for name in xml_samples.FORMATS},
        **{f"{name}, between": _xml(name, outside=True) for name in ("pubmed", "oai", "feeds")},
        "oai, escaped": _xml("oai", escaped=True),
        "feeds, escaped": _xml("feeds", escaped=True),
        "toml": _toml,
        "encoding": _decoded,
        "is_html": is_html,
        "is_whole": is_whole,
        "page_lines": page_lines,
        "author_names": lambda text: authors_of(listed_names(text)),
        "bibtex_read": bibtex_read,
        "doi": normal_doi,
        "doi of link": doi_of_link,
        "pmid": normal_pmid,
        "pmid of link": pmid_of_link,
        "pmcid": normal_pmcid,
        "orcid": normal_orcid,
        "link": whole_link,
        "link's site": host,
        "mark-up": styled,
        "entities of HTML": unescaped,
        "mathml": lambda text: formula(f"<math>{text[:LONGEST_FORMULA]}</math>"),
        "tidy": tidy,
        "folded": folded,
        "plain": plain,
        "slug": slug,
        "title": clean_title,
        "title's findings": title_findings,
        "letters' findings": lambda text: letter_findings(text, "title"),
        "line": clean_line,
        "affiliation": lambda text: judged(text, _NEIGHBOURS),
        "organisation": organisation,
        "retractions": lambda text: list(read_notices(BytesIO(text.encode(errors="replace")), "a")),
        "retractions' rows": lambda text: list(
            read_notices(BytesIO(f"{','.join(NEEDED)}\n1,{text}".encode(errors="replace")), "a")
        ),
        "abstract": clean_abstract,
        "study mark": lambda text: study_mark(publication(title=Rich.of(text), abstract=abstract(text))),
        "notices": lambda text: kicker_name(publication(title=Rich.of(text), abstract=abstract(text))),
        "no research": lambda text: list(not_research_findings(publication(title=Rich.of(text), doi=text))),
        "tex": lambda text: tex_read(f"$\\alpha${text}"),
        "profile, title": lambda text: profile_of(publication(title=Rich.of(text))),
        "profile, journal": lambda text: profile_of(publication(journal=text, volume=text, pages=text)),
        "names": family_and_initials,
        "display names": lambda text: display_name(Author(name=text)),
        "sentences": sentences,
        "key sentences": lambda text: candidates(publication(abstract=abstract(text)), "en"),
        "key figures": lambda text: key_figure(text[:LONGEST_SENTENCE], "en") or key_figure(text, "fa"),
        "counting": measure,
        "fitting characters": fitting_characters,
        "links and mentions": extract,
        "without links and mentions": without_entities,
        "post's findings": lambda text: list(text_findings(text, link="")),
        "wording": lambda text: fit_parts([Flexible(text=text, least=0, name="text")], 280, len),
        "hashtag": hashtag,
        "redaction": Redaction(["a-secret-value"]),
        "filters": _filtered,
    }
)
"""Every function that texts from outside come to, by what it is called here."""

UNITS = (
    *(
        "<",
        ">",
        "&",
        "(",
        ")",
        "[",
        "]",
        "{",
        "}",
        " ",
        "\t ",
        "\n",
        "\r\n",
        ".",
        ",",
        ";",
        ":",
        "-",
        "/",
        "\\",
        "=",
        '"',
        "'",
    ),
    *(
        "a",
        "A",
        "Ab ",
        "a ",
        "a.",
        "a. B",
        "A.",
        "1",
        "1, ",
        "1. ",
        "10.1234/a",
        "10/a",
        "%41",
        "0",
        "é",
        "ا",
        "ا ",
        "م‌",
        "😀",
    ),
    *("\u0301\u0327", "a\u0301", "\u200c", "\u00a0", "\ufdfa", "\u202e", "\ufb01"),
    *(
        "<!---->",
        "<!--",
        "-->",
        "<!",
        "</",
        "<?",
        "<![CDATA[",
        "<i>",
        "</i>",
        "<PubmedArticle>",
        "<item><!--",
        "<record><header>",
        "<article><body>",
        "<i></b>",
        "<i>a</i>",
        "<b></b>",
        "<p>",
        "<a ",
    ),
    *(
        '<a b="',
        "<a b='",
        "<a b=c ",
        "<ol><li>",
        "<script>",
        "</script>",
        "<math>",
        "<math><mi>",
        "<mml:math>",
        "<msub>",
    ),
    *("<mi>a</mi>", "<mrow>", "</mrow>", "<annotation>", "<x:", "&#", "&amp;", "&amp;amp;", "&lt;i&gt;"),
    *(
        "a.a",
        "a.",
        "[a]\n",
        "[[publication]]\n",
        "a=1\n",
        '"a",',
        "{'a'=",
        "[{",
        '{"a":',
        "\\u0041",
        "'''",
        '"""\n',
    ),
    *(
        "token",
        "oauth_",
        "token=",
        "bearer ",
        "a://",
        "a://b:",
        "secret",
        "http://a",
        "https://a.b ",
        "www.a.",
        "a@",
        "@a ",
        "#a",
        "$A ",
    ),
    *(
        "Methods: ",
        "Results ",
        "© ",
        "(c) 2000 ",
        "Publisher ",
        "[Formula: see text]",
        "; [",
        "Jr ",
        "e.g. ",
        "… ",
        "Fig. ",
    ),
)
"""What inputs are made of, each repeated."""

STARTS = {
    "pmid": "pmid",
    "pmcid": "pmcid",
    "doi": "10.1234/",
    "toml": "a=",
    "importers": '{"title":',
    "link": "http://",
}
"""What brings a reader to where it may be slow, before the units."""


def hostile(reader: str, unit: str, size: int) -> str:
    """Return an input of about `size` characters."""
    return STARTS.get(reader, "") + unit * (size // len(unit)) + "x"
