"""From a case to findings: reads the ledger, runs an analysis, returns what a person asks for."""
