"""Jekyll: with the gems that a repository names, and without any."""

from __future__ import annotations

import pytest

from bot.stacks import generators
from bot.types import Topic
from tests.bot.stacks.pictures import commands, copied, doubts, picture, planned, recognised, said

SITE = {"_config.yml": "title: x\n", "index.md": ""}
BUNDLED = {**SITE, "Gemfile": "source 'x'\ngem 'jekyll', '~> 4'\n"}


def test_without_a_gemfile_debian_s_own_makes_the_pages() -> None:
    build, serving = planned(SITE).stages

    assert str(build.image) == "debian:trixie-slim"
    assert commands(build)[-1] == "jekyll build --destination /out"
    assert copied(serving) == [("/out/",)]
    assert "No Gemfile says" in doubts(recognised(SITE))


def test_gems_are_installed_before_the_pages_are_there() -> None:
    build = planned({**BUNDLED, "Gemfile.lock": ""}).stages[0]

    assert copied(build) == [("Gemfile", "Gemfile.lock"), (".",)]
    assert commands(build)[-2:] == ["bundle install", "bundle exec jekyll build --destination /out"]


def test_the_ruby_that_is_pinned_is_taken() -> None:
    build = planned({**BUNDLED, ".ruby-version": "ruby-3.3.6\n"}).stages[0]

    assert str(build.image) == "ruby:3.3-slim-trixie"


def test_a_lock_file_is_cited_and_its_lack_is_said() -> None:
    assert said(recognised({**BUNDLED, "Gemfile.lock": ""}), Topic.LOCK_FILE) == [("Gemfile.lock",)]
    assert "no lock file" in doubts(recognised(BUNDLED))


@pytest.mark.parametrize(
    "files", [{"_config.yml": "a: b"}, {**SITE, "Gemfile": "gem 'rails'\n"}, {"index.md": "", "config.toml": ""}]
)
def test_what_is_no_site_of_jekyll(files: dict[str, str]) -> None:
    assert generators.recognise(picture(files)) == ()


def test_a_folder_below_is_a_service_of_its_own() -> None:
    (facts,) = generators.recognise(picture({"blog/_config.yml": "a: b", "blog/_posts/a.md": ""}))

    assert (facts.service.root, facts.service.name) == ("blog", "blog")
