"""The command line: each command parses its call, calls the library, prints. Nothing is decided here.

    main.py       the program: its commands, registered
    answers.py    the one place that turns errors into a line on stderr and an exit status
    options.py    the options that several commands share
    batch.py      reports in, events out, with what was skipped and what failed counted
    writers.py    the forms of output: table, jsonl, json, csv
    table.py      a report and its records for the eye
    flat.py       a record as one row of a spreadsheet

The other files hold one command each. Heavy imports stay inside the commands, so that `diurna --help` answers at once.
"""
