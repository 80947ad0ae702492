"""Gemfile and Gemfile.lock: gems of production, versions of Ruby, and locks that Bundler would refuse."""

from __future__ import annotations

from bot.stacks.ruby import gemfile
from bot.stacks.versions import resolve
from bot.types import Claim, Doubt, Facts, Service, Topic
from tests.bot.stacks.pictures import CATALOGUE, folder

LOCK = """GEM
  specs:
    puma (6.5.0)
      nio4r (~> 2.0)

PLATFORMS
  {platform}

RUBY VERSION
   ruby 3.3.6p108
"""


def names(text: str) -> list[str]:
    return list(gemfile.read(folder({"Gemfile": text})).declared)


def installs(files: dict[str, str]) -> list[Claim | Doubt]:
    place = folder(files)
    return list(gemfile.installs(place, gemfile.read(place)))


def doubts(files: dict[str, str]) -> str:
    return " ".join(one.sentence for one in installs(files) if isinstance(one, Doubt))


def version(files: dict[str, str]) -> str:
    place = folder(files)
    claims = (*gemfile.versions(place, gemfile.read(place)), *gemfile.recorded(place))
    return resolve(Facts(service=Service(name="x"), stack="ruby", claims=claims), "ruby", CATALOGUE).version


def test_gems_of_development_and_test_are_left_out() -> None:
    text = """
    gem "a"
    group :development, :test do
      gem "b"
      if ENV["X"]
        gem "c"
      end
    end
    group :production do
      gem "d", "~> 1.2", ">= 1.2.3"
    end
    install_if -> { true } do
      gem "e"
    end
    gem "f", group: :test
    gem "g", groups: [:development, :production], require: false
    gem "h", platforms: %i[ windows jruby ]
    gem "i", platforms: [:mri]
    gem 'j', :group => :development
    gem
    # gem "k"
    """

    assert names(text) == ["a", "d", "e", "g", "i"]
    assert gemfile.read(folder({"Gemfile": text})).declared["d"].asked == "~> 1.2, >= 1.2.3"


def test_an_end_too_many_is_no_matter() -> None:
    assert names("end\nend\ngem 'a'") == ["a"]


def test_versions_by_authority() -> None:
    lock = LOCK.format(platform="ruby")

    assert version({"Gemfile": 'ruby "3.2.4"', ".ruby-version": "3.4"}) == "3.2"
    assert version({"Gemfile": 'ruby "~> 3.2"'}) == "3.4"
    assert version({"Gemfile": 'ruby "~> 3.2.0"'}) == "3.2"
    assert version({"Gemfile": "", ".ruby-version": "ruby-3.3.1\n"}) == "3.3"
    assert version({"Gemfile": "", ".ruby-version": "jruby-9"}) == "3.4"
    assert version({"Gemfile": "", "Gemfile.lock": lock}) == "3.3"


def test_the_very_patch_that_bundler_insists_on() -> None:
    def exact(files: dict[str, str]) -> str:
        return gemfile.exact(folder(files), gemfile.read(folder(files)))

    assert exact({"Gemfile": 'ruby "3.2.4"'}) == "3.2.4"
    assert exact({"Gemfile": 'ruby file: ".ruby-version"', ".ruby-version": "ruby-3.3.1\n"}) == "3.3.1"
    assert exact({"Gemfile": 'ruby "~> 3.2.4"'}) == ""
    assert exact({"Gemfile": ""}) == ""


def test_what_is_installed_and_from_which_files() -> None:
    files = {"Gemfile": 'ruby file: ".ruby-version"\ngem "puma"', "Gemfile.lock": LOCK.format(platform="x86_64-linux")}
    said = installs(files | {".ruby-version": "3.3.1", "vendor/cache/puma-6.gem": ""})
    values = {one.topic: one.value for one in said if isinstance(one, Claim)}

    assert values[Topic.MANIFEST] == ("Gemfile", "Gemfile.lock", ".ruby-version", "vendor/cache/")
    assert values[Topic.INSTALL] == ("bundle", "install")
    assert doubts(files) == ""
    assert gemfile.strict(folder(files))


def test_without_gems_nothing_is_installed() -> None:
    assert [one.topic for one in installs({"Gemfile": "source 'https://rubygems.org'"}) if isinstance(one, Claim)] == [
        Topic.PACKAGE_MANAGER
    ]
    assert installs({"x.rb": ""}) == []


def test_gems_in_the_repository_need_all_of_it() -> None:
    for text in ('gem "x", path: "libs/x"', "gemspec", 'path "libs" do\n gem "x"\nend'):
        assert (".",) in [one.value for one in installs({"Gemfile": text}) if isinstance(one, Claim)]


def test_locks_that_bundler_would_refuse_and_other_indexes_are_said() -> None:
    mac = LOCK.format(platform="arm64-darwin-21")

    assert "no Gemfile.lock" in doubts({"Gemfile": "gem 'puma'"})
    assert "other systems than Linux" in doubts({"Gemfile": "gem 'puma'", "Gemfile.lock": mac})
    assert "lacks rack" in doubts({"Gemfile": "gem 'rack'", "Gemfile.lock": LOCK.format(platform="ruby")})
    assert "gems.example" in doubts({"Gemfile": "source 'https://gems.example'\ngem 'a', git: 'x'", "Gemfile.lock": ""})


def test_a_gem_is_there_when_it_is_locked() -> None:
    gems = gemfile.read(folder({"Gemfile": "", "Gemfile.lock": LOCK.format(platform="ruby")}))

    assert gems.has("unicorn", "puma") == "puma"
    assert gems.has("unicorn") == ""
