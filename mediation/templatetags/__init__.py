"""The words every template may use."""
