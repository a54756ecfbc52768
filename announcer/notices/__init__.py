"""Ways to tell people that they are needed: a command, a webhook, mail."""
