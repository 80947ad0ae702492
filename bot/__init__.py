"""The core of dockerize: read top to bottom in README's picture, it is the walk that a request takes."""
