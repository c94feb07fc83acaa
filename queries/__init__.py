"""The named questions: one ``.cypher`` file each, a catalogue that checks them, the computing on top."""
