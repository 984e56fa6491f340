"""How fast the product is: data of three sizes, the production server, and what a recruiter does all day, measured over HTTP.

`manage.py bench` builds a database of its own, measures, prints and drops it again. Targets stand in `targets.toml`, what is
asked in `works.py`; floors (what the same machine does at best) are measured in the same run. No figure is ever estimated:
what could not be measured says why.
"""
