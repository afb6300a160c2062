"""What people type in the parties' window and on the public pages of this room."""
