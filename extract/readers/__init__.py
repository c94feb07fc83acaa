"""One reader per format: the bytes of a file in, the documents it holds out."""
