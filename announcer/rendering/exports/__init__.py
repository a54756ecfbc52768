"""What is known of publications, in the formats of reference managers and of the web."""
