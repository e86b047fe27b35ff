"""Reports whose events are counted whole: one event told in pieces is one incident, and others stay apart."""
