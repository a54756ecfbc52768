"""Places that take posts; each keeps the rules of `announcer.ports.channels.Channel`."""
