"""The nouns of the product: frozen values that one stage hands to the next; imports the standard library alone.

Those of deliveries, runs and models are made when they are first asked for: the command line needs none of them.
"""

from __future__ import annotations

from bot.types.facts import Claim, Doubt, Evidence, Facts, Service, Topic
from bot.types.plans import (
    Advice,
    Arg,
    Copy,
    Counsel,
    Env,
    Health,
    Image,
    Mount,
    MountKind,
    Plan,
    Run,
    Stage,
    Step,
    Workdir,
)
from bot.types.proposals import (
    Decided,
    Decline,
    Declined,
    Existing,
    File,
    Files,
    Finding,
    Look,
    Proposal,
    PullRequest,
    Severity,
)
from bot.types.trees import Snapshot, Tree, Unread

TYPE_CHECKING = False
if TYPE_CHECKING:
    from bot.types.deliveries import (
        Comment,
        Delivery,
        Envelope,
        InstallationAdded,
        InstallationDeleted,
        InstallationSuspended,
        InstallationUnsuspended,
        Intent,
        Receipt,
        RepositoriesAdded,
        RepositoriesRemoved,
        Repository,
        RepositoryRenamed,
        Request,
        Why,
    )
    from bot.types.models import Call, Completion, Ending, Prompt, Spent, Usage
    from bot.types.runs import Answer, Diagnosis, Done, Failure, Outcome, Proof, RunRecord, RunState, Span
else:

    def __getattr__(name):
        """A noun of a module that was not imported yet, and from then on as if it had been."""
        if name in __all__:
            from bot.types import deliveries, models, runs

            globals()[name] = noun = (vars(deliveries) | vars(models) | vars(runs))[name]
            return noun
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")


__all__ = [
    "Advice",
    "Answer",
    "Arg",
    "Call",
    "Claim",
    "Comment",
    "Completion",
    "Copy",
    "Counsel",
    "Decided",
    "Decline",
    "Declined",
    "Delivery",
    "Diagnosis",
    "Done",
    "Doubt",
    "Ending",
    "Env",
    "Envelope",
    "Evidence",
    "Existing",
    "Facts",
    "Failure",
    "File",
    "Files",
    "Finding",
    "Health",
    "Image",
    "InstallationAdded",
    "InstallationDeleted",
    "InstallationSuspended",
    "InstallationUnsuspended",
    "Intent",
    "Look",
    "Mount",
    "MountKind",
    "Outcome",
    "Plan",
    "Prompt",
    "Proof",
    "Proposal",
    "PullRequest",
    "Receipt",
    "RepositoriesAdded",
    "RepositoriesRemoved",
    "Repository",
    "RepositoryRenamed",
    "Request",
    "Run",
    "RunRecord",
    "RunState",
    "Service",
    "Severity",
    "Snapshot",
    "Span",
    "Spent",
    "Stage",
    "Step",
    "Topic",
    "Tree",
    "Unread",
    "Usage",
    "Why",
    "Workdir",
]
