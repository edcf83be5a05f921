"""What a caller may see of the changes that everybody makes: its policy is asked of each contact."""

from urllib.parse import quote

import msgspec

from callslip.auth.authorize import check
from callslip.auth.policy import LimitedCaller, Resource
from callslip.auth.resources import contact_facts
from callslip.domain.arn import ArnMaker
from callslip.domain.caller import Caller
from callslip.domain.errors import AccessDeniedException
from callslip.store import Store

_NAME = "FollowChanges"


class Sight(msgspec.Struct, frozen=True):
    """The eyes of one reader of the feed, who needs the action `connect:FollowChanges` on a contact to see it."""

    arns: ArnMaker
    caller: Caller

    def check(self, instance_id: str, contact_id: str) -> None:
        """Whether anything of this is for the caller; `*` is any instance or contact. Raises AccessDeniedException.

        A policy that asks for what only the store knows is asked at each change alone.
        """
        policy = self.caller.policy if isinstance(self.caller, LimitedCaller) else None
        if policy is not None and not policy.relevant(f"connect:{_NAME}").needs_store:
            facts = {} if instance_id == "*" else {"connect:instanceid": (instance_id,)}
            check(self.caller, policy, _NAME, facts, [self._resource(instance_id, contact_id)])

    def sees(self, store: Store, instance_id: str, contact_ids: tuple[str, str], name: str) -> bool:
        """Whether a change of the key `name` is for the caller; the contact named, and the first of its chain.

        A contact that is there no more is what the first of its chain is.
        """
        if self.caller.masks.hides(name):
            return False
        policy = self.caller.policy if isinstance(self.caller, LimitedCaller) else None
        if policy is None:
            return True
        found = (store.contacts.find(instance_id, contact_id) for contact_id in contact_ids)
        contact = next((each for each in found if each is not None), None)
        facts = {} if contact is None else contact_facts(contact, self.arns)
        facts = {**facts, "connect:instanceid": (instance_id,)}
        try:
            check(self.caller, policy, _NAME, facts, [self._resource(instance_id, contact_ids[0])])
        except AccessDeniedException:
            return False
        return True

    def _resource(self, instance_id: str, contact_id: str) -> Resource:
        arn = self.arns.contact(quote(instance_id, safe="*"), quote(contact_id, safe="*"))
        return Resource(arn, arn)
