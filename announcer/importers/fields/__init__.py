"""What sources write in one text and a record keeps apart: names, dates, types, identifiers."""
