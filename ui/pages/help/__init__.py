"""Help: about this program, its keys, what to do when something is wrong, whom to ask, licences."""
