"""What a RUN may call for Python (the language is explained in `grammar`)."""

PYTHON = """
pip install [--no-cache-dir] [--no-compile] [--compile] [--no-deps] [--no-build-isolation] [--require-hashes]
    [--disable-pip-version-check] [--no-warn-script-location] [--root-user-action=ignore] [--no-input] [--user]
    [--prefix=PLACE] [--target=PLACE] [-q] [-r FILE]* [--requirement FILE]* [--requirement=FILE]* [-c FILE]*
    [--constraint FILE]* PYPI*
pip wheel [--no-cache-dir] [--no-deps] [--wheel-dir=PLACE] [-w PLACE] [-r FILE]* PYPI*
pip check
python -m venv [--copies] [--without-pip] PLACE
python -m compileall [-q] [-b] [JOBS] [-j NUMBER] FILE+
python -m playwright install [--with-deps] NAME*
python -m MODULE ARG*
python [-u] SCRIPT ARG*
python manage.py collectstatic [--noinput] [--no-input] [--clear] [--settings=MODULE] [--link]
uv sync [--locked] [--frozen] [--no-dev] [--no-install-project] [--no-install-workspace] [--no-install-local]
    [--no-editable] [--compile-bytecode] [--all-packages] [--all-extras] [--no-default-groups] [--inexact]
    [--no-cache] [--link-mode=copy] [--no-progress] [--package NAME]* [--package=NAME]* [--extra NAME]*
    [--extra=NAME]* [--group NAME]* [--group=NAME]* [--no-group NAME]* [--python PLACE] [--python=VERSION]
uv venv [--python=VERSION] [--python VERSION] [--no-python-downloads] PLACE?
uv build [--wheel] [--sdist] [--all-packages] [--package NAME] [-o PLACE] [--out-dir PLACE]
uv export [--locked] [--frozen] [--no-dev] [--no-hashes] [--no-emit-project] [--no-editable]
    [--format=requirements-txt] [--package NAME] [-o FILE]
uv pip install [--system] [--no-cache] [--no-deps] [--require-hashes] [--compile-bytecode]
    [--no-build-isolation] [--python PLACE] [--python=PLACE] [--target PLACE] [-r FILE]* [--requirement FILE]*
    [--requirements FILE]* [-c FILE]* PYPI*
uv pip sync [--system] [--no-cache] [--require-hashes] [--compile-bytecode] [--python PLACE] FILE+
uv run --no-sync python SCRIPT ARG*
uv run --frozen python SCRIPT ARG*
poetry install [--only main] [--only=main] [--without NAMES] [--with NAMES] [--no-root] [--no-interaction]
    [--no-ansi] [--no-cache] [--no-directory] [--compile] [--sync] [--extras NAMES]* [-E NAME]*
poetry sync [--only main] [--only=main] [--without NAMES] [--no-root] [--no-interaction] [--no-ansi]
poetry export [--only main] [--only=main] [--without NAMES] [--without-hashes] [--without-urls]
    [--extras NAMES]* [-f requirements.txt] [--format requirements.txt] [--format=requirements.txt] [-o FILE]
    [--output FILE] [--output=FILE]
poetry config virtualenvs.create|virtualenvs.in-project|virtualenvs.options.always-copy|installer.max-workers
    true|false|1|4|10
poetry build [-f wheel] [--format=wheel]
pdm install [--check] [--prod] [--production] [--no-editable] [--no-self] [--no-default] [--frozen-lockfile]
    [--no-lock] [-G NAME]*
pdm sync [--prod] [--production] [--no-editable] [--no-self] [--clean]
pdm export [--prod] [--production] [--without-hashes] [--no-markers] [-f requirements] [-o FILE]
pdm config check_update|python.use_venv true|false
pipenv install [--deploy] [--system] [--ignore-pipfile] [--clear]
pipenv sync [--system] [--clear]
pipenv verify
micromamba install [-y] [--yes] [-n NAME] [-f FILE] [-p PLACE]
micromamba create [-y] [--yes] [-n NAME] [-f FILE] [-p PLACE]
micromamba clean [--all] [-a] [-y] [--yes]
"""
