"""A sentence becomes its vector, and a vector its mood weights. Leans on no other package of the project."""
