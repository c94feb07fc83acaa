"""Answers -> pictures: one self-contained page per map, drawn from a plain graph.

Flow inside the room: ``prune`` (what is drawn) -> ``layout`` (where) -> ``style`` (how it looks) ->
``payload`` (what the page knows) -> ``page`` (one file of HTML). ``engines`` is the only place that touches
networkit and pyvis.
"""
