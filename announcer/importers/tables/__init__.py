"""Records as rows of a table: exports of databases, and lists of one's own, as CSV or as an Excel workbook."""
