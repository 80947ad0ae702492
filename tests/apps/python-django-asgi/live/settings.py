import environ

env = environ.Env(DEBUG=(bool, False), ALLOWED_HOSTS=(list, ["*"]))

SECRET_KEY = env("SECRET_KEY")
DEBUG = env("DEBUG")
ALLOWED_HOSTS = env("ALLOWED_HOSTS")
INSTALLED_APPS = ["daphne", "channels"]
ROOT_URLCONF = "live.urls"
ASGI_APPLICATION = "live.asgi.application"
USE_TZ = True
