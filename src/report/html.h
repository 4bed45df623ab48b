// The report as one HTML file: the page (page_template.h) with the document inside.
#pragma once

#include <string>

#include "base/result.h"

namespace khasan::report {

// The page with the document in place of its marker; every `<` of the document as \u003c.
std::string html_of(std::string_view page, const std::string& document);

// Writes under another name first, then renames: nobody finds half a file. Error: what went wrong.
Errors write_file(const std::string& path, const std::string& text);

}  // namespace khasan::report
