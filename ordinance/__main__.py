"""`python -m ordinance`: the command, where the script is not on the path."""

from ordinance.cli.main import run

if __name__ == "__main__":
    run()
