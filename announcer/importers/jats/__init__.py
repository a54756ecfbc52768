"""Articles as publishers and PubMed Central give them: the front of the Journal Article Tag Suite."""
