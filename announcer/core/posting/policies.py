"""What a site decides about its posts: who approves them, and what becomes of those that may be out or not."""

from enum import StrEnum

MAX_ATTEMPTS = 5
"""Claims that end without an answer before a post is given up: it kills its worker."""


class Approval(StrEnum):
    """Who says that an announcement may go out."""

    REQUIRED = "required"
    """A person does, one by one."""
    AUTOMATIC = "automatic"
    """The site trusts its templates: whatever no finding holds is approved as it comes in."""


class UnknownPolicy(StrEnum):
    """What becomes of a post that was looked for often and long enough and is not there."""

    STRICT = "strict"
    """A person decides; the program goes on looking for a day."""
    RESEND = "resend"
    """It is sent once more, the same to the byte; never after the channel called it a duplicate."""
