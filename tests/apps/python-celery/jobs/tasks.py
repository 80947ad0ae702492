import os

from celery import Celery

app = Celery("jobs", broker=os.environ.get("BROKER_URL", "memory://"))


@app.task
def add(one, other):
    return one + other
