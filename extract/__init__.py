"""Documents to mentions: reading, structure, lexicons, rules, resolution."""
