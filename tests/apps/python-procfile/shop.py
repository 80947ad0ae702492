import os

from flask import Flask

app = Flask("admin")
site = Flask(__name__)


@app.get("/")
def administration():
    return "The Procfile says that this is not the one"


@site.get("/")
def hello():
    return f"{os.environ.get('GREETING', 'Hello')} from a Procfile"
