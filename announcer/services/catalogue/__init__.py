"""Keep the catalogue of publications: register and update them, join and relate them, write them out."""
