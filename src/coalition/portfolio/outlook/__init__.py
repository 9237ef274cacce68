"""The team's own outlook: learnt at night from its closed deals, stage by stage. See docs/explanation/outlook.md."""
