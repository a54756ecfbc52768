from announcer.core.posts.alt_text import ALT_TEXT_LIMITS, alt_text_limit


def test_every_channel_has_its_limit() -> None:
    assert {channel: alt_text_limit(channel) for channel in ALT_TEXT_LIMITS} == ALT_TEXT_LIMITS


def test_a_channel_that_is_not_known_gets_what_every_channel_takes() -> None:
    assert alt_text_limit("elsewhere") == 1000
