"""Files of a source to raw articles, one row a fetched version; what can't be read is refused, with its reason."""
