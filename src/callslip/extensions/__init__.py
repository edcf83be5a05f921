"""One file per operation of Callslip's own, each beside its description in the language of the API model."""
