"""How a test comes in as a party without walking through the portal's pages."""

from accounts import entry


def come_in(client, invitation):
    """The client, now in a party's session: what the portal does after the right code. Staff: `client.force_login(user)`."""
    request = client.get("/left/").wsgi_request
    request.session = client.session
    entry.by_invitation(request, invitation)
    request.session.save()
    client.cookies["sessionid"] = request.session.session_key
    return client
