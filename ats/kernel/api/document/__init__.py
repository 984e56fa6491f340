"""The OpenAPI document: what the library can't read off the views, said once for all operations.

`operations` completes each operation, `nouns` and `enums` name shapes, `vocabulary` holds what fields and nouns mean,
`refusals` the errors, `samples` the examples, `events` the webhooks; `hooks` puts it together.
"""
