"""What the page about stacks says of .NET."""

from __future__ import annotations

from bot.stacks.rows import Install, Row

ROWS = (
    Row(
        what=("ASP.NET Core",),
        found="a project with `Microsoft.NET.Sdk.Web`, or a program that builds a `WebApplication`; under one solution "
        "each that serves or works is a service of its own",
        starts=("dotnet <name>.dll --urls http://0.0.0.0:${PORT}", "dotnet <name>.dll"),
    ),
    Row(
        what=("Blazor WebAssembly",),
        found="a project with `Microsoft.NET.Sdk.BlazorWebAssembly` that no other program serves",
        starts=("nginx -g daemon off;",),
    ),
    Row(
        what=("workers", "jobs"),
        found="a project with `Microsoft.NET.Sdk.Worker` or `OutputType` `Exe`, which is no test, and is not for "
        "Windows, a browser or a phone",
        starts=("dotnet <name>.dll",),
    ),
)

INSTALLS = (
    Install(
        found="`packages.lock.json`",
        command="dotnet restore <project> --locked-mode",
        otherwise="`dotnet restore` by the project files, with all that they inherit and refer to",
    ),
    Install(found="project files", command="dotnet restore <project>"),
)

VERSIONS = (
    "`TargetFramework(s)`, also in `Directory.Build.props`, for the runtime; the newest of them and `global.json` for "
    "the SDK. A `global.json` that takes no newer feature band is left out of the build, and that is said."
)
NOTE = "Not recognised: .NET Framework, WPF, WinForms, MAUI, Azure Functions."
