"""Calls the fault server as a client of X does: signed, through http.client."""

import http.client
import json
from dataclasses import dataclass

from tests.faultserver.server import FaultServer
from tests.faultserver.signatures import authorization
from tests.faultserver.world import Account, now

PNG = b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR" + (1200).to_bytes(4, "big") + (675).to_bytes(4, "big") + b"rest"
FIELDS = "tweet.fields=created_at,entities"


@dataclass(frozen=True, slots=True, kw_only=True)
class Reply:
    status: int
    headers: dict[str, str]
    content: dict[str, object]

    @property
    def data(self) -> dict[str, object]:
        data = self.content["data"]
        assert isinstance(data, dict)
        return data

    @property
    def posts(self) -> list[dict[str, object]]:
        data = self.content.get("data", [])
        assert isinstance(data, list)
        return data


class Caller:
    """Signs and sends as a client of X does, over http.client."""

    def __init__(self, server: FaultServer, account: Account) -> None:
        self.server = server
        self.account = account
        self.count = 0

    def header(self, method: str, target: str) -> str:
        self.count += 1
        timestamp = int(now().timestamp())
        return authorization(
            method, self.server.url + target, self.account, nonce=f"n{self.count}", timestamp=timestamp
        )

    def send(self, method: str, target: str, body: bytes = b"", kind: str = "application/json") -> Reply:
        connection = http.client.HTTPConnection("127.0.0.1", self.server.port, timeout=5)
        headers = {"Authorization": self.header(method, target), "Content-Type": kind}
        connection.request(method, target, body, headers)
        answer = connection.getresponse()
        content = json.loads(answer.read())
        connection.close()
        return Reply(status=answer.status, headers={k.lower(): v for k, v in answer.getheaders()}, content=content)

    def json(self, method: str, target: str, content: object) -> Reply:
        return self.send(method, target, json.dumps(content).encode())

    def post(self, text: str, *media_ids: str) -> Reply:
        return self.json(
            "POST", "/2/tweets", {"text": text} | ({"media": {"media_ids": media_ids}} if media_ids else {})
        )

    def upload(self, **fields: str) -> Reply:
        parts = [
            f'--b\r\nContent-Disposition: form-data; name="{k}"\r\n\r\n{v}\r\n'.encode() for k, v in fields.items()
        ]
        disposition = b'--b\r\nContent-Disposition: form-data; name="media"; filename="card.png"\r\n'
        picture = disposition + b"Content-Type: image/png\r\n\r\n" + PNG + b"\r\n"
        body = b"".join([*parts, picture, b"--b--\r\n"])
        return self.send("POST", "/2/media/upload", body, "multipart/form-data; boundary=b")

    def picture(self) -> str:
        return str(self.upload(media_category="tweet_image").data["id"])

    def describe(self, media_id: str, text: str) -> Reply:
        return self.json("POST", "/2/media/metadata", {"id": media_id, "metadata": {"alt_text": {"text": text}}})

    def timeline(self, query: str = FIELDS) -> Reply:
        return self.send("GET", f"/2/users/{self.account.id}/tweets?{query}")
