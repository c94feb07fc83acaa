"""One file per shape of document; each turns lines into a layout, or returns None when it does not fit."""
