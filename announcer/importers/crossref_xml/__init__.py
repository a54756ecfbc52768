"""Works as Crossref gives them in XML: unixref and unixsd, alone or in the answer to a query."""
