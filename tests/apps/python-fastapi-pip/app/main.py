from fastapi import FastAPI

from app.greetings import greet

app = FastAPI(title="Greetings")


@app.get("/healthz")
def healthz() -> dict[str, str]:
    return {"status": "ok"}


@app.get("/")
def index(name: str = "world") -> dict[str, str]:
    return {"message": greet(name)}
