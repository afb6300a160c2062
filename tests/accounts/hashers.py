"""A password hasher that counts its work: what a clock on the wire would see."""

from django.contrib.auth.hashers import MD5PasswordHasher

WORK = []


class CountingHasher(MD5PasswordHasher):
    algorithm = "counting_md5"

    def encode(self, password, salt):
        WORK.append(password)
        return super().encode(password, salt)
