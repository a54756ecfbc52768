"""`announcer unapprove`: bring what is approved back to review."""

from announcer.cli.end import end_command
from announcer.services.review.reviewing import Review

command = end_command(
    "unapprove",
    Review.unapprove,
    "back in review",
    "Bring approved announcements back to review; their text stays.",
)
