"""Sites, workers and scripts: what is said of each and how its image is planned."""

from __future__ import annotations

import json

import pytest

from bot import stacks
from bot.stacks.php import image
from bot.types import Copy, Topic
from tests.bot.stacks.pictures import (
    CATALOGUE,
    cited,
    commands,
    copied,
    doubts,
    environment,
    picture,
    planned,
    recognised,
    said,
)

PAGE = "<?php echo 1;"
ARTISAN = "#!/usr/bin/env php\n<?php\n"


def manifest(*packages: str, **entries: object) -> str:
    return json.dumps({"require": {"php": "^8.2", **dict.fromkeys(packages, "*")}, **entries}, indent=1)


LARAVEL = {
    "composer.json": manifest("laravel/framework"),
    "artisan": ARTISAN,
    "public/index.php": PAGE,
    "config/app.php": "<?php return [\n'key' => env('APP_KEY'), 'name' => env('APP_NAME', 'x')];",
    "bootstrap/app.php": "<?php return A::configure()->withRouting(health: '/up');",
}
SYMFONY = {
    "composer.json": manifest("symfony/framework-bundle"),
    "public/index.php": PAGE,
    "bin/console": ARTISAN,
}


@pytest.mark.parametrize(
    ("files", "public"),
    [
        ({"index.php": PAGE}, "."),
        ({"public/index.php": PAGE, "index.php": PAGE}, "public"),
        ({"web/index.php": PAGE}, "web"),
    ],
)
def test_the_folder_with_the_first_page_is_served(files: dict[str, str], public: str) -> None:
    plan = planned(files)

    assert said(recognised(files), Topic.OUTPUT) == [(public,)]
    assert plan.start[0] == "apache2"
    assert plan.stop_signal == "SIGWINCH"
    assert environment(plan.stages[-1])["APACHE_DOCUMENT_ROOT"] == f"/var/www/html/{public}".removesuffix("/.")


def test_a_site_without_a_manifest_beside_a_page_or_a_node_build_is_php() -> None:
    front = json.dumps({"scripts": {"build": "vite build"}, "devDependencies": {"vite": "7"}})

    assert recognised({"index.php": PAGE, "index.html": "", "package.json": front}).stack == "php"


def test_what_holds_no_program_is_none() -> None:
    library = {"composer.json": manifest(type="library"), "src/A.php": PAGE, "src/B.php": PAGE}

    assert stacks.php.recognise(picture(library)) == ()
    assert stacks.php.recognise(picture({"README.md": ""})) == ()
    assert stacks.php.follow(picture(library)) == ()


def test_laravel_is_served_by_frankenphp_and_writes_where_it_must() -> None:
    plan = planned(LARAVEL)
    build, last = plan.stages[1:]

    assert [stage.name for stage in plan.stages] == ["base", "build", ""]
    assert plan.start == ("frankenphp", "php-server", "--listen", ":${PORT}", "--root", "public/")
    assert "php artisan storage:link" in commands(build)
    assert [one.owner for one in last.steps if isinstance(one, Copy)] == ["", "10001:10001", "10001:10001"]
    assert environment(last) == {"APP_ENV": "production", "LOG_CHANNEL": "stderr", "PORT": "8080"}
    assert plan.health
    assert plan.health.path == "/up"
    assert commands(plan.stages[0])[0] == "install-php-extensions pcntl pdo_mysql pdo_pgsql"


def test_laravel_names_its_key_its_migrations_and_its_workers() -> None:
    files = {"database/migrations/1_a.php": PAGE, "app/Jobs/Send.php": PAGE, "public/storage": ""}
    facts = recognised(LARAVEL | files)

    assert ("APP_KEY", "", "required") in said(facts, Topic.VARIABLE)
    assert ("APP_NAME",) in said(facts, Topic.VARIABLE)
    assert ("APP_KEY",) not in said(facts, Topic.VARIABLE)
    assert ("php", "artisan", "migrate", "--force") in said(facts, Topic.RELEASE)
    assert ("php", "artisan", "queue:work") in said(facts, Topic.PROCESS)
    assert ("php", "artisan", "storage:link") not in said(facts, Topic.BUILD)
    horizon = recognised(LARAVEL | {"composer.json": manifest("laravel/framework", "laravel/horizon")})
    assert ("php", "artisan", "horizon") in said(horizon, Topic.PROCESS)


@pytest.mark.parametrize(
    ("example", "extensions"),
    [
        ("A=1\nDB_CONNECTION=pgsql\n", "pcntl pdo_pgsql"),
        ("DB_CONNECTION=mariadb", "pcntl pdo_mysql"),
        ("DB_CONNECTION=sqlite", "pcntl"),
        ("DB_CONNECTION=other", "pcntl pdo_mysql pdo_pgsql"),
    ],
)
def test_laravels_database_is_the_one_that_its_example_names(example: str, extensions: str) -> None:
    plan = planned(LARAVEL | {".env.example": example})

    assert commands(plan.stages[0])[0] == f"install-php-extensions {extensions}"


def test_without_a_health_route_laravel_is_asked_for_a_file_and_a_doubt_says_so() -> None:
    old = LARAVEL | {"bootstrap/app.php": PAGE, "config/app.php": PAGE}

    assert said(recognised(old), Topic.HEALTH_PATH) == [("/",)]
    assert said(recognised(old | {"public/robots.txt": ""}), Topic.HEALTH_PATH) == [("/robots.txt",)]
    assert "No health route" in doubts(recognised(old | {"public/robots.txt": ""}))
    assert cited(recognised(old), Topic.VARIABLE) == ["artisan"]


def test_symfony_is_built_with_throw_away_values_and_without_its_env_file() -> None:
    yaml = "a: '%env(resolve:DATABASE_URL)%'\n# %env(NO)%\nb: '%env(GIVEN)%'\nparameters:\n  env(GIVEN): x\n"
    yaml += "when@dev:\n  c: '%env(DEV)%'\n"
    plan = planned(SYMFONY | {"config/packages/a.yaml": yaml, "migrations/V1.php": PAGE})
    build = plan.stages[1]

    lines = commands(build)
    assert lines.index("touch .env") < lines.index("php bin/console cache:clear")
    assert "php bin/console assets:install" in lines
    (run,) = [step for step in build.steps if ("php", "bin/console", "cache:clear") in getattr(step, "commands", ())]
    assert getattr(run, "env", ()) == (("DATABASE_URL", "build"),)
    assert environment(plan.stages[-1])["APP_ENV"] == "prod"
    assert any(one.topic is Topic.RELEASE and "doctrine:migrations:migrate" in one.value for one in plan.decisions)


def test_symfonys_assets_and_workers() -> None:
    packages = ("symfony/framework-bundle", "symfony/asset-mapper", "symfony/messenger", "doctrine/orm")
    files = SYMFONY | {"composer.json": manifest(*packages), "importmap.php": PAGE}

    lines = commands(planned(files).stages[1])
    assert lines[-2:] == ["php bin/console importmap:install", "php bin/console asset-map:compile"]
    assert said(recognised(files), Topic.PROCESS) == [("php", "bin/console", "messenger:consume", "async")]
    assert ("install-php-extensions", "pdo_pgsql") in said(recognised(files), Topic.INSTALL)
    del files["importmap.php"]
    assert "php bin/console importmap:install" not in commands(planned(files).stages[1])
    known = {"composer.json": manifest("doctrine/orm", "ext-pdo_mysql"), "index.php": PAGE}
    assert ("install-php-extensions", "pdo_pgsql") not in said(recognised(known), Topic.INSTALL)
    bare = {name: text for name, text in SYMFONY.items() if name != "bin/console"}
    assert not any("bin/console" in line for line in commands(planned(bare).stages[1]))


def test_a_front_end_is_built_beside_php_with_its_packages_thrown_away() -> None:
    package = json.dumps({"scripts": {"build": "vite build"}, "devDependencies": {"vite": "7"}})
    plan = planned(LARAVEL | {"package.json": package, "package-lock.json": "{}"})
    lines = commands(plan.stages[1])

    assert lines.index("npm ci") < lines.index("npm run build") < lines.index("rm -rf node_modules")
    assert ("composer.json",) in copied(plan.stages[1])


def test_wordpress_speaks_to_mysql() -> None:
    plan = planned({"index.php": PAGE, "wp-load.php": PAGE})

    assert ("docker-php-ext-install mysqli") in commands(plan.stages[0])
    assert ("WordPress",) in said(recognised({"index.php": PAGE, "wp-load.php": PAGE}), Topic.FRAMEWORK)


def test_code_that_uses_an_extension_gets_it() -> None:
    page = "<?php new PDO('mysql:host=x'); new ZipArchive; bcadd(1, 2); imagecreate(1, 1);"
    plan = planned({"index.php": page})

    assert "docker-php-ext-install bcmath gd pdo_mysql zip" in commands(plan.stages[0])
    assert any(line.startswith("docker-php-ext-configure gd") for line in commands(plan.stages[0]))
    assert any("libzip-dev" in line for line in commands(plan.stages[0]))


def test_an_extension_of_pecl_makes_frankenphp_the_server() -> None:
    plan = planned({"index.php": "<?php new Redis();"})

    assert plan.start[-2:] == ("--root", "./")
    assert commands(plan.stages[0])[0] == "install-php-extensions redis"
    assert "rm -rf public" in commands(plan.stages[0])


def test_an_old_php_has_no_frankenphp_and_lacks_what_only_that_could_install() -> None:
    files = {"composer.json": manifest("slim/slim", "ext-redis"), "public/index.php": PAGE, ".php-version": "8.1"}
    plan = planned(files)

    assert plan.start == (
        *("apache2", "-DFOREGROUND", "-c", "php_flag display_errors off", "-c", "FallbackResource /index.php"),
    )
    assert "docker-php-ext-install opcache" in commands(plan.stages[0])
    assert "redis is not part of PHP" in doubts(plan)


def test_a_site_that_serves_its_root_keeps_apache_for_its_htaccess_files() -> None:
    files = {"composer.json": manifest("a/a"), "index.php": PAGE, "application/.htaccess": "Require all denied"}
    plan = planned(files)

    assert " ".join(plan.start) == "apache2 -DFOREGROUND -c php_flag display_errors off"
    assert cited(recognised(files), Topic.OUTPUT) == ["index.php", "application/.htaccess"]


def test_drupals_first_page_is_written_by_composer() -> None:
    scaffold = {"drupal-scaffold": {"locations": {"web-root": "web/"}}}
    files = {"composer.json": manifest("drupal/core-recommended", extra=scaffold), "web/modules/a.php": PAGE}
    odd = files | {"composer.json": manifest("a/a", extra={"drupal-scaffold": {"locations": {"web-root": "a b"}}})}

    assert planned(files).start[-1] == "web/"
    assert commands(planned(files).stages[0])[0] == "install-php-extensions gd pdo_mysql pdo_pgsql"
    assert stacks.php.recognise(picture(odd)) == ()


def test_only_what_is_made_anew_is_left_out_of_the_context() -> None:
    package = {"package.json": json.dumps({"scripts": {"build": "x"}})}

    assert "public/build" not in planned(LARAVEL).ignore
    assert "public/build" in planned(LARAVEL | package).ignore
    assert "vendor" in planned(LARAVEL).ignore
    assert "vendor" not in planned({"index.php": PAGE}).ignore


def test_an_extension_that_nobody_knows_is_said() -> None:
    assert "none that is known" in doubts(recognised({"composer.json": manifest("ext-strange"), "index.php": PAGE}))


def test_packages_in_the_repository_are_copied_with_everything() -> None:
    local = manifest("a/a", repositories=[{"type": "path", "url": "a"}])
    plan = planned({"composer.json": local, "index.php": PAGE})

    assert copied(plan.stages[1]).count((".",)) == 1


@pytest.mark.parametrize(
    ("files", "start", "kind"),
    [
        ({"report.php": PAGE}, "report.php", "job"),
        ({"worker.php": "<?php while (true) { sleep(1); }", "b.php": PAGE}, "worker.php", "worker"),
        ({"composer.json": manifest(bin=["bin/x"]), "bin/x": ARTISAN, "y.php": PAGE}, "bin/x", "job"),
        ({"composer.json": manifest(bin="bin/x"), "bin/x": ARTISAN, "y.php": PAGE}, "bin/x", "job"),
        ({"composer.json": manifest("react/http", bin=[1, "gone"]), "src/main.php": PAGE}, "src/main.php", "worker"),
    ],
)
def test_programs(files: dict[str, str], start: str, kind: str) -> None:
    plan = planned(files)

    assert plan.start[-2:] == ("php", start)
    assert plan.start[:2] == (("tini", "--") if kind == "worker" else plan.start[:2])
    assert said(recognised(files), Topic.KIND) == [(kind,)]


def test_a_server_of_its_own_listens_where_it_says() -> None:
    server = "<?php\nnew React\\Socket\\SocketServer('127.0.0.1:9000');"
    facts = recognised({"composer.json": manifest("react/http"), "server.php": server})

    assert said(facts, Topic.PORT) == [("9000",)]
    assert cited(facts, Topic.PORT) == ["server.php:2"]
    assert "nobody outside" in doubts(facts)
    outside = recognised({"server.php": "<?php stream_socket_server('tcp://0.0.0.0:9000');"})
    assert doubts(outside) == ""


def test_a_lonely_script_in_a_folder_below_is_no_service() -> None:
    assert stacks.php.recognise(picture({"a/index.phtml": PAGE, "a/index.php/x": "", "b/main.php": PAGE})) == ()


def test_a_plain_site_with_a_front_end_or_an_autoloader_alone_is_built() -> None:
    package = json.dumps({"scripts": {"build": "vite build"}, "devDependencies": {"vite": "7"}})
    front = planned({"index.php": "<?php getenv('PORT');", "package.json": package})
    autoloaded = planned({"index.php": PAGE, "composer.json": manifest(autoload={"psr-4": {"A\\": "src/"}})})

    assert "npm run build" in commands(front.stages[1])
    assert not any("composer" in line for line in commands(front.stages[1]))
    assert commands(autoloaded.stages[1])[-1].startswith("composer dump-autoload")
    assert autoloaded.start[0] == "apache2"


def test_every_environment_is_one_of_a_framework_that_is_known() -> None:
    names = set(stacks.php.frameworks.FRAMEWORKS.values())

    assert set(image.ENVIRONMENT) <= names
    assert CATALOGUE.allows("dunglas/frankenphp", "1-php8.2-trixie")
