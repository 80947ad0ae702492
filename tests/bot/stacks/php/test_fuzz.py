"""Whatever a PHP project holds: a typed error or a plan that can be written, never a crash."""

from __future__ import annotations

import json

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot import files
from bot.errors import ManifestUnreadable, Unwritable
from bot.stacks import php
from tests.bot.stacks.pictures import CATALOGUE, picture

FUZZ = settings(max_examples=60, deadline=None, derandomize=True, suppress_health_check=[HealthCheck.too_slow])
WORDS = (
    *("require", "config", "platform", "php", "ext-gd", "ext-redis", "laravel/framework", "symfony/framework-bundle"),
    *("autoload", "bin", "repositories", "type", "path", "url", "packages", "name", "scripts", "build", "engines", ""),
    *("^8.1", "~8.2 || 8.3.*", ">=8", "@dev", "dev-main as 1.0", "public/index.php", "a/b", "node", "packageManager"),
)
VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.sampled_from(WORDS) | st.text(max_size=9),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(WORDS), inner, max_size=4),
    max_leaves=12,
)
TABLES = st.dictionaries(st.sampled_from(WORDS), VALUES, max_size=6)
NAMES = (
    *("composer.json", "composer.lock", "package.json", "index.php", "public/index.php", "artisan", "main.php"),
    *(".php-version", ".env.example", "config/app.php", "config/a.yaml", "bootstrap/app.php", "wp-load.php", ".nvmrc"),
)


def decided(texts: dict[str, str]) -> None:
    snapshot = picture(texts)
    try:
        plans = tuple(php.plan(facts, CATALOGUE) for facts in php.recognise(snapshot))
        files.render(plans, CATALOGUE, "main", snapshot)
    except (ManifestUnreadable, Unwritable):
        return


@FUZZ
@given(TABLES, TABLES, TABLES)
def test_manifests_of_the_wrong_shape(
    one: dict[str, object], other: dict[str, object], third: dict[str, object]
) -> None:
    texts = {"composer.json": json.dumps(one), "composer.lock": json.dumps(other), "package.json": json.dumps(third)}

    decided({**texts, "public/index.php": "<?php", "bin/console": ""})


@FUZZ
@given(st.dictionaries(st.sampled_from(NAMES), st.text(max_size=120) | st.sampled_from(WORDS), max_size=6))
def test_arbitrary_texts(texts: dict[str, str]) -> None:
    decided({"worker.php": "<?php", **texts})


def test_nesting_and_length_are_bounded() -> None:
    decided({"composer.json": '{"require":' * 3000 + "1" + "}" * 3000, "index.php": "<?php " + "(" * 20_000})
    decided({"index.php": "<?php " + "<<<A\n" * 20_000, "a.php": "<?php '" + "\\" * 100_001})
