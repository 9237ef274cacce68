"""Every change of the record is one of these verbs: keyword-only, one transaction, history and events included.

The web, the command line, agents and workers call the same ones. The caller has passed the gate; a service checks what
must hold whoever asks. ``by`` is the user behind the change, or None for the product itself.
"""
