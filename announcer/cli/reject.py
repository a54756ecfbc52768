"""`announcer reject`: turn announcements down."""

from announcer.cli.end import end_command
from announcer.services.review.reviewing import Review

command = end_command("reject", Review.reject, "rejected", "Turn announcements down; an edit brings one back.")
