"""The pages, one topic a module: their addresses, who may see them, what they show."""
