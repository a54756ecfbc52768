"""`announcer cancel`: call announcements off."""

from announcer.cli.end import end_command
from announcer.services.review.reviewing import Review

command = end_command("cancel", Review.cancel, "cancelled", "Call announcements off; `undo` brings them back.")
