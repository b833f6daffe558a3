"""Exports of CBS StatLine as they come from the browser or the API: OData v3 and v4 (JSON) and CSV; no network needed."""

from cusd_xl.parameters.cbs.export import Exportvraag, read_inwoners

__all__ = ["Exportvraag", "read_inwoners"]
