"""What a RUN may call for languages that are compiled (the language is explained in `grammar`)."""

COMPILED = """
go mod download [-x]
go mod verify
go mod vendor
go work sync
go generate GOPACKAGE+
go build [-trimpath] [-v] [-buildvcs=false] [-mod=vendor|readonly|mod] [-tags NAMES] [-tags=NAMES]
    [-ldflags LDFLAGS] [-ldflags=LDFLAGS] [-o FILE] [-o EXECUTABLE] GOPACKAGE*
go install [-trimpath] [-tags=NAMES] [-ldflags=LDFLAGS] GOPACKAGE+
cargo build [--release] [-r] [--locked] [--frozen] [--offline] [--workspace] [--bins] [--all-features]
    [--no-default-features] [--features NAMES] [--features=NAMES] [--bin NAME]* [--bin=NAME]* [-p NAME]*
    [--package NAME]* [--package=NAME]* [--target TRIPLE] [--target=TRIPLE] [--profile NAME] [--profile=NAME]
    [--manifest-path FILE] [--target-dir FILE]
cargo fetch [--locked] [--target TRIPLE]
cargo install --path FILE [--locked] [--bin NAME] [--root PLACE]
rustup target add TRIPLE+
mvn [-B] [-q] [-ntp] [-e] [-o] [-U] [-fn] [--batch-mode] [--no-transfer-progress] [--also-make] [-am] [-pl WORKSPACE]
    [--projects WORKSPACE] [-f FILE] [-T NUMBER] [-T 1C] [PROFILE] [SKIP]* [PROPERTY]* GOAL+
gradle [--no-daemon] [--console=plain] [--quiet] [-q] [--parallel] [--build-cache] [--no-build-cache]
    [--stacktrace] [--info] [--offline] [-p FILE] [-x TASK]* GRADLETASK+
java -Djarmode=tools|layertools -jar FILE extract [--layers] [--launcher] [--force] [--destination FILE]
    [--destination=FILE]
dotnet restore [--locked-mode] [-r NAME] [--runtime NAME] [-a NAME] FILE?
dotnet build [-c Release] [--configuration Release] [--no-restore] [-o FILE] [MSBUILD]* FILE?
dotnet publish [-c Release] [--configuration Release] [--no-restore] [--no-build] [-r NAME] [--runtime NAME]
    [-f NAME] [--framework NAME]
    [-a NAME] [--self-contained] [--self-contained true|false] [--self-contained=true|false]
    [--no-self-contained] [-o FILE] [--output FILE] [MSBUILD]* FILE?
dotnet tool restore
cmake [-S FILE] [-B FILE] [-G Ninja] [-GNinja] [CMAKE]* FILE?
cmake --build FILE [JOBS] [-j NUMBER] [--parallel] [--parallel NUMBER] [--config Release] [--target NAME]
cmake --install FILE [--prefix PLACE] [--strip] [--config Release] [--component NAME]
make [JOBS] [-j NUMBER] [-C FILE] [-f FILE] TASK*
ninja [JOBS] [-C FILE] TASK*
meson setup [--buildtype=release] [--buildtype release] [--prefix=PLACE] [--strip] FILE+
meson compile [-C FILE] [-j NUMBER]
meson install [-C FILE] [--destdir PLACE] [--strip]
gcc [LEVEL] [-static] [-s] [-Wall] [-pthread] [-o FILE] [LIBRARY]* SCRIPT+
g++ [LEVEL] [-static] [-s] [-Wall] [-pthread] [-std=c++11|c++14|c++17|c++20|c++23] [-o FILE] [LIBRARY]* SCRIPT+
strip EXECUTABLE+
zig build [-Doptimize=ReleaseSafe|ReleaseFast|ReleaseSmall] [--release=safe|fast|small] [--prefix PLACE]
    [-p PLACE]
swift build [-c release] [--static-swift-stdlib] [--product NAME]
swift package resolve
dart pub get [--offline] [--enforce-lockfile]
dart compile exe [-o FILE] SCRIPT
crystal build [--release] [--static] [--no-debug] [-o FILE] SCRIPT
shards install [--production] [--frozen]
shards build [--release] [--production] [--static] [--no-debug] NAME*
cabal update
cabal build [--only-dependencies] NAME*
stack build [--copy-bins] [--local-bin-path PLACE] [--only-dependencies]
sbt assembly|stage|compile|package
lein deps|uberjar
Rscript SCRIPT ARG*
"""
