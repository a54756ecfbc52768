"""The seams between use cases and the world: Protocols with the rules that adapters keep."""
