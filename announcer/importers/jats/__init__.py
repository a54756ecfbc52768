"""Articles as publishers and PubMed Central give them: the Journal Article Tag Suite, of which the front is read."""
