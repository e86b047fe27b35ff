"""One module a task, each with `FIELDS` and `predict(rows)`; see `bench/predict.py`."""
