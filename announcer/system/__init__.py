"""What touches the operating system and is nobody's topic: paths, whole writes, the clock, logs, checked tables."""
