"""The daemon: its scheduler, its jobs, its health endpoint with metrics, and its messages to systemd."""
