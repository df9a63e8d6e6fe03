"""Steps of the features on who counts: person-months, forms of work that places add, and conflicting documents."""
