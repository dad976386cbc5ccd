"""One widget per kind of field. Each tells what is typed and when it is left; none judges."""
