"""Properties are tried on the same examples in every run, so that a run fails for what was changed and for nothing else."""

from hypothesis import settings

settings.register_profile("same-examples", derandomize=True, deadline=None, print_blob=False)
settings.register_profile("new-examples", deadline=None, max_examples=1000)
settings.load_profile("same-examples")
