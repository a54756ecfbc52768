"""Post and alt texts from templates, and what every template may use."""
