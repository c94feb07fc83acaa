"""The commands, a file per topic; with ``yimai.py`` the only place that knows every room."""
