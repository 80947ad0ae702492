"""Which variables code reads, and which of them it cannot do without."""

from __future__ import annotations

import pytest

from bot.stacks.javascript.tokens import tokens
from bot.stacks.javascript.variables import read

WHOLE = "\nparse(process.env)"


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("process.env.URL_A", ["URL_A"]),
        ("process.env.npm_package_version", ["npm_package_version"]),
        ('process.env["URL_A"]; Bun.env.URL_B; Deno.env.get("URL_C")', ["URL_A", "URL_B", "URL_C"]),
        ("process.env[name]; process.envs.A; Deno.env.get(name); Deno.env.get(", []),
        ("process.env.", []),
        ("import.meta.env.VITE_URL; import.meta.env.PROD; import.meta.url", ["VITE_URL"]),
        ('"process.env.URL_A" // process.env.URL_B', []),
    ],
)
def test_where_a_variable_is_read(text: str, names: list[str]) -> None:
    assert list(read(tokens(text)).all) == names


@pytest.mark.parametrize(
    ("text", "required"),
    [
        ("const a = process.env.AA ?? fail('AA')", ["AA"]),
        ("const a = process.env.AA! || (() => { throw new Error() })()", ["AA"]),
        ("const a = process.env.AA ?? 'x'; throw y", []),
        ("const a = process.env.AA || b; throw y", []),
        ("const a = process.env.AA || b.c.d.e.f.g.h.i.j.k.l.m", []),
        ("invariant(process.env.AA, 'AA')", ["AA"]),
        ("assert.ok(process.env.AA)", ["AA"]),
        ("if (!process.env.AA) throw new Error('AA')", ["AA"]),
        ("if (!process.env.AA || !process.env.BB) { log(); process.exit(1) }", ["AA", "BB"]),
        ("const a = process.env.AA\nif (!a) {\n  throw b }", ["AA"]),
        ("if (!process.env.AA) { log() } throw b", []),
        ("if (!process.env.AA) log(); throw b", []),
        ("if (!process.env.AA && b) throw c", []),
        ("if (!a) throw b", []),
        ("if (process.env.AA) throw b", []),
        ("if (!process.env.AA) " + "a " * 99, []),
        ("config.getOrThrow<string>('AA'); requireEnv('BB')", ["AA", "BB"]),
        ("env.get('AA').required().asString(); env.get('BB').asString()", ["AA"]),
        ("requireEnv(name); requireEnv('lower'); read('AA')", []),
    ],
)
def test_what_the_code_throws_without(text: str, required: list[str]) -> None:
    assert list(read(tokens(text)).required) == required


@pytest.mark.parametrize(
    ("text", "required", "optional"),
    [
        ("z.object({ AA: z.string().url(), BB: z.string().optional() })" + WHOLE, ["AA"], ["BB"]),
        ("z.object({ AA: z.string().default('x'), BB: z.coerce.boolean() })" + WHOLE, [], ["AA", "BB"]),
        ("v.object({ AA: v.string(), 'BB': v.optional(v.string()) })" + WHOLE, ["AA"], ["BB"]),
        ("z.object({ AA: z.string() })", [], []),
        ("z.object({ AA: z.string() }); process.env.BB", [], ["BB"]),
        ("cleanEnv(process.env, { AA: str(), BB: port({ default: 3000 }) })", ["AA"], ["BB"]),
        ("Joi.object({ AA: Joi.string().required(), BB: Joi.string() })", ["AA"], ["BB"]),
        ("Env.create(u, { AA: Env.schema.string(), BB: Env.schema.number.optional() })", ["AA"], ["BB"]),
        ("const a = { AA: 1, BB: other() }" + WHOLE, [], []),
        ("z.object({ AA: z.object({ a: [1, 2] " + WHOLE, ["AA"], []),
    ],
)
def test_what_a_schema_of_the_environment_asks(text: str, required: list[str], optional: list[str]) -> None:
    said = read(tokens(text))

    assert list(said.required) == required
    assert [name for name in said.all if name not in said.required] == optional


def test_a_variable_is_cited_where_it_is_named() -> None:
    said = read(tokens("\nconst a = process.env.AA\n\nif (!a) throw b"))

    assert said.required == {"AA": 2}
