from flask import Flask


def create_app(settings=None):
    app = Flask(__name__)
    app.config.from_mapping(settings or {})

    from shop import views

    app.register_blueprint(views.pages)
    return app
