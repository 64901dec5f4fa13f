"""What the findings of all engines amount to: one table of codes, the tree made of them, the rules on a reading."""
