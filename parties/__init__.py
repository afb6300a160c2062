"""Who is in dispute: a person or an organization, one row for each dispute."""
