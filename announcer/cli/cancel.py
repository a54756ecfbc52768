"""`announcer cancel`: call announcements off."""

from announcer.cli.ending import ending
from announcer.services.reviewing import Review

command = ending("cancel", Review.cancel, "cancelled", "Call announcements off for good.")
