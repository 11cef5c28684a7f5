"""What can be measured of this project, each with its protocol."""
