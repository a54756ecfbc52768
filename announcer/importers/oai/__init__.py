"""Records of repositories and journals as OAI-PMH gives them: Dublin Core, MODS or JATS within."""
