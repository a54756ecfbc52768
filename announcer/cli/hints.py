"""What to type for the step that a hint of a service advises: services name no command."""

STEPS = {
    "again": "announcer add --again FILE",
    "anyway": "--anyway",
    "approve": "announcer approve ID",
    "calendar": "announcer queue --calendar",
    "cancel": "announcer cancel ID",
    "check": "announcer check",
    "count": "announcer count TEXT",
    "delete": "announcer delete ID",
    "edit": "announcer edit ID",
    "notify": "announcer notify --test",
    "posted": "announcer posted ID --url ADDRESS",
    "queue": "announcer queue",
    "resolve": "announcer resolve ID",
    "resume": "announcer resume ID",
    "run": "announcer run",
    "show": "announcer show ID",
}
"""What to type for the step that a hint advises."""
