"""Every GraphQL document that the product sends, as constants, so that a test can hold them against GitHub's schema."""

from __future__ import annotations

LOOK = """
query look($owner: String!, $name: String!, $branch: String!, $ref: String!) {
  viewer { login }
  repository(owner: $owner, name: $name) {
    databaseId
    name
    owner { login }
    isArchived
    isDisabled
    isFork
    isTemplate
    defaultBranchRef {
      name
      target { oid ... on Commit { tree { oid } } }
    }
    dockerfile: object(expression: "HEAD:Dockerfile") { __typename }
    ref(qualifiedName: $ref) {
      target {
        oid
        ... on Commit {
          author { name user { login } }
          committer { name user { login } }
        }
      }
    }
    pullRequests(
      headRefName: $branch
      states: [OPEN, CLOSED, MERGED]
      first: 50
      orderBy: { field: CREATED_AT, direction: DESC }
    ) {
      nodes { number url state headRefName headRefOid isCrossRepository }
    }
  }
}
"""

_BLOB = "... on Blob { text isBinary isTruncated byteSize }"


def texts(count: int) -> str:
    """The document that reads `count` files at once; paths are variables, so that no path can change the document."""
    variables = "".join(f", $e{n}: String!" for n in range(count))
    fields = "\n".join(f"    f{n}: object(expression: $e{n}) {{ {_BLOB} }}" for n in range(count))
    return (
        f"query files($owner: String!, $name: String!{variables}) {{\n"
        f"  repository(owner: $owner, name: $name) {{\n{fields}\n  }}\n}}\n"
    )
