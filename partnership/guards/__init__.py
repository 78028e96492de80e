"""What any change may meet: refusals, versions, locks and sealed secrets."""
