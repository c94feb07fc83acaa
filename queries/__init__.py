"""The named questions: one ``.cypher`` file each, a catalogue that checks them, and what is computed on top."""
