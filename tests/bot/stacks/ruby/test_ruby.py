"""Rails, racks, servers, workers and scripts: what is said of each and how its image is planned."""

from __future__ import annotations

import json

import pytest

from bot import stacks
from bot.types import Copy, Topic
from tests.bot.stacks.pictures import (
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

LOCK = "GEM\n  specs:\n{specs}\nPLATFORMS\n  ruby\n"
APPLICATION = "module Demo\n  class Application < Rails::Application\n  end\nend\n"
RAILS = {"Gemfile": 'gem "rails"\n', "config/application.rb": APPLICATION, "config.ru": "", "app/models/a.rb": ""}


def gems(*names: str) -> str:
    return "".join(f'gem "{name}"\n' for name in names)


def locked(**versions: str) -> str:
    return LOCK.format(specs="".join(f"    {name} ({version})\n" for name, version in versions.items()))


def test_rails_is_started_by_bundler_and_stops_by_itself() -> None:
    plan = planned(RAILS)
    last = plan.stages[-1]

    assert " ".join(plan.start) == "bundle exec rails server -b 0.0.0.0"
    assert environment(last)["RAILS_ENV"] == "production"
    assert ("SECRET_KEY_BASE", "", "required") in said(recognised(RAILS), Topic.VARIABLE)
    owners = [one.owner for one in last.steps if isinstance(one, Copy)]
    assert owners == ["", "", "10001:10001", "10001:10001", "10001:10001"]


def test_railss_assets_get_a_secret_that_is_thrown_away() -> None:
    def secret(**versions: str) -> tuple[tuple[str, str], ...]:
        files = RAILS | {"Gemfile": gems("rails", "propshaft"), "Gemfile.lock": locked(**versions)}
        (step,) = [
            one
            for one in planned(files).stages[0].steps
            if ("bundle", "exec", "rails", "assets:precompile") in getattr(one, "commands", ())
        ]
        found: tuple[tuple[str, str], ...] = getattr(step, "env", ())
        return found

    assert secret(rails="7.1.2", propshaft="1") == (("SECRET_KEY_BASE_DUMMY", "1"),)
    assert secret(rails="7.0.8", propshaft="1") == (("SECRET_KEY_BASE", "dummy"),)


def test_an_api_without_assets_compiles_none() -> None:
    api = RAILS | {"Gemfile": gems("rails", "sprockets-rails"), "config/application.rb": "config.api_only = true"}

    assert not any("assets" in line for line in commands(planned(api).stages[0]))
    assert any("assets" in line for line in commands(planned(api | {"app/assets/a.css": ""}).stages[0]))


def test_rails_writes_to_its_database_where_that_is_a_file_and_runs_migrations_apart() -> None:
    files = RAILS | {"Gemfile": gems("rails", "sqlite3", "bootsnap"), "db/migrate/1_a.rb": "", "lib/x.rb": ""}
    plan = planned(files)

    assert ("db", "db", "writable") in said(recognised(files), Topic.COPY)
    assert "bundle exec bootsnap precompile --gemfile" in commands(plan.stages[0])
    assert "bundle exec bootsnap precompile app/ lib/ config/" in commands(plan.stages[0])
    assert said(recognised(files), Topic.RELEASE) == [("bundle", "exec", "rails", "db:migrate")]
    implied = RAILS | {"Gemfile.lock": locked(bootsnap="1.0", rails="8.0")}
    assert any("bootsnap" in line for line in commands(planned(implied).stages[0]))
    assert cited(recognised(files | {"db/schema.rb": ""}), Topic.RELEASE) == ["db/schema.rb"]


def test_a_health_route_is_asked() -> None:
    routes = 'Rails.application.routes.draw do\n  get "up" => "rails/health#show"\nend\n'
    own = 'get "/health", to: "x#y"'

    assert said(recognised(RAILS | {"config/routes.rb": routes}), Topic.HEALTH_PATH) == [("/up",)]
    assert said(recognised(RAILS | {"config/routes.rb": own}), Topic.HEALTH_PATH) == [("/health",)]
    assert said(recognised(RAILS), Topic.HEALTH_PATH) == [("/",)]
    robots = recognised(RAILS | {"public/robots.txt": ""})
    assert said(robots, Topic.HEALTH_PATH) == [("/robots.txt",)]
    assert "No health route" in doubts(robots)


def test_binstubs_and_locks_with_line_ends_of_windows() -> None:
    files = RAILS | {
        "bin/rails": "#!/usr/bin/env ruby\r\n",
        "Gemfile.lock": locked(rails="7.1.0").replace("\n", "\r\n"),
    }

    assert "line ends of Windows" in doubts(recognised(files))
    assert environment(planned(files).stages[0])["BUNDLE_DEPLOYMENT"] == "1"


def test_only_what_is_made_anew_is_left_out_of_the_context() -> None:
    assert "storage/*" not in planned({"main.rb": ""}).ignore
    assert "public/assets" not in planned(RAILS).ignore
    assert "public/assets" in planned(RAILS | {"Gemfile": gems("rails", "propshaft")}).ignore


def test_the_secrets_line_is_cited_where_there_is_one() -> None:
    production = "config.secret_key_base = ENV['SECRET_KEY_BASE']\nENV['OTHER']\nENV.fetch('NEEDED')"
    facts = recognised(RAILS | {"config/environments/production.rb": production})

    assert cited(facts, Topic.VARIABLE) == ["config/environments/production.rb:1"]
    assert ("OTHER",) in said(facts, Topic.VARIABLE)
    assert ("NEEDED", "", "required") in said(facts, Topic.VARIABLE)


def test_node_is_there_where_assets_need_it() -> None:
    package = {"package.json": json.dumps({"scripts": {"build": "x"}, "dependencies": {"esbuild": "1"}})}
    bundled = planned(RAILS | package | {"Gemfile": gems("rails", "jsbundling-rails")})
    own = planned(RAILS | package)
    execjs = planned(RAILS | {"Gemfile": gems("rails", "uglifier")})
    inside = planned(RAILS | {"Gemfile": gems("rails", "uglifier", "mini_racer")})

    assert "npm install" in commands(bundled.stages[0])
    assert "npm run build" not in commands(bundled.stages[0])
    assert commands(bundled.stages[0])[-1] == "rm -rf node_modules"
    assert "npm run build" in commands(own.stages[0])
    assert ("/usr/local/lib/node_modules/",) in copied(execjs.stages[0])
    assert ("/usr/local/lib/node_modules/",) not in copied(inside.stages[0])


@pytest.mark.parametrize(
    ("files", "start"),
    [
        ({"Gemfile": gems("sinatra", "puma")}, "bundle exec puma -p ${PORT}"),
        ({"Gemfile": gems("puma"), "config/puma.rb": "port ENV['PORT'] || 1"}, "bundle exec puma"),
        ({"Gemfile": gems("unicorn")}, "bundle exec unicorn -p ${PORT} config.ru"),
        ({"Gemfile": gems("rackup")}, "bundle exec rackup -o 0.0.0.0 -p ${PORT} config.ru"),
        ({}, "rackup -o 0.0.0.0 -p ${PORT} config.ru"),
    ],
)
def test_a_rack_is_served_by_what_is_declared(files: dict[str, str], start: str) -> None:
    assert " ".join(planned(files | {"config.ru": "run App", "app.rb": ""}).start) == start


def test_a_rack_without_a_server_is_said() -> None:
    files = {"config.ru": "run App", "Gemfile": gems("rack")}

    assert "no gem that serves it" in doubts(recognised(files))
    assert "no gem that serves it" not in doubts(recognised(files | {"Gemfile.lock": locked(rack="2.2")}))


def test_sinatra_alone_listens_where_port_says() -> None:
    facts = recognised({"Gemfile": gems("sinatra"), "app.rb": 'require "sinatra"\nget("/") { 1 }'})

    assert said(facts, Topic.START) == [("bundle", "exec", "ruby", "app.rb")]
    assert said(facts, Topic.KIND) == [("web",)]
    assert said(facts, Topic.FRAMEWORK) == [("Sinatra",)]


@pytest.mark.parametrize(
    ("source", "port", "certain"),
    [
        ("TCPServer.new('0.0.0.0', 9000)", "9000", True),
        ("TCPServer.new('0.0.0.0', ENV.fetch('PORT', '9001').to_i)", "9001", True),
        ("port = 9002\n" + "x\n" * 30 + "TCPServer.new(port)", "9002", True),
        ("WEBrick::HTTPServer.new(Port: 9003)", "9003", True),
        ("TCPServer.open(ENV['PORT'])", "8080", False),
    ],
)
def test_servers_of_the_standard_library(source: str, port: str, certain: bool) -> None:
    facts = recognised({"server.rb": f"require 'socket'\n{source}"})
    claim = facts.first(Topic.PORT)

    assert claim
    assert (claim.value, claim.certain) == ((port,), certain)


def test_a_server_that_is_only_named_does_not_listen() -> None:
    assert said(recognised({"main.rb": "WEBrick\nputs 1"}), Topic.KIND) == [("job",)]
    assert said(recognised({"main.rb": "x = TCPServer"}), Topic.KIND) == [("job",)]


@pytest.mark.parametrize(
    ("files", "start", "kind"),
    [
        ({"report.rb": "puts 1"}, ("ruby", "report.rb"), "job"),
        ({"worker.rb": "loop do\nend", "x.rb": ""}, ("ruby", "worker.rb"), "worker"),
        ({"bot.rb": "b.run", "Gemfile": gems("discordrb")}, ("bundle", "exec", "ruby", "bot.rb"), "worker"),
        ({"lib/a.rb": "", "Gemfile": gems("sidekiq")}, ("bundle", "exec", "sidekiq"), "worker"),
    ],
)
def test_programs(files: dict[str, str], start: tuple[str, ...], kind: str) -> None:
    plan = planned(files)

    assert plan.start[-len(start) :] == start
    assert said(recognised(files), Topic.KIND) == [(kind,)]
    assert plan.ends is (kind == "job")


def test_workers_of_a_queue_are_processes_of_the_same_image() -> None:
    assert said(recognised(RAILS | {"Gemfile": gems("rails", "sidekiq")}), Topic.PROCESS) == [
        ("bundle", "exec", "sidekiq")
    ]


def test_what_holds_no_program_is_none() -> None:
    library = {"Gemfile": "gemspec", "lib/a.rb": "", "a.gemspec": ""}

    assert stacks.ruby.recognise(picture(library)) == ()
    assert stacks.ruby.recognise(picture({"README.md": ""})) == ()
    assert stacks.ruby.follow(picture(library)) == ()


def test_a_lock_for_linux_is_insisted_on_and_another_one_is_written_anew() -> None:
    rack = {"config.ru": "run App", "Gemfile": gems("puma")}
    strict = planned(rack | {"Gemfile.lock": locked(puma="6.5")})
    loose = planned(rack | {"Gemfile.lock": locked(puma="6.5").replace("ruby", "arm64-darwin")})

    assert environment(strict.stages[0])["BUNDLE_DEPLOYMENT"] == "1"
    assert "BUNDLE_DEPLOYMENT" not in environment(loose.stages[0])
    assert commands(loose.stages[0]).count("bundle install") == 2


def test_gems_in_the_repository_are_copied_with_everything() -> None:
    plan = planned({"config.ru": "", "Gemfile": 'gem "puma"\ngem "x", path: "x"'})

    assert copied(plan.stages[0]).count((".",)) == 1


def test_an_exact_patch_gets_its_image_or_a_doubt() -> None:
    exact = planned({"main.rb": "", "Gemfile": 'ruby "3.3.4"\n' + gems("ruby-vips", "pg")})
    old = planned({"main.rb": "", "Gemfile": 'ruby "3.2.1"\n'})

    assert str(exact.stages[-1].image) == "ruby:3.3.4-slim-bookworm"
    assert any("libvips42 " in line + " " for line in commands(exact.stages[-1]))
    assert "Bundler will refuse" in doubts(old)
    assert "Bundler will refuse" not in doubts(exact)


def test_a_script_alone_has_one_stage_and_no_settings() -> None:
    plan = planned({"main.rb": "puts 1"})

    assert len(plan.stages) == 1
    assert environment(plan.stages[0]) == {}


def test_a_front_end_without_gems_is_built_in_the_image_of_ruby() -> None:
    package = json.dumps({"scripts": {"build": "node x.js"}})
    plan = planned({"config.ru": "run App", "package.json": package})

    assert "npm run build" in commands(plan.stages[0])
    assert copied(plan.stages[-1]) == [("/app/",)]
