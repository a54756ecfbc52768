"""The findings on post texts and their key sentences; part of `finding_catalogue`."""

from announcer.core.findings import FindingKind, Level

TEXT_FINDINGS = (
    FindingKind(
        id="text-too-long",
        level=Level.HOLD,
        message="the text does not fit into {limit}: {parts} cannot be made short enough",
        hint="shorten the record's words, or make more of the template optional or flexible",
        meaning="What the template keeps, or the first word of a flexible part, is longer than the limit.",
    ),
    FindingKind(
        id="template-missing-link",
        level=Level.HOLD,
        message="the text does not contain {link} as one whole link",
        hint="the template needs {{{{ link }}}} outside optional parts, with white space around it",
        meaning="The text does not contain the publication's link as one whole link.",
    ),
    FindingKind(
        id="unintended-link",
        level=Level.HOLD,
        message="X would turn {text!r} into a link",
        hint="in the template, write {instead!r}",
        meaning="The text has a link that is not the publication's.",
    ),
    FindingKind(
        id="unintended-mention",
        level=Level.HOLD,
        message="X would turn {text!r} into a {kind}",
        hint="in the template, write {instead}, or leave it out: posts name no accounts",
        meaning="The text names an account (`@name`) or a share symbol (`$AB`).",
    ),
    FindingKind(
        id="forbidden-character",
        level=Level.HOLD,
        message="the text contains U+{code:04X}, which must not be posted",
        hint="remove it from the template or the phrases",
        meaning="The template or the phrases have a hidden character or a presentation form.",
    ),
    FindingKind(
        id="text-shortened",
        level=Level.WARNING,
        message="shortened to fit, ending in …: {parts}",
        hint="read whether it still says the same",
        meaning="A flexible part of the text was cut and ends in `…`.",
    ),
    FindingKind(
        id="key-sentence-left-out",
        level=Level.WARNING,
        message="no key sentence fits beside what the template keeps; the post says nothing of the finding",
        hint="choose a shorter sentence on the review page, or give the record one as key_sentence",
        meaning="The record has a key sentence, and the post carries none of its forms.",
    ),
    FindingKind(
        id="key-sentence-needs-title",
        level=Level.NOTE,
        message="the key sentence says too little without the title, and both do not fit; the title leads the post",
        hint="choose a sentence on the review page that names its subject, or give the record a key_sentence",
        meaning="It lacks telling words of its title, or that is a finding itself; it is carried only beside it.",
    ),
    FindingKind(
        id="key-sentence-turned",
        level=Level.NOTE,
        message="after the key sentence the abstract goes on: “{words}”",
        hint="see whether the post is fair without it",
        meaning="The sentence after the one that the post carries begins with However, But or the like.",
    ),
    FindingKind(
        id="names-left-out",
        level=Level.WARNING,
        message="names in letters that a post in {language!r} cannot show are left out: {names}",
        hint="give them in translations.{language}.authors and translations.{language}.journal",
        meaning="The names of authors or journal are in Persian letters, the post is not; none is transliterated.",
    ),
    FindingKind(
        id="half-space-mended",
        level=Level.NOTE,
        message="half-spaces were put in where the record has spaces: {places}",
        meaning="A Persian text of the record had spaces where half-spaces belong («می شود»); they were set right.",
    ),
    FindingKind(
        id="half-space-doubtful",
        level=Level.WARNING,
        message="a space stands where Persian may want a half-space: {places}",
        hint="write it with a half-space (U+200C) in the record, or leave it",
        meaning="A Persian text has a space that a reader must judge; clear ones («می شود») are set right.",
    ),
    FindingKind(
        id="entity-defused",
        level=Level.NOTE,
        message="X would have turned {text!r} into a {kind}; the post writes it so that X does not",
        hint="add the missing space to the record",
        meaning="A word of the record is written so that X makes no link, mention or tag of it.",
    ),
    FindingKind(
        id="no-key-sentence",
        level=Level.NOTE,
        message="no sentence of the record can stand for it: {reason}",
        hint="write the post by hand on the review page, or give the record a key_sentence or a lay_summary",
        meaning="Neither the record nor its abstract has a sentence that can stand alone.",
    ),
)
