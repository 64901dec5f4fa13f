"""Bills, statements and extracts: what is written on a page, which dates and names, and whether its text layer lies."""
