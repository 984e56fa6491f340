"""The container's health check: asks /healthz as a browser would, by a host name that the product answers to."""

import http.client
import os
import sys

host = os.environ.get("ATS_ALLOWED_HOSTS", "localhost").split(",")[0].lstrip(".*") or "localhost"
connection = http.client.HTTPConnection("127.0.0.1", int(os.environ.get("GRANIAN_PORT", "8000")), timeout=2)
connection.request("GET", "/healthz", headers={"Host": host})
sys.exit(connection.getresponse().status != 200)
