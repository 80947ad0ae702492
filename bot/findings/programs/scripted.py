"""What a RUN may call for PHP, Ruby, Elixir and generators of sites (the language is explained in `grammar`)."""

SCRIPTED = """
composer install [--no-dev] [--no-interaction] [-n] [--no-progress] [--no-ansi] [--prefer-dist]
    [--optimize-autoloader] [-o] [--classmap-authoritative] [-a] [--no-scripts] [--no-autoloader]
    [--ignore-platform-reqs] [--ignore-platform-req=NAME]*
composer dump-autoload [--no-dev] [--optimize] [-o] [--classmap-authoritative] [-a] [--no-scripts]
    [--no-interaction]
composer run-script [--no-dev] [--no-interaction] TASK
composer check-platform-reqs [--no-dev]
php artisan
    optimize|config:cache|route:cache|view:cache|event:cache|storage:link|package:discover|filament:optimize
    [--ansi] [--no-interaction]
php bin/console
    cache:clear|cache:warmup|assets:install|importmap:install|asset-map:compile|tailwind:build|sass:build
    [--env=prod] [--no-debug] [--no-interaction] [--minify]
install-php-extensions EXTENSION+
docker-php-ext-configure EXTENSION [WITH]*
docker-php-ext-install [JOBS] [-j NUMBER] EXTENSION+
docker-php-ext-enable EXTENSION+
a2enmod EXTENSION+
cp /usr/local/etc/php/php.ini-production /usr/local/etc/php/php.ini
setcap -r /usr/local/bin/frankenphp
bundle install [--jobs NUMBER] [--jobs=NUMBER] [--retry NUMBER] [--retry=NUMBER] [--quiet]
bundle config set --local without|with NAMES
bundle config set without|with NAMES
bundle config set --local deployment|frozen|clean|no-cache true|false
bundle config set deployment|frozen|clean|no-cache true|false
bundle config set --local path PLACE
bundle config set path PLACE
bundle clean [--force]
bundle exec bootsnap precompile [--gemfile] [JOBS] [-j NUMBER] FILE*
bundle exec rake assets:precompile|assets:clean
bundle exec rails assets:precompile|assets:clean
bundle exec jekyll build [-d FILE] [--destination FILE] [-s FILE]
rails assets:precompile|assets:clean
gem install [--no-document] [-N] [-v VERSION] bundler
gem install bundler [--no-document] [-N] [-v VERSION] [--version VERSION]
mix local.hex|local.rebar [--force] [--if-missing]
mix deps.get [--only prod] [--check-locked]
mix deps.compile|compile|assets.setup|assets.build|assets.deploy|phx.digest [--warnings-as-errors]
mix release [--overwrite] [--path FILE] NAME?
gleam deps download
gleam export erlang-shipment
jekyll build [-d FILE] [--destination FILE] [-s FILE]
hugo [--minify] [--gc] [-s FILE] [--source FILE] [-d FILE] [--destination FILE] [--environment production]
hugo build [--minify] [--gc] [-s FILE] [-d FILE] [--destination FILE]
mkdocs build [--strict] [--clean] [-d FILE] [--site-dir FILE] [-f FILE] [--config-file FILE]
sphinx-build [-b html] [-W] FILE FILE
zola build [--output-dir FILE] [-o FILE] [--force]
mdbook build [-d FILE] FILE?
"""
