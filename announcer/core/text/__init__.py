"""Letters, mark-up, formulas and sentences: text that knows no publication."""
