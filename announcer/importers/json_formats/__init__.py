"""Records as programs and databases give them in JSON: Crossref, OpenAlex, DataCite, CSL-JSON, Elsevier Pure."""
