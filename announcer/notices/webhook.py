"""A notice by an HTTP POST of JSON, as chat programs and pagers take it."""

import json

from announcer.errors import NoticeError
from announcer.ports.notices import Notice

WEBHOOK_SECONDS = 10
"""How long to wait for the connection, and for each piece of the answer's head; its body is not read."""
FIRST_REFUSAL = 300


class WebhookNotifier:
    """Posts the notice to an address; any 2xx answer will do.

    No redirect is followed, and no proxy of the machine's is used.
    """

    name = "webhook"

    def __init__(self, url: str) -> None:
        self._url = url

    def tell(self, notice: Notice) -> None:
        """Post it."""
        import requests  # noqa: PLC0415 (slow to import, and seldom needed)

        text = json.dumps({"text": f"{notice.subject}\n\n{notice.text}", **notice.as_json})
        try:
            with requests.Session() as session:
                session.trust_env = False
                answer = session.post(
                    self._url,
                    data=text.encode(),
                    headers={"Content-Type": "application/json"},
                    timeout=WEBHOOK_SECONDS,
                    allow_redirects=False,
                    stream=True,
                )
                answer.close()
        except requests.RequestException as error:
            # the error's words have the address in them, which may be a secret
            raise NoticeError(self.name, f"no answer: {_why(error)}") from None
        if answer.status_code >= FIRST_REFUSAL:
            raise NoticeError(self.name, f"the answer is {answer.status_code}")


def _why(error: Exception) -> str:
    import requests  # noqa: PLC0415 (as above)

    reasons = {
        requests.Timeout: "it took too long",
        requests.exceptions.SSLError: "the connection cannot be encrypted, or the certificate is not trusted",
        requests.ConnectionError: "it cannot be reached, or broke off",
    }
    return next(
        (words for kind, words in reasons.items() if isinstance(error, kind)), "it is not one of a web server"
    )
