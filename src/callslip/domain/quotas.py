"""How many of everything there may be: Amazon's defaults for a new account, and its fixed limits, each with its source.

Unless another source is named: https://docs.aws.amazon.com/connect/latest/adminguide/amazon-connect-service-limits.html
"""

# Resources of one instance.
AGENT_STATUSES_MAX = 50
FLOWS_MAX = 100
FLOW_MODULES_MAX = 200
HOURS_OF_OPERATION_MAX = 100
LAMBDA_FUNCTIONS_MAX = 50
PREDEFINED_ATTRIBUTES_MAX = 150
QUEUES_MAX = 100
QUICK_CONNECTS_MAX = 100
ROUTING_PROFILES_MAX = 500
SECURITY_PROFILES_MAX = 100
USERS_MAX = 500

# Parts of one resource.
ROUTING_PROFILE_QUEUES_MAX = 50
"""Pairs of queue and channel; queues for manual assignment count on their own."""
ROUTING_PROFILE_QUEUES_LEAVING_MAX = 10
"""Queues that one request takes from a profile.
https://docs.aws.amazon.com/connect/latest/APIReference/API_DisassociateRoutingProfileQueues.html"""
RESOURCE_TAGS_MAX = 50
"""https://docs.aws.amazon.com/connect/latest/APIReference/API_TagResource.html"""

# One contact, and one chain of contacts.
CONTACT_TAGS_MAX = 6
"""For one request: https://docs.aws.amazon.com/connect/latest/APIReference/API_TagContact.html; in all: our reading."""
CHAIN_LEGS_MAX = 12
"""Tasks in one chain, or e-mails: the first, and eleven that follow it.
https://docs.aws.amazon.com/connect/latest/adminguide/feature-limits.html"""
MONITORS_MAX = 5
"""Who listens to one contact at a time (our reading of the same page)."""
PAUSES_MAX = 10
"""https://docs.aws.amazon.com/connect/latest/APIReference/API_PauseContact.html"""
SCHEDULE_AHEAD_DAYS_MAX = 6
"""How far ahead a task may start. https://docs.aws.amazon.com/connect/latest/APIReference/API_StartTaskContact.html"""
EXPIRY_DAYS_MAX = 90
"""How long a contact may last. https://docs.aws.amazon.com/connect/latest/adminguide/feature-limits.html"""

# Searches for contacts: https://docs.aws.amazon.com/connect/latest/adminguide/contact-search.html
SEARCH_RESULTS_MAX = 10_000
"""Over all pages of one search; documented for the console's page of contacts."""
SEARCH_WEEKS_MAX = 8
SEARCHABLE_KEYS_MAX = 50
"""https://docs.aws.amazon.com/connect/latest/adminguide/search-custom-attributes.html"""
