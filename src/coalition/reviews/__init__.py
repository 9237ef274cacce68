"""Reviews of maps: the weekly queue, comments and suggestions of peers, and the actions agreed on."""
