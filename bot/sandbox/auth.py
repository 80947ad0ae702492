"""Who calls: the App by its signed JWT, or an installation by a token; and what they may."""

from __future__ import annotations

from typing import TYPE_CHECKING

import jwt

from bot.sandbox.call import Problem, forbidden, not_found

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from bot.sandbox.nouns import Installation, Repository, Token
    from bot.sandbox.world import World

LEVELS = ("none", "read", "write", "admin")
LONGEST = 600  # seconds that an App's JWT may live


def credentials(header: str) -> str:
    """The token of an Authorization header; raises 401 when there is none."""
    scheme, _, value = header.partition(" ")
    if scheme.lower() not in ("bearer", "token") or not value:
        raise Problem(401, "Requires authentication")
    return value.strip()


def check_app(world: World, header: str) -> None:
    """Raises 401 unless the header holds a JWT that the App signed, in time and for at most ten minutes."""
    try:
        claims = jwt.decode(
            credentials(header),
            world.public_key,
            algorithms=["RS256"],
            options={"require": ["exp", "iat", "iss"], "verify_exp": False, "verify_iat": False},
        )
    except jwt.InvalidTokenError:
        raise Problem(401, "A JSON web token could not be decoded") from None
    now = world.now().timestamp()
    if str(claims["iss"]) not in (str(world.app_id), f"Iv1.{world.app_id:016x}"):
        raise Problem(401, "A JSON web token could not be decoded")
    if claims["exp"] <= now:
        raise Problem(401, "'Expiration time' claim ('exp') must be a numeric value representing the future time")
    if claims["exp"] > now + LONGEST:
        raise Problem(401, "'Expiration time' claim ('exp') is too far in the future")
    if claims["iat"] > now + 60:
        raise Problem(401, "'Issued at' claim ('iat') must be an Integer representing the time of the assertion")


def check_token(world: World, header: str) -> Token:
    """The installation token of the header; raises 401 for an unknown or expired one."""
    token = world.tokens.get(credentials(header))
    if token is None or token.expires_at <= world.now() or token.installation not in world.installations:
        raise Problem(401, "Bad credentials")
    if world.installations[token.installation].suspended_at:
        raise Problem(403, "This installation has been suspended")
    return token


def may(granted: Mapping[str, str], name: str, level: str) -> bool:
    return LEVELS.index(granted.get(name, "none")) >= LEVELS.index(level)


def check_access(token: Token, repository: Repository | None, needs: Sequence[tuple[str, str]]) -> Repository:
    """Raises 404 for what the token does not see, 403 for what it may not do there; one of `needs` suffices."""
    writes = any(level != "read" for _, level in needs)
    if repository is None:
        raise not_found()
    if repository.id not in token.repositories:
        if repository.private:
            raise not_found()
        if writes:
            raise forbidden()
        return repository
    if not any(may(token.permissions, *need) for need in needs):
        raise forbidden()
    if repository.archived and writes:
        raise Problem(403, "Repository was archived so is read-only.")
    return repository


def narrowed(installation: Installation, wanted: Mapping[str, str] | None) -> Mapping[str, str]:
    """The permissions of a token; raises 422 when more is wanted than the installation has."""
    if wanted is None:
        return dict(installation.permissions)
    for name, level in wanted.items():
        if level not in LEVELS or not may(installation.permissions, name, level):
            raise Problem(422, "The permissions requested are not granted to this installation.")
    return {"metadata": "read", **wanted}
