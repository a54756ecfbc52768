"""Who may use the review page: passwords, signing in, the people and their roles."""
