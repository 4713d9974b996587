"""Looks for what may name a patient, before anything of a return is kept, written or quoted."""

from portfolio.intake.patient_ids.scan import identifier_findings

__all__ = ["identifier_findings"]
