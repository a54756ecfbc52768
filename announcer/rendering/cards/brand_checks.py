"""What a brand lacks: fonts, colours and pictures that are named somewhere and are not there."""

from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from itertools import islice
from pathlib import Path
from typing import NamedTuple

from announcer.errors import BrandError, TemplateError
from announcer.rendering.cards.brand import HINT as BRAND_HINT
from announcer.rendering.cards.brand import Brand, load_brand
from announcer.rendering.cards.font_files import Fonts
from announcer.rendering.cards.looks import paint
from announcer.rendering.cards.painting.colour import is_colour
from announcer.rendering.cards.painting.pictures import require_picture
from announcer.rendering.cards.template import AnyBox, CardTemplate, Chart, Qr, Text
from announcer.rendering.cards.template_files import HINT, CardTemplates
from announcer.rendering.texts.toml_files import MOST_TOLD, Key
from announcer.system.suggestions import did_you_mean


class _Role(NamedTuple):
    """A role that a template names: where, in which table of brand.toml it belongs, and how it is called."""

    key: Key
    table: str
    name: str


def require_faces(brand: Brand, fonts: Fonts) -> None:
    """See that there are the faces that the brand's fonts name.

    Raises:
        BrandError: there is one that is not.
    """
    wrong = [
        brand.located(
            ("fonts", role, "faces", place), f"there is no face {name!r}{did_you_mean(name, fonts.names)}"
        )
        for role, font in brand.fonts.items()
        for place, name in enumerate(font.faces)
        if name not in fonts.names
    ]
    if wrong:
        raise BrandError(*wrong, hint=f"the faces are: {', '.join(fonts.names)}")


def require_roles(template: CardTemplate, brand: Brand) -> None:
    """See that the brand has the colours and fonts that the template names.

    Raises:
        BrandError: one of the program's own templates names a role that the brand lacks.
        TemplateError: a template of the site's does, or says something that is not a colour.
    """
    for role in _lacking(template, brand):
        if template.is_shipped_at(role.key):
            raise _lack(brand, role, f"the template {template.name} uses it")
    wrong = [template.located(*complaint) for complaint in islice(_complaints(template, brand), MOST_TOLD)]
    if wrong:
        raise TemplateError(*wrong, hint=HINT)


def brand_problems(
    path: Path, templates: CardTemplates, fonts: Callable[[], Fonts], languages: Sequence[str]
) -> Iterator[BrandError]:
    """Yield what is wrong with a brand and its fonts and files in these languages, each problem once."""
    found: dict[str, BrandError] = {}
    for language in languages:
        for problem in _problems(path, templates, fonts, language):
            found.setdefault(str(problem), problem)
    yield from found.values()


def _problems(
    path: Path, templates: CardTemplates, fonts: Callable[[], Fonts], language: str
) -> Iterator[BrandError]:
    try:
        brand = load_brand(path, language)
        require_faces(brand, fonts())
    except BrandError as problem:
        yield problem
        return
    yield from _lacks(brand, templates, language)
    yield from _missing_pictures(brand)


def _lacks(brand: Brand, templates: CardTemplates, language: str) -> Iterator[BrandError]:
    """Yield the roles that the program's templates name and the brand lacks, with how many templates do."""
    users: defaultdict[tuple[str, str], dict[str, _Role]] = defaultdict(dict)
    for name in templates.names():
        try:
            template = templates.load(name, language)
        except TemplateError:
            continue  # what is wrong with a template shows when a card is drawn in it
        for role in _lacking(template, brand):
            if template.is_shipped_at(role.key):
                users[role.table, role.name].setdefault(name, role)
    for by_template in users.values():
        names = list(by_template)
        several = f"{len(names)} templates use it: {', '.join(names)}"
        uses = several if len(names) > 1 else f"the template {names[0]} uses it"
        yield _lack(brand, by_template[names[0]], uses)


def _lack(brand: Brand, role: _Role, uses: str) -> BrandError:
    problem = brand.located((role.table, role.name), "must be given")
    return BrandError(problem, hint=f"add {role.name} to [{role.table}] in brand.toml; {uses}")


def _missing_pictures(brand: Brand) -> Iterator[BrandError]:
    logos = (path for logo in brand.logos.values() for path in (logo.on_light, logo.on_dark))
    for path in dict.fromkeys((*logos, *brand.pictures.values())):
        try:
            require_picture(path)
        except BrandError as problem:
            yield problem
    for who, portrait in brand.people.items():
        try:
            require_picture(brand.picture(portrait.picture))
        except BrandError as problem:
            yield BrandError(f"the portrait of {who}: {problem}", hint=problem.hint or BRAND_HINT)


def _complaints(template: CardTemplate, brand: Brand) -> Iterator[tuple[Key, str]]:
    """Yield what the template says of colours and fonts that is wrong."""
    for role in _lacking(template, brand):
        kind, known = ("colour", brand.colours) if role.table == "colours" else ("font", brand.fonts)
        yield role.key, f"the brand has no {kind} {role.name!r}{did_you_mean(role.name, known)}"
    for name, box in template.boxes.items():
        for key, colour in _colours(box):
            if colour.startswith("#") and not is_colour(colour):
                yield ("boxes", name, *key), f"{colour!r} is not a colour such as #0B2A4A"


def _lacking(template: CardTemplate, brand: Brand) -> Iterator[_Role]:
    """Yield the roles that the template names and the brand does not have."""
    for name, box in template.boxes.items():
        for key, colour in _colours(box):
            if not colour.startswith("#") and colour not in brand.colours:
                yield _Role(("boxes", name, *key), "colours", colour)
        if isinstance(box, Text) and box.font not in brand.fonts:
            yield _Role(("boxes", name, "font"), "fonts", box.font)


def _colours(box: AnyBox) -> Iterator[tuple[Key, str]]:
    """Yield every colour that a box names, with its key."""
    if box.fill:
        yield ("fill",), paint(box.fill)[0]
    if box.gradient:
        yield ("gradient", "start"), paint(box.gradient.start)[0]
        yield ("gradient", "end"), paint(box.gradient.end)[0]
    if box.border:
        yield ("border", "colour"), paint(box.border.colour)[0]
    if box.picture and box.picture.tint:
        yield ("picture", "tint"), box.picture.tint
    if box.picture and box.picture.scrim:
        yield ("picture", "scrim", "colour"), box.picture.scrim.colour
    if isinstance(box, Chart):
        yield ("colour",), paint(box.colour)[0]
        yield ("track",), paint(box.track)[0]
    if isinstance(box, Text | Qr):
        yield ("colour",), box.colour
    if isinstance(box, Text):
        yield ("mark",), box.mark
