"""All that whoever runs an installation does to it, one verb each."""
