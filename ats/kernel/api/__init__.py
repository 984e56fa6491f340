"""REST at /api/v1/: one router, one base view, one shape of pages, errors, keys and limits for all apps.

Import the parts from their files: `ats.kernel.api.router`, `.viewsets`, `.serializers`, `.paging`.
"""
