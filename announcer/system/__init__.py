"""What touches the operating system and belongs to no topic: paths, whole writes, the clock, logs, checked tables."""
