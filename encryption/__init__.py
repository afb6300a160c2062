"""Keys, encrypted fields and blind indexes; knows no other room."""
