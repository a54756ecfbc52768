"""Pixels: pictures, glyphs, colours and QR codes, and their encoding."""
