"""Rules that Amazon leaves open or an owner may change; the defaults are the specification's decisions."""

import msgspec

from callslip.domain.quotas import SEARCH_WEEKS_MAX

ATTRIBUTES_EPOCH_MS = 1_536_710_400_000
"""2018-09-12T00:00:00Z, when Amazon released UpdateContactAttributes."""

RETENTION_MONTHS = 24


class Rules(msgspec.Struct, frozen=True):
    """What the operations ask before they decide."""

    attributes_epoch_ms: int = ATTRIBUTES_EPOCH_MS
    """Attributes of a chain that began earlier cannot be updated."""
    strict_initial_contact_id: bool = False
    """True: only the first contact's id finds the attributes; False: any contact of the chain."""
    refuses_unknown_resources: bool = False
    """True: a queue, user, flow or quick connect that a contact operation names must be stored."""
    search_weeks_max: int = SEARCH_WEEKS_MAX
    """The longest time range that SearchContacts takes; 0 for any."""
    retention_months: int = RETENTION_MONTHS
    """A contact is gone this long after its initiation; 0 keeps it for ever."""
    retention_archive: str = ""
    """Folder where contacts are written before they are deleted; empty for nowhere."""
