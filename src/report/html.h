// The report as one HTML file: the page (page_template.h) with the document inside.
#pragma once

#include <string>

#include "base/result.h"

namespace khasan::report {

// The page with the document in place of its marker; every `<` of the document as \u003c.
std::string html_of(std::string_view page, const std::string& document);

// Whether write_file can write there, before any work is done for it: the folder is there and takes
// files, and nothing but a file bears the name. Leaves nothing behind.
Errors check_writable(const std::string& path);

// Writes under another name first, then renames: nobody finds half a file. Makes no folder.
Errors write_file(const std::string& path, const std::string& text);

}  // namespace khasan::report
