"""The site's settings: announcer.toml as checked values."""
