"""What every room may use: paths, atomic writes, the clock, logs, TOML and checked tables, suggestions."""
