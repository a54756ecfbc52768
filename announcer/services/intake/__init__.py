"""Take publication files in: find and read them, keep what is refused, go on where a long import stopped."""
