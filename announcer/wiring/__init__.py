"""The only place that knows every adapter: it puts the parts together and decides nothing."""
