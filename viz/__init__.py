"""Answers -> pictures: one self-contained page per map, and an overview that leads to them.

Flow inside the room: ``prune`` (what is drawn) -> ``layout`` (where) -> ``style`` (how it looks) ->
``payload`` (what the page knows) -> ``page`` (one file of HTML). ``still`` makes a map a small picture, and
``contents`` (plain facts) and that picture make the ``overview``. ``shell`` is what both pages share;
``engines`` is the only place that touches networkit and pyvis.
"""
