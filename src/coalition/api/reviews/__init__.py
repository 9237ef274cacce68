"""Reviews of maps: the queue, the questions, comments and suggestions, actions."""
