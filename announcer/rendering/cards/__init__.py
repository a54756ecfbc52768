"""Cards: template, brand and record in, picture and findings out."""
