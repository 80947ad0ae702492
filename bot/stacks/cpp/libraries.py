"""Debian's packages for the C and C++ libraries that build files ask for: to build with, and to run with."""

from __future__ import annotations

# By the name that CMake's find_package, or in lower case pkg-config and Meson, know it under.
LIBRARIES: dict[str, tuple[tuple[str, ...], tuple[str, ...]]] = {
    "openssl": (("libssl-dev",), ("libssl3t64",)),
    "libssl": (("libssl-dev",), ("libssl3t64",)),
    "zlib": (("zlib1g-dev",), ("zlib1g",)),
    "curl": (("libcurl4-openssl-dev",), ("libcurl4t64",)),
    "libcurl": (("libcurl4-openssl-dev",), ("libcurl4t64",)),
    "sqlite3": (("libsqlite3-dev",), ("libsqlite3-0",)),
    "postgresql": (("libpq-dev",), ("libpq5",)),
    "libpq": (("libpq-dev",), ("libpq5",)),
    "fmt": (("libfmt-dev",), ("libfmt10",)),
    "spdlog": (("libspdlog-dev",), ("libspdlog1.15",)),
    "yaml-cpp": (("libyaml-cpp-dev",), ("libyaml-cpp0.8",)),
    "nlohmann_json": (("nlohmann-json3-dev",), ()),
    "eigen3": (("libeigen3-dev",), ()),
    "gtest": (("libgtest-dev",), ()),
    "asio": (("libasio-dev",), ()),
    "boost": (("libboost-dev",), ()),
    "libuv": (("libuv1-dev",), ("libuv1t64",)),
    "libevent": (("libevent-dev",), ("libevent-2.1-7t64",)),
    "hiredis": (("libhiredis-dev",), ("libhiredis1.1.0",)),
    "libmicrohttpd": (("libmicrohttpd-dev",), ("libmicrohttpd12t64",)),
    "ncurses": (("libncurses-dev",), ("libncursesw6",)),
    "curses": (("libncurses-dev",), ("libncursesw6",)),
    "libxml2": (("libxml2-dev",), ("libxml2",)),
    "jsoncpp": (("libjsoncpp-dev",), ("libjsoncpp26",)),
}
# Asked for like libraries, and part of the compiler or of the build tool.
BUILT_IN = frozenset({"threads", "pkgconfig", "ctest", "python3", "git", "openmp", "dl", "m"})
