"""What running Trinvis takes, and the audit of what it depends on."""
