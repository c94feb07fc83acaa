"""The graph in formats that other programs read; all of it streams, and equal graphs give equal bytes."""
