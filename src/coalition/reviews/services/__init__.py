"""Every change of reviews is one of these verbs: keyword-only, one transaction, history and events included."""
