"""From a bare Python to the running product. Only the standard library is imported here: nothing else is there yet."""
