"""What the page about stacks says of Ruby."""

from __future__ import annotations

from bot.stacks.front import MANAGERS
from bot.stacks.rows import Install, Row
from bot.stacks.ruby.programs import FRAMEWORKS

_RACK = ("bundle exec puma …", "bundle exec unicorn …", "bundle exec rackup …", "rackup …", "bundle exec ruby <file>")

ROWS = (
    Row(
        what=("Rails",),
        found="the gem and `config/application.rb`; assets are compiled with a throw-away secret, by Node where a gem "
        "of the front end asks for it",
        starts=("bundle exec rails server -b 0.0.0.0",),
    ),
    Row(
        what=tuple(dict.fromkeys(name for name in FRAMEWORKS.values() if name != "Rails")),
        found="the gem, and `config.ru` or (Sinatra) the file that requires it",
        starts=_RACK,
    ),
    Row(what=("Rack",), found="`config.ru`; the declared server", starts=_RACK),
    Row(
        what=("servers of the standard library", "workers", "jobs"),
        found="a file with a program's name, the only file, or a gem that works off a queue",
        starts=("ruby <file>", "bundle exec ruby <file>", "bundle exec sidekiq", "bundle exec good_job start"),
    ),
)

INSTALLS = (
    Install(
        found="`Gemfile`, `Gemfile.lock` with a platform of Linux (then by `BUNDLE_DEPLOYMENT`)",
        command="bundle install",
        otherwise="without such a lock file Bundler may write it anew, said as a doubt",
    ),
    *(
        Install(found=f"`{one.lock}`", command=" ".join(one.strict), otherwise=f"`{' '.join(one.loose)}`")
        for one in MANAGERS.values()
    ),
)

VERSIONS = "`ruby` of the `Gemfile` (an exact one by the image of that very patch), `.ruby-version`, `RUBY VERSION` of "
VERSIONS += "`Gemfile.lock`, `.tool-versions`, `mise.toml`."
