"""Begins, links, moves and ends contacts, and drives the flows that run over them."""

from callslip.runner.contacts import begin_contact, end_contact, find_chat_source, get_recordable

__all__ = ["begin_contact", "end_contact", "find_chat_source", "get_recordable"]
