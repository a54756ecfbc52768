"""What to type for the step that a hint of a service advises: services name no command.

Each works as it stands once ID is an announcement or a channel; tests/cli/test_hints.py types them.
"""

STEPS = {
    "again": "announcer add --again FILE",
    "approve": "announcer approve ID",
    "ask": "announcer check --online",
    "anyway": "--anyway",
    "calendar": "announcer queue --calendar",
    "cancel": "announcer cancel ID",
    "check": "announcer check",
    "count": "announcer count TEXT",
    "despite-cool-down": "--despite-cool-down",
    "delete": "announcer delete ID",
    "edit": "announcer edit ID --editor",
    "merges": "announcer merges",
    "notify": "announcer notify --test",
    "posted": "announcer posted ID --url ADDRESS",
    "queue": "announcer queue",
    "resolve": "announcer resolve ID posted --url ADDRESS, or: announcer resolve ID send-again",
    "resume": "announcer resume ID",
    "retractions": "announcer retractions FILE",
    "run": "announcer run",
    "shortlist": "announcer shortlist",
    "show": "announcer show ID",
    "unapprove": "announcer unapprove ID",
    "undo": "announcer undo ID",
}
"""What to type for the step that a hint advises."""
