"""What is posted: the announcement's text, how X counts and links it, alt text, hashtags, cost."""
