"""What can be wrong or doubtful in a project, by what it is about."""
