"""Where older versions of the AWS CLI do something else than the newest, which ours follows; the reference says why."""

EXITS: dict[str, dict[int, tuple[int, ...]]] = {"1.46.3": {252: (2, 255), 253: (255,), 254: (255,)}, "2.9.19": {}}
"""The exit codes of the newest, and what an older version has instead."""
HANGS = {"2.9.19": ["shorthand-50"]}
"""Lines that a version does not come to the end of."""
_BY_REASON = {
    "1.46.3": {
        "older-model": """
            skeleton-chat
        """,
        "yaml": """
            skeleton-yaml skeleton-yaml-chat input-yaml input-yaml-file input-yaml-types input-yaml-bad
            input-yaml-text input-yaml-empty input-yaml-and-json input-yaml-and-option output-yaml
            output-yaml-stream output-nested-yaml pages-yaml-stream skeleton-yaml-beside-options
            skeleton-yaml-get skeleton-yaml-get-beside-options skeleton-input-as-yaml update-input-yaml
            input-yaml-json update-input-yaml-types input-yaml-list update-input-yaml-and-json
            input-yaml-extra input-yaml-anchor output-update-yaml output-update-yaml-stream
        """,
        "choices": """
            unknown-operation-close
        """,
        "fetches": """
            contact-http short-http contact-https
        """,
        "other-words": """
            input-json-bad input-json-list input-json-null input-json-empty-text input-json-empty-file
            input-json-bom pages-contradiction input-json-number input-json-no-scheme input-json-yaml
        """,
        "output-off": """
            output-off output-update-off
        """,
        "times": """
            output-nested-text output-nested-table output-nested-json pages pages-text pages-table pages-one
            pages-items pages-items-text pages-size pages-by-member
        """,
        "error-formats": """
            refused-json refused-yaml refused-text refused-details error-format-of-ours error-format-json
            update-refused-json update-refused-yaml update-refused-text refused-table refused-reason
        """,
        "own-options": """
            accepted-for-scripts no-pager no-prompt v2-debug
        """,
    },
    "2.9.19": {
        "older-model": """
            skeleton-chat skeleton-yaml-chat output-nested-text output-nested-table output-nested-yaml
            output-nested-json structure
        """,
        "choices": """
            skeleton-output-create unknown-operation-close structure-lists
        """,
        "no-at-sign": """
            short-at-file short-at-plain shorthand-38 shorthand-39 shorthand-40 shorthand-41 shorthand-42
            shorthand-43 shorthand-44
        """,
        "output-off": """
            output-off output-update-off
        """,
        "error-formats": """
            refused-json refused-yaml refused-text refused-details error-format-of-ours error-format-json
            update-refused-json update-refused-yaml update-refused-text refused-table refused-reason
        """,
        "backslashes": """
            shorthand-50
        """,
    },
}
OLDER = {
    version: {name: reason for reason, names in reasons.items() for name in names.split()}
    for version, reasons in _BY_REASON.items()
}
"""Version, line, reason."""
