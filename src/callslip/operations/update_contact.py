"""UpdateContact: name, description, references and segment attributes of a contact."""

from callslip.domain.arn import contact_id_of, instance_id_of
from callslip.domain.contact_update import updated
from callslip.operation import Context, Members, operation


@operation("write")
def update_contact(context: Context, members: Members) -> None:
    """Change one contact, ongoing or ended; the others of its chain stay as they are.

    https://docs.aws.amazon.com/connect/latest/APIReference/API_UpdateContact.html
    """
    instance_id = instance_id_of(members["InstanceId"])
    contacts = context.store.contacts
    contact = contacts.get(instance_id, contact_id_of(members["ContactId"]), context.floor_ms)
    contacts.update(updated(contact, members, context.now_ms))
