import click


@click.command()
@click.argument("words", nargs=-1)
def main(words: tuple[str, ...]) -> None:
    click.echo(f"tally counted {len(words)} words")
