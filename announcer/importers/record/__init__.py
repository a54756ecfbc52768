"""Records in the project's own format, as TOML or as JSON."""
