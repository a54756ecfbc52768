"""`announcer reject`: turn announcements down."""

from announcer.cli.ending import ending
from announcer.services.reviewing import Review

command = ending("reject", Review.reject, "rejected", "Turn announcements down; an edit brings one back.")
