"""GitHub's own payloads and schemas, fetched by `make contracts`, and what holds this project to them."""
