"""What to type for the step that a hint of a service advises: services name no command."""

STEPS = {
    "again": "announcer add --again FILE",
    "anyway": "--anyway",
    "calendar": "announcer queue --calendar",
    "cancel": "announcer cancel ID",
    "check": "announcer check",
    "count": "announcer count TEXT",
    "delete": "announcer delete ID",
    "edit": "announcer edit ID",
    "queue": "announcer queue",
    "resolve": "announcer resolve ID",
    "resume": "announcer resume ID",
    "show": "announcer show ID",
}
"""What to type for the step that a hint advises."""
