"""Callslip: a self-hosted server that speaks the Amazon Connect API for contact attributes."""

__version__ = "0.1.0"
