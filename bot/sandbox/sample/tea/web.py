"""The shop's web application."""

from __future__ import annotations

from fastapi import FastAPI, HTTPException

MINUTES = {"sencha": 1, "darjeeling": 3, "rooibos": 7}

service = FastAPI(title="Tea shop")


@service.get("/")
def shop() -> dict[str, list[str]]:
    return {"teas": sorted(MINUTES)}


@service.get("/healthz")
def healthy() -> dict[str, str]:
    return {"status": "ok"}


@service.get("/teas/{name}")
def tea(name: str) -> dict[str, str | int]:
    if name not in MINUTES:
        raise HTTPException(status_code=404, detail=f"We do not sell {name}.")
    return {"name": name, "minutes": MINUTES[name]}
