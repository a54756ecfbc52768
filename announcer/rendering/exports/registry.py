"""Which formats `announcer export` writes; docs/reference/exports.md says what each of them loses."""

from collections.abc import Mapping
from types import MappingProxyType

from announcer.ports.export_formats import ExportFormat
from announcer.rendering.exports.bibtex_export import bibtex_record
from announcer.rendering.exports.json_exports import csl_record, json_ld_record
from announcer.rendering.exports.ris_export import ris_record

EXPORTS: Mapping[str, ExportFormat] = MappingProxyType(
    {
        "csl-json": ExportFormat(record=csl_record, start="[\n", between=",\n", end="\n]\n"),
        "json-ld": ExportFormat(record=json_ld_record, start="[\n", between=",\n", end="\n]\n"),
        "ris": ExportFormat(record=ris_record, between="\n\n"),
        "bibtex": ExportFormat(record=bibtex_record, between="\n\n"),
    }
)
"""The formats, by the name that `--format` takes."""
