"""The review page: a small web server over the same use cases as the command line."""
