// Which cells of a grid a polygon or a line covers.
#pragma once

#include <vector>

#include "terrain/grid.h"

namespace khasan::scenario {

// Cells whose centre lies inside the polygon (even-odd rule), ascending. A polygon too small to
// hold a centre gives the cell of its centre of area. Cells outside the grid are left out.
std::vector<CellId> cells_of_polygon(const terrain::GridShape& shape,
                                     const std::vector<terrain::Point>& polygon);
// Cells that the line runs through, in steps of a quarter cell, ascending, each once.
std::vector<CellId> cells_of_line(const terrain::GridShape& shape,
                                  const std::vector<terrain::Point>& line);
// Centre of area; the mean of the corners when the area is nought.
terrain::Point centre_of_polygon(const std::vector<terrain::Point>& polygon);

}  // namespace khasan::scenario
