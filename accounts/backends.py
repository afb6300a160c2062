"""How a session turns back into a user: staff by password, parties by invitation; neither door opens for the other."""

from django.contrib.auth.backends import BaseBackend, ModelBackend
from django.utils import timezone

from accounts.models import User

STAFF = "accounts.backends.StaffBackend"
PARTY = "accounts.backends.InvitationBackend"
READ = "SELECT * FROM accounts_user WHERE id = %s"


class StaffBackend(ModelBackend):
    """Password login for active staff. Every refusal costs one password hash, so time does not tell who exists."""

    def user_can_authenticate(self, user):
        """Asked after the password was hashed, and again whenever a session is read."""
        expired = user.temporary_until and user.temporary_until <= timezone.now()
        return user.kind == User.Kind.STAFF and user.is_active and not expired

    def get_user(self, user_id):
        """The user of a session; every request asks, so the query is not built anew."""
        user = next(iter(User.objects.raw(READ, [user_id])), None)
        return user if user is not None and self.user_can_authenticate(user) else None


class InvitationBackend(BaseBackend):
    """Sessions of parties, begun by accounts.entry after link and code; nobody authenticates here with a password."""

    def get_user(self, user_id):
        return User.objects.filter(pk=user_id, kind=User.Kind.PARTY, is_active=True).first()
