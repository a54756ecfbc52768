"""What is answered instead of the truth: X's own refusals, pages of whatever stands between, empty documents."""

import json
from collections.abc import Callable
from dataclasses import replace

from tests.faultserver import answers
from tests.faultserver.answers import Answer
from tests.faultserver.world import World, now

Instead = Callable[[Answer, World], Answer]
"""Makes the answer that is sent, out of the true one."""
Document = dict[str, object]


def instead(answer: Answer) -> Instead:
    """Answer this, whatever the true answer is."""
    return lambda _true, _world: answer


def later(seconds: int, answer: Answer, *, remaining: str = "0") -> Instead:
    """Answer with a window that opens `seconds` from now."""
    return lambda _true, _world: answer.having(
        ("x-rate-limit-limit", "100"),
        ("x-rate-limit-remaining", remaining),
        ("x-rate-limit-reset", str(int(now().timestamp()) + seconds)),
    )


# --- pages of what stands between ---

LOGIN = answers.page(200, "Welcome to Guest Wi-Fi: please sign in", maker="hotspot")
PAGES: dict[str, Answer] = {
    "captive-200": LOGIN,
    "captive-201": replace(LOGIN, status=201),
    "captive-511": replace(LOGIN, status=511),
    "login-301": answers.empty(301).having(("Location", "/login?next=%2F2%2Ftweets")),
    "login-302": answers.empty(302).having(("Location", "/login?next=%2F2%2Ftweets")),
    "login-303": answers.empty(303).having(("Location", "/login")),
    "again-307": answers.empty(307).having(("Location", "/2/tweets")),
    "again-308": answers.empty(308).having(("Location", "/2/tweets")),
    "loop-302": answers.empty(302).having(("Location", "/2/tweets")),
    "elsewhere-302": answers.empty(302).having(("Location", "http://127.0.0.1:9/")),
    "nowhere-302": answers.empty(302),
    "not-modified-304": answers.empty(304),
    "made-json-200": Answer(status=200, body=b'{"success":true}'),
    "proxy-407": answers.page(407, maker="corporate-proxy").having(("Proxy-Authenticate", 'Basic realm="campus"')),
    "waf-json-403": Answer(status=403, body=b'{"message":"Forbidden","request_id":"7f00"}'),
    "gateway-json-502": Answer(status=502, body=b'{"message":"Bad Gateway"}'),
    "retry-503": answers.page(503).having(("Retry-After", "3600")),
    "retry-words-503": answers.page(503).having(("Retry-After", "soon")),
    "empty-425": answers.empty(425),
    "html-429": answers.page(429).having(("Retry-After", "90")),
}
HTML_STATUSES = (
    400,
    401,
    402,
    403,
    404,
    405,
    406,
    408,
    409,
    410,
    413,
    414,
    415,
    417,
    418,
    421,
    422,
    425,
    426,
    428,
    431,
    451,
    499,
)
SERVER_STATUSES = (
    500,
    501,
    502,
    503,
    504,
    505,
    507,
    508,
    509,
    520,
    521,
    522,
    523,
    524,
    525,
    526,
    527,
    529,
    530,
    598,
    599,
)
EMPTY_STATUSES = (400, 401, 403, 404, 409, 410, 413, 422, 499, 500, 502, 503, 504)


# --- X's own words ---

_CREDITS = "https://api.twitter.com/2/problems/credits"
XS_OWN: dict[str, Instead] = {
    "401": instead(answers.UNAUTHORISED),
    "401-code-32": instead(
        answers.document(401, {"errors": [{"code": 32, "message": "Could not authenticate you."}]})
    ),
    "401-code-89": instead(
        answers.document(401, {"errors": [{"code": 89, "message": "Invalid or expired token."}]})
    ),
    "402-credits": instead(
        answers.problem(
            402,
            "CreditsDepleted",
            "Your enrolled account [1] does not have any credits to fulfill this request.",
            kind=_CREDITS,
        )
    ),
    "403-suspended": instead(
        answers.problem(403, "Forbidden", "User is suspended", kind="https://api.x.com/2/problems/user-suspended")
    ),
    "403-code-326": instead(answers.document(403, {"errors": [{"code": 326, "message": "To protect our users"}]})),
    "403-code-261": instead(
        answers.document(403, {"errors": [{"code": 261, "message": "Application cannot write"}]})
    ),
    "403-code-344": instead(answers.document(403, {"errors": [{"code": 344, "message": "Daily limit reached"}]})),
    "404": instead(answers.NOT_FOUND),
    "429-bare": instead(answers.document(429, {"errors": [{"code": 88, "message": "Rate limit exceeded"}]})),
    "429-window": later(300, answers.problem(429, "Too Many Requests", "Too Many Requests")),
    "429-past": later(-3600, answers.problem(429, "Too Many Requests", "Too Many Requests")),
    "429-far": later(10**9, answers.problem(429, "Too Many Requests", "Too Many Requests")),
    "429-room-left": later(300, answers.problem(429, "Too Many Requests", "Too Many Requests"), remaining="57"),
    "429-words": instead(
        answers.problem(429, "Too Many Requests", "Too Many Requests").having(
            ("x-rate-limit-remaining", "none"), ("x-rate-limit-reset", "tomorrow")
        )
    ),
    "429-usage-cap": later(
        900,
        answers.problem(
            429,
            "UsageCapExceeded",
            "Usage cap exceeded: Monthly product cap",
            kind="https://api.twitter.com/2/problems/usage-capped",
            period="Monthly",
            scope="Product",
        ),
        remaining="39999",
    ),
}
"""Refusals that X itself writes before anything happens, all of them for now and none about the post."""

ODD_ERRORS = {
    "503-own": answers.problem(503, "Service Unavailable", "Service Unavailable"),
    "500-own": answers.document(500, {"errors": [{"code": 131, "message": "Internal error"}]}),
    "errors-null": answers.document(500, {"errors": None}),
    "detail-list": answers.document(503, {"detail": ["a"], "title": 5, "type": None}),
    "json-list": answers.document(502, [1, 2]),
    "json-null": answers.document(500, None),
    "json-text": answers.document(504, "down"),
    "deep": Answer(status=500, body=b"[" * 5000 + b"]" * 5000),
    "surrogates": Answer(status=500, body=b'{"detail":"\\ud800\\u0000\\u001b[31m"}'),
}


CODE_187 = answers.document(403, {"errors": [{"code": 187, "message": "Status is a duplicate."}]})
ABOUT_A_POST = {
    "400-media": instead(answers.BAD_MEDIA),
    "400-code-324": instead(
        answers.document(400, {"errors": [{"code": 324, "message": "Image dimensions must be"}]})
    ),
    "400-invalid": instead(answers.invalid("text is not valid")),
    "403-not-allowed": instead(answers.problem(403, "Forbidden", "You are not permitted to perform this action.")),
    "403-code-186": instead(
        answers.document(403, {"errors": [{"code": 186, "message": "Tweet needs to be a bit shorter."}]})
    ),
}
"""Refusals of this very post: with them, X has decided."""


# --- a success that names nothing, or another ---


def renamed(change: Callable[[Document], object]) -> Instead:
    """Change what stands under `data`."""

    def make(true: Answer, _world: World) -> Answer:
        content = json.loads(true.body)
        data = content.get("data")
        if not isinstance(data, dict):
            return true
        return replace(true, body=json.dumps(content | {"data": change(data)}).encode())

    return make


def older_id(true: Answer, world: World) -> Answer:
    """Name the account's oldest post instead."""
    older = world.posts[0].id if world.posts else "1234567890123456789"
    return renamed(lambda data: data | {"id": older})(true, world)


NAMELESS: Document = {
    "null": None,
    "list": [],
    "object": {},
    "data-null": {"data": None},
    "data-empty": {"data": {}},
    "data-list": {"data": [{"id": "1"}]},
    "errors-only": {"errors": [{"title": "Partial", "detail": "try later"}]},
    "errors-and-null": {"data": None, "errors": [{"message": "over capacity"}]},
    "id-null": {"data": {"id": None}},
    "id-empty": {"data": {"id": ""}},
    "id-list": {"data": {"id": ["1"]}},
    "id-path": {"data": {"id": "../../i/12"}},
    "id-true": {"data": {"id": True}},
    "id-negative": {"data": {"id": "-5"}},
    "id-huge": {"data": {"id": "9" * 5000}},
    "id-float": {"data": {"id": 1.9e18}},
}


# --- look-ups and media ---


def timeline(change: Callable[[Document], object]) -> Instead:
    return lambda true, _world: replace(true, body=json.dumps(change(json.loads(true.body))).encode())


LOOKUPS: dict[str, Callable[[Document], object]] = {
    "errors-without-data": lambda _page: {
        "errors": [{"title": "Not Found Error", "detail": "Could not find user"}]
    },
    "data-null-errors": lambda _page: {"data": None, "errors": [{"message": "timeout"}]},
    "data-text": lambda _page: {"data": "posts", "meta": {"result_count": 1}},
    "data-of-nulls": lambda _page: {"data": [None, None], "meta": {"result_count": 2}},
    "counted-not-shown": lambda _page: {"meta": {"result_count": 3}},
    "list": lambda _page: [],
    "null": lambda _page: None,
    "next-for-ever": lambda page: page | {"meta": {"result_count": 0, "next_token": "0"}, "data": []},
    "next-not-text": lambda page: page | {"meta": {"result_count": 1, "next_token": {"a": 1}}},
}
HIDING: dict[str, Callable[[Document], object]] = {
    "omits": lambda _page: {"meta": {"result_count": 0}},
    "omits-list": lambda _page: {"data": [], "meta": {"result_count": 0}},
    "another-post": lambda _page: {
        "data": [{"id": "1234567890123456789", "text": "Another post", "created_at": "2026-01-01T00:00:00.000Z"}],
        "meta": {"result_count": 1},
    },
}
PLAIN_READS: dict[str, Callable[[Document], object]] = {
    "no-entities": lambda page: _each(page, lambda post: {key: post[key] for key in post if key != "entities"}),
    "no-dates": lambda page: _each(page, lambda post: {key: post[key] for key in post if key != "created_at"}),
    "ids-as-numbers": lambda page: _each(page, lambda post: post | {"id": int(str(post["id"]))}),
    "one-odd-post": lambda page: page | {"data": [{"id": 5}, *_data(page)]},
}
"""Good answers with less in them than was asked for."""


def _data(page: Document) -> list[Document]:
    found = page.get("data", [])
    return found if isinstance(found, list) else []


def _each(page: Document, change: Callable[[Document], Document]) -> Document:
    return page | ({"data": [change(post) for post in _data(page)]} if _data(page) else {})


UPLOADS: dict[str, Callable[[Document], object]] = {
    "expires-at-once": lambda data: data | {"expires_after_secs": 0},
    "expired-already": lambda data: data | {"expires_after_secs": -9},
    "expires-in-words": lambda data: data | {"expires_after_secs": "soon"},
    "expires-never": lambda data: data | {"expires_after_secs": 10**30},
    "expires-not-said": lambda data: {key: data[key] for key in data if key != "expires_after_secs"},
    "only-an-id": lambda data: {"id": data["id"]},
    "processing": lambda data: data | {"processing_info": {"state": "pending", "check_after_secs": 1}},
}
