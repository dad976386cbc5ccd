"""One file per row of the table in issue 7: each holds ``THING``. It takes part by standing in `bench.growth.run.THINGS`."""
