"""Yimai."""
