"""Whatever a Ruby project holds: a typed error or a plan that can be written, never a crash."""

from __future__ import annotations

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot import files
from bot.errors import ManifestUnreadable, Unwritable
from bot.stacks import ruby
from tests.bot.stacks.pictures import CATALOGUE, picture

FUZZ = settings(max_examples=60, deadline=None, derandomize=True, suppress_health_check=[HealthCheck.too_slow])
WORDS = (
    *("gem", "'rails'", '"puma"', "'sinatra'", "'sidekiq'", ",", "path:", "'libs/x'", "group", ":test", "do", "end"),
    *("ruby", "'3.3.1'", "'~> 3.2'", "file:", "'.ruby-version'", "source", "'https://x.example'", "if", "\n", "'"),
    *("gemspec", "platforms:", "%i[ mri", "]", "# x", "=begin\n", "<<~EOS\n", "ENV", ".fetch(", "loop", "TCPServer"),
)
NAMES = (
    *("Gemfile", "Gemfile.lock", "config.ru", "config/application.rb", "config/puma.rb", "config/routes.rb"),
    *(".ruby-version", ".tool-versions", "mise.toml", "main.rb", "app.rb", "package.json", "config/database.yml"),
)
LINES = st.lists(st.sampled_from(WORDS) | st.text(max_size=6), max_size=30).map(" ".join)
LOCK = st.lists(
    st.sampled_from(["GEM", "  specs:", "    rails (7.0.1)", "    rack (x)", "PLATFORMS", "  ruby", "RUBY VERSION"])
    | st.text(max_size=12)
).map("\n".join)


def decided(texts: dict[str, str]) -> None:
    snapshot = picture(texts)
    try:
        plans = tuple(ruby.plan(facts, CATALOGUE) for facts in ruby.recognise(snapshot))
        files.render(plans, CATALOGUE, "main", snapshot)
    except (ManifestUnreadable, Unwritable):
        return


@FUZZ
@given(LINES, LOCK, LINES)
def test_gemfiles_and_locks_of_the_wrong_shape(gemfile: str, lock: str, source: str) -> None:
    decided({"Gemfile": gemfile, "Gemfile.lock": lock, "config/application.rb": source, "app.rb": source})


@FUZZ
@given(st.dictionaries(st.sampled_from(NAMES), LINES | st.text(max_size=120), max_size=6))
def test_arbitrary_texts(texts: dict[str, str]) -> None:
    decided({"worker.rb": "", **texts})


def test_nesting_and_length_are_bounded() -> None:
    decided({"Gemfile": "group :a do\n" * 5_000, "app.rb": "(" * 20_000})
    decided({"Gemfile": "gem 'a'", "app.rb": "<<~A\n" * 20_000, "b.rb": "'" + "\\" * 100_001})
