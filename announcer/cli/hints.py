"""What to type for the step that a hint of a service advises: services name no command."""

STEPS = {
    "again": "announcer add --again FILE",
    "approve": "announcer approve ID",
    "anyway": "--anyway",
    "calendar": "announcer queue --calendar",
    "cancel": "announcer cancel ID",
    "check": "announcer check",
    "count": "announcer count TEXT",
    "despite-cool-down": "--despite-cool-down",
    "delete": "announcer delete ID",
    "edit": "announcer edit ID",
    "merges": "announcer merges",
    "notify": "announcer notify --test",
    "posted": "announcer posted ID --url ADDRESS",
    "queue": "announcer queue",
    "resolve": "announcer resolve ID",
    "resume": "announcer resume ID",
    "run": "announcer run",
    "show": "announcer show ID",
    "unapprove": "announcer unapprove ID",
    "undo": "announcer undo ID",
}
"""What to type for the step that a hint advises."""
