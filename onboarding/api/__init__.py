"""Customers, their documents, their people and what they owe, over REST."""
