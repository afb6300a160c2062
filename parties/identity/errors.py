"""The one refusal of this folder."""


class IdentityError(ValueError):
    """What was typed cannot be kept; `message` is a sentence for who typed it, `field` the field it is about."""

    def __init__(self, message: str, field: str = ""):
        super().__init__(message)
        self.message = str(message)
        self.field = field
