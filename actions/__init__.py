"""Business plans and the one register of actions, whatever raised them."""
