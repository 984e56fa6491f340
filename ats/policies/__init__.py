"""In which state a deed is possible, noun by noun. Who may do it stands in permissions and roles."""
