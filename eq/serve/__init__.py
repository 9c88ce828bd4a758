"""Starting the app: launcher, gate, policy, shortcut."""
