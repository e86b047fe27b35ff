"""The tasks that share one encoder, a module each; `training.train` names them."""
