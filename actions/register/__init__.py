"""The one register of actions: who does what by when, whatever raised it."""
