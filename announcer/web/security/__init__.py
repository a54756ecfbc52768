"""What keeps strangers, and other people's pages, from acting on the review page."""
