"""Draws the specimen documents and faces: pictures of nobody, with the truth about each beside them."""
