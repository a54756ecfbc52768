import pytest

from announcer.core.keysentences.roles import Role, role_of_label


@pytest.mark.parametrize(
    ("label", "role"),
    [
        ("Conclusions", Role.CONCLUSION),
        ("CONCLUSION AND DISCUSSION", Role.CONCLUSION),
        ("Reviewer's conclusions", Role.CONCLUSION),
        ("Key points", Role.CONCLUSION),
        ("Discussion", Role.CONCLUSION),
        ("Interpretation", Role.CONCLUSION),
        ("Main results", Role.RESULT),
        ("Findings", Role.RESULT),
        ("Main outcome measures", Role.METHOD),
        ("Design, setting, and participants", Role.METHOD),
        ("Search strategy", Role.METHOD),
        ("Background/Aims", Role.AIM),
        ("Summary of background data", Role.BACKGROUND),
        ("Importance", Role.BACKGROUND),
        ("Methods and results", None),
        ("Limitations", None),
        ("Funding", None),
        ("", None),
        ("بحث و نتیجه گیری", Role.CONCLUSION),
        ("نتیجه‌گیری", Role.CONCLUSION),
        ("یافته‌ها", Role.RESULT),
        ("نتایج", Role.RESULT),
        ("مواد و روش‌ها", Role.METHOD),
        ("زمینه و هدف", Role.AIM),
        ("مقدمه", Role.BACKGROUND),
    ],
)
def test_a_label_gives_its_sentences_a_role(label: str, role: Role | None) -> None:
    assert role_of_label(label) is role
