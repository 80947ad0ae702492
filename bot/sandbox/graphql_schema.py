"""The part of GitHub's GraphQL schema that the sandbox answers; names, types and nullability are GitHub's."""

from __future__ import annotations

SDL = """
scalar DateTime
scalar GitObjectID
scalar GitTimestamp
scalar URI

type Query {
  repository(followRenames: Boolean = true, name: String!, owner: String!): Repository
  rateLimit(dryRun: Boolean = false): RateLimit
  viewer: User!
}

type Mutation {
  markPullRequestReadyForReview(input: MarkPullRequestReadyForReviewInput!): MarkPullRequestReadyForReviewPayload
  convertPullRequestToDraft(input: ConvertPullRequestToDraftInput!): ConvertPullRequestToDraftPayload
  updatePullRequest(input: UpdatePullRequestInput!): UpdatePullRequestPayload
}

interface Node { id: ID! }
interface GitObject { id: ID! oid: GitObjectID! abbreviatedOid: String! }
interface Actor { login: String! url: URI! }
interface RepositoryOwner { id: ID! login: String! url: URI! }

type RateLimit { cost: Int! limit: Int! nodeCount: Int! remaining: Int! resetAt: DateTime! used: Int! }

type User implements Node & Actor & RepositoryOwner { id: ID! databaseId: Int login: String! url: URI! }
type Organization implements Node & Actor & RepositoryOwner { id: ID! databaseId: Int login: String! url: URI! }
type Bot implements Node & Actor { id: ID! databaseId: Int login: String! url: URI! }

enum RepositoryVisibility { INTERNAL PRIVATE PUBLIC }

type Repository implements Node {
  id: ID!
  databaseId: Int
  name: String!
  nameWithOwner: String!
  owner: RepositoryOwner!
  url: URI!
  isArchived: Boolean!
  isDisabled: Boolean!
  isEmpty: Boolean!
  isFork: Boolean!
  isLocked: Boolean!
  isPrivate: Boolean!
  isTemplate: Boolean!
  visibility: RepositoryVisibility!
  createdAt: DateTime!
  pushedAt: DateTime
  defaultBranchRef: Ref
  object(expression: String, oid: GitObjectID): GitObject
  ref(qualifiedName: String!): Ref
  pullRequest(number: Int!): PullRequest
  pullRequests(
    after: String, baseRefName: String, before: String, first: Int, headRefName: String, labels: [String!],
    last: Int, orderBy: IssueOrder, states: [PullRequestState!]
  ): PullRequestConnection!
}

type Ref implements Node { id: ID! name: String! prefix: String! target: GitObject }

type GitActor { date: GitTimestamp email: String name: String user: User }

type Commit implements Node & GitObject {
  id: ID!
  oid: GitObjectID!
  abbreviatedOid: String!
  author: GitActor
  committer: GitActor
  authoredDate: DateTime!
  committedDate: DateTime!
  message: String!
  messageHeadline: String!
  parents(after: String, before: String, first: Int, last: Int): CommitConnection!
  tree: Tree!
  url: URI!
}
type CommitConnection { nodes: [Commit] totalCount: Int! }

type Tree implements Node & GitObject { id: ID! oid: GitObjectID! abbreviatedOid: String! entries: [TreeEntry!] }
type TreeEntry { mode: Int! name: String! object: GitObject oid: GitObjectID! path: String size: Int! type: String! }

type Blob implements Node & GitObject {
  id: ID!
  oid: GitObjectID!
  abbreviatedOid: String!
  byteSize: Int!
  isBinary: Boolean
  isTruncated: Boolean!
  text: String
}

enum PullRequestState { CLOSED MERGED OPEN }
enum PullRequestUpdateState { CLOSED OPEN }
enum IssueOrderField { COMMENTS CREATED_AT UPDATED_AT }
enum OrderDirection { ASC DESC }
input IssueOrder { direction: OrderDirection! field: IssueOrderField! }

type PageInfo { endCursor: String hasNextPage: Boolean! hasPreviousPage: Boolean! startCursor: String }
type PullRequestConnection { nodes: [PullRequest] pageInfo: PageInfo! totalCount: Int! }

type PullRequest implements Node {
  id: ID!
  databaseId: Int
  number: Int!
  url: URI!
  title: String!
  body: String!
  state: PullRequestState!
  author: Actor
  closed: Boolean!
  closedAt: DateTime
  createdAt: DateTime!
  updatedAt: DateTime!
  merged: Boolean!
  mergedAt: DateTime
  isCrossRepository: Boolean!
  isDraft: Boolean!
  baseRefName: String!
  baseRefOid: GitObjectID!
  baseRepository: Repository
  headRefName: String!
  headRefOid: GitObjectID!
  headRepository: Repository
}

input MarkPullRequestReadyForReviewInput { clientMutationId: String pullRequestId: ID! }
type MarkPullRequestReadyForReviewPayload { clientMutationId: String pullRequest: PullRequest }
input ConvertPullRequestToDraftInput { clientMutationId: String pullRequestId: ID! }
type ConvertPullRequestToDraftPayload { clientMutationId: String pullRequest: PullRequest }
input UpdatePullRequestInput {
  baseRefName: String
  body: String
  clientMutationId: String
  pullRequestId: ID!
  state: PullRequestUpdateState
  title: String
}
type UpdatePullRequestPayload { actor: Actor clientMutationId: String pullRequest: PullRequest }
"""
