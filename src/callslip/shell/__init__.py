"""The API from the shell: the surface of the AWS CLI's `connect` command, without the AWS CLI."""
