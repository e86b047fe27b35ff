"""Training of the weights that onrecord ships; nothing here is imported at run time."""
