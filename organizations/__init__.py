"""Who works where: bodies in their tree, service in them, mediators, grids, venues and seals."""
