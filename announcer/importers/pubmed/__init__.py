"""Records of PubMed as XML: EFetch answers, files saved from its website, and the yearly baseline."""
