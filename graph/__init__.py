"""Mentions to a graph that lasts: the model, the stores, loading."""
