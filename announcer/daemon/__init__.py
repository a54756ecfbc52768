"""The daemon: its scheduler, its jobs, its health endpoint and its words to systemd."""
