"""DeletePredefinedAttribute: remove a predefined attribute."""

from callslip.domain.kinds import PREDEFINED_ATTRIBUTE
from callslip.operation import Context, Members, operation
from callslip.resources import get_resource


@operation("write")
def delete_predefined_attribute(context: Context, members: Members) -> None:
    """Delete the attribute. Nothing that is served depends on one.

    https://docs.aws.amazon.com/connect/latest/APIReference/API_DeletePredefinedAttribute.html
    """
    context.store.resources.delete(get_resource(context, PREDEFINED_ATTRIBUTE, members))
