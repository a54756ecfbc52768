"""The publication's page on the platform, as text or as HTML."""
