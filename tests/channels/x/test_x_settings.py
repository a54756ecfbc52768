"""The addresses of `[channels.x]`: where keys may go, and where they may not."""

import pytest

from announcer.errors import ConfigurationError
from announcer.settings.site_settings import parse_settings

LEAST = '[institution]\nname.en = "A University"\n[channels.x]\n'


def parsed(name: str, address: str, more: str = "") -> str:
    text = "".join(character if character.isprintable() else f"\\u{ord(character):04x}" for character in address)
    settings = parse_settings(f'{LEAST}{name} = "{text}"\n{more}')
    return str(getattr(settings.channels.x, name))


@pytest.mark.parametrize(
    "address",
    [
        "https://api.x.com",
        "https://api.x.com/",
        "https://gateway.example.edu:8443/x",
        "https://10.0.0.7",
        "https://[2001:db8::7]:8443",
        "http://127.0.0.1:8080",
        "http://127.8.9.1",
        "http://localhost:1",
        "http://[::1]:8080",
    ],
)
def test_keys_go_over_https_or_to_a_server_on_this_machine(address: str) -> None:
    assert parsed("api_url", address) == address


@pytest.mark.parametrize(
    "address",
    [
        "http://api.x.com",
        "http://10.0.0.7:8080",
        "http://[2001:db8::7]",
        "http://localhost.example.org",
        "http://127.0.0.1.example.org",
        "http://127.1",
        "http://2130706433",
        "http://0.0.0.0:8080",
    ],
)
def test_keys_never_leave_the_machine_in_clear(address: str) -> None:
    with pytest.raises(ConfigurationError, match=r"channels\.x\.api_url: .*unencrypted"):
        parsed("api_url", address)


ODD = [
    "api.x.com",
    "//api.x.com",
    "https://",
    "https:///path",
    "https://user@api.x.com",
    "https://user:secret@api.x.com",
    "https://@api.x.com",
    "https://api.x.com?debug=1",
    "https://api.x.com/?",
    "https://api.x.com#top",
    "https://api.x.com:99999",
    "https://api.x.com:0",
    "https://api.x.com:-1",
    "https://api.x.com:x",
    "https://api.x.com:",
    "https://[::1",
    "https://::1]",
    "https://[example]",
    "https://api.x.com\r\nHost: evil",
    "https://api.x.com/\nX: y",
    "https://api\t.x.com",
    "https://api x.com",
    "https://api.x.com\\\\@evil",
    "https://ápi.x.com",
    "ftp://api.x.com",
    "file:///etc/passwd",
]


@pytest.mark.parametrize("address", ["", *ODD])
def test_what_is_no_address_is_told_with_its_key(address: str) -> None:
    with pytest.raises(ConfigurationError, match=r"channels\.x\.api_url"):
        parsed("api_url", address)


@pytest.mark.parametrize("address", ["", "http://proxy.example.edu:3128", "http://10.0.0.7:3128/"])
def test_a_proxy_is_an_address_of_http(address: str) -> None:
    assert parsed("proxy", address) == address


@pytest.mark.parametrize("address", [*ODD, "https://proxy.example.edu:3128", "socks5://127.0.0.1:1080"])
def test_what_is_no_proxy_is_told_with_its_key(address: str) -> None:
    with pytest.raises(ConfigurationError, match=r"channels\.x\.proxy"):
        parsed("proxy", address)


def test_a_password_in_an_address_is_not_repeated() -> None:
    with pytest.raises(ConfigurationError) as caught:
        parsed("proxy", "http://user:secret@proxy.example.edu:99999")

    assert "secret" not in str(caught.value)


def test_a_proxy_that_would_not_be_used_is_told() -> None:
    with pytest.raises(ConfigurationError, match=r"channels\.x: proxy is not used"):
        parsed("api_url", "http://127.0.0.1:8080", 'proxy = "http://proxy.example.edu:3128"\n')
