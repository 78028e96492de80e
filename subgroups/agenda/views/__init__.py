"""The pages of agendas and of the forward plan."""
