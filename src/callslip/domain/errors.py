"""The catalogue of errors that a caller can see; statuses of modelled ones come from the API model, not from here."""

from collections.abc import Container
from typing import ClassVar


class ServiceError(Exception):
    """What went wrong, in words for the caller; the class name is the code on the wire.

    `status` is set only for codes that the API model does not declare. `members` are further members of the
    error shape, in Amazon's case.
    """

    status: ClassVar[int | None] = None

    def __init__(self, message: str, **members: object) -> None:
        super().__init__(message)
        self.message = message
        self.members = members


# Declared by the API model: the status is read there.


class AccessDeniedException(ServiceError):
    """The caller may not do this."""


class ConflictException(ServiceError):
    """The contact's state does not allow it now."""


class ContactFlowNotPublishedException(ServiceError):
    """The flow has never been published."""


class ContactNotFoundException(ServiceError):
    """StopContact: the contact is not there."""


class DuplicateResourceException(ServiceError):
    """A resource with that name exists."""


class IdempotencyException(ServiceError):
    """An earlier request with the same ClientToken said something else."""


class InternalServiceException(ServiceError):
    """Our fault; nothing was changed."""


class InvalidActiveRegionException(ServiceError):
    """The request came to a region in which the instance is not active."""


class InvalidContactFlowException(ServiceError):
    """The content is not a flow; its member `problems` says why."""


class InvalidContactFlowModuleException(ServiceError):
    """The content is not a flow module; its member `Problems` says why."""


class InvalidParameterException(ServiceError):
    """A member's content is not allowed."""


class InvalidRequestException(ServiceError):
    """The request cannot be understood, or the resource's state does not allow it."""


class LimitExceededException(ServiceError):
    """A limit would be passed."""


class ResourceConflictException(ServiceError):
    """The resource's state does not allow it."""

    """A limit on the number of resources would be passed."""


class ResourceInUseException(ServiceError):
    """Another resource needs this one."""


class ResourceNotFoundException(ServiceError):
    """No such resource."""


class ServiceQuotaExceededException(ServiceError):
    """A quota of the service would be passed."""


class ThrottlingException(ServiceError):
    """Requests come faster than allowed."""


class TooManyRequestsException(ServiceError):
    """Requests come faster than allowed."""


def declared(error: ServiceError, codes: Container[str]) -> ServiceError:
    """The error as an operation that declares only `codes` can answer it.

    Some operations declare one of InvalidParameterException and InvalidRequestException: it stands in for the other.
    """
    for code, other in _EACH_OTHER:
        if isinstance(error, code) and code.__name__ not in codes and other.__name__ in codes:
            return other(error.message)
    return error


_EACH_OTHER = (
    (InvalidParameterException, InvalidRequestException),
    (InvalidRequestException, InvalidParameterException),
)


# Not in the API model: common errors of AWS front ends, and our own 501.


class ExpiredTokenException(ServiceError):
    """The session token has expired."""

    status = 403


class IncompleteSignatureException(ServiceError):
    """The Authorization header lacks a part."""

    status = 403


class InvalidSignatureException(ServiceError):
    """The signature does not verify."""

    status = 403


class MalformedHttpRequestException(ServiceError):
    """The bytes are not an HTTP request that we can read."""

    status = 400


class MissingAuthenticationTokenException(ServiceError):
    """No Authorization header."""

    status = 403


class NotImplementedException(ServiceError):
    """The API has this, Callslip does not serve it (our own code: Amazon has none for it)."""

    status = 501


class RequestEntityTooLargeException(ServiceError):
    """The body or the headers are over the limit."""

    status = 413


class RequestTimeoutException(ServiceError):
    """The request did not arrive in time."""

    status = 408


class ServiceUnavailableException(ServiceError):
    """Overloaded or stopping; try again."""

    status = 503


class UnknownOperationException(ServiceError):
    """No operation at this path and method."""

    status = 404


class UnrecognizedClientException(ServiceError):
    """The access key or session token is not known."""

    status = 403
