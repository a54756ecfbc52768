"""Readers of publication records, one small module for each format."""
