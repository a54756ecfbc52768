"""The store for the review page: who signs in, what was found of announcements and what they were before."""
