import os

from flask import Flask

app = Flask(__name__)
GREETING = os.environ.get("GREETING", "Hello from Flask")


@app.route("/")
def index():
    return GREETING


if __name__ == "__main__":
    app.run(debug=True)
