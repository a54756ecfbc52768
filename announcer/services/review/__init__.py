"""What people do with announcements before they go out: look, find, edit, approve, reschedule, take back."""
