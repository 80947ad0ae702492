"""Short ways to write project files and repositories of .NET."""

from __future__ import annotations

WEB = "Microsoft.NET.Sdk.Web"
PLAIN = "Microsoft.NET.Sdk"
MINIMAL = "var app = WebApplication.CreateBuilder(args).Build();\napp.Run();\n"


def project(sdk: str = PLAIN, *items: str, **properties: str) -> str:
    """A project file with a line for each property and item."""
    said = "".join(
        f"    <{name}>{value}</{name}>\n" for name, value in {"TargetFramework": "net10.0", **properties}.items()
    )
    listed = "".join(f"    {item}\n" for item in items)
    groups = f"  <PropertyGroup>\n{said}  </PropertyGroup>\n  <ItemGroup>\n{listed}  </ItemGroup>\n"
    return f'<Project Sdk="{sdk}">\n{groups}</Project>\n'


def package(name: str, version: str = "") -> str:
    return f'<PackageReference Include="{name}"' + (f' Version="{version}" />' if version else " />")


def reference(path: str) -> str:
    return f'<ProjectReference Include="{path}" />'


def solution(*paths: str) -> str:
    """A .sln, in the form that all tools but the newest write."""
    lines = (f'Project("{{FAE0}}") = "x", "{path}", "{{1}}"\nEndProject\n' for path in paths)
    return "Microsoft Visual Studio Solution File, Format Version 12.00\n" + "".join(lines)
