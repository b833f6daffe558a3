"""`python -m cusd_xl`: the command line without the installed script."""

from cusd_xl.cli import main

if __name__ == "__main__":
    main()
