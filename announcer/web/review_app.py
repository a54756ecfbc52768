"""Put the review page together: addresses, what protects them, what they are served with."""

from collections.abc import AsyncIterator, Awaitable, Callable, Iterable
from contextlib import asynccontextmanager
from functools import partial
from threading import BoundedSemaphore

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Mount, Route

from announcer.services.review.drawing_work import DrawingWork
from announcer.web.answering import Answering
from announcer.web.examiner import Examiner
from announcer.web.kept_bytes import KeptBytes
from announcer.web.page_templates import PageTemplates
from announcer.web.pages.registry import PAGES
from announcer.web.public_previews import PreviewRoute
from announcer.web.security.cookies import Cookies
from announcer.web.security.headers import SecurityHeaders
from announcer.web.security.same_site import SameSiteOnly, hosts_of
from announcer.web.security.throttling import Throttle
from announcer.web.static_files import StaticFiles
from announcer.web.translations import Languages
from announcer.web.visit import Page, Surroundings
from announcer.wiring.site_pool import SitePool
from announcer.wiring.site_sharing import preview_pool, public_previews

PREVIEWS = "/previews"
"""Where anybody sees preview pictures, if the site has it so; no page has its address below."""
LOOKING = 2
"""So many threads may wait at a time for an announcement to be looked into."""
PREVIEW_BYTES = 16 * 1024 * 1024
THUMBNAIL_BYTES = 8 * 1024 * 1024
LARGEST_BODY = 10 * 1024 * 1024
"""Bytes of a request; a card has half of that."""


def review_app(pool: SitePool, *, port: int, drawing: DrawingWork, pages: Iterable[Page] = PAGES) -> Starlette:
    """Return the review page of a site as an ASGI application that is served at that port.

    `drawing` does what runs templates, HarfBuzz and Pillow.
    """
    review = pool.settings.review
    is_encrypted = review.public_address.startswith("https://")
    static, languages = StaticFiles(), Languages()
    surroundings = Surroundings(
        templates=PageTemplates(),
        pages=tuple(pages),
        static=static.url,
        languages=languages.all(),
        throttle=Throttle(),
        drawing=drawing,
        stamp=pool.stamp,
        looking=BoundedSemaphore(LOOKING),
        previews=KeptBytes(PREVIEW_BYTES),
        thumbnails=KeptBytes(THUMBNAIL_BYTES),
    )
    answering = Answering(
        pool=pool, surroundings=surroundings, languages=languages, cookies=Cookies(is_encrypted=is_encrypted)
    )

    painters = preview_pool(pool.folder, pool.settings)
    previews = PreviewRoute(
        public_previews(pool, painters), enabled=review.public_previews, proxies=review.trusted_proxies
    )

    @asynccontextmanager
    async def lifespan(_app: Starlette) -> AsyncIterator[None]:
        examiner = Examiner(pool, drawing)
        examiner.start()
        yield
        painters.close()
        examiner.stop()
        pool.close()

    return Starlette(
        routes=[
            Mount(PREVIEWS, app=previews),
            Route("/static/{digest}/{name}", static.answer, name="static"),
            *(
                Route(page.path, _endpoint(answering, page), methods=[page.method], name=page.name)
                for page in pages
            ),
        ],
        middleware=[
            Middleware(SecurityHeaders, is_encrypted=is_encrypted),
            Middleware(SameSiteOnly, hosts=hosts_of(review, port)),
        ],
        exception_handlers={HTTPException: answering.problem_without_page, 500: answering.problem_without_page},
        lifespan=lifespan,
        max_body_size=LARGEST_BODY,
    )


def _endpoint(answering: Answering, page: Page) -> Callable[[Request], Awaitable[Response]]:
    return partial(answering.answer, page)
