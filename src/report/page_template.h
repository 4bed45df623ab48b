// The report page as built from web/: one HTML text with all code and styles inside, and the marker
// /*KHASAN_DATA*/ where the report's data goes. It is not written by hand: cmake/report_page.cmake
// puts the built page into the program, so that no file has to be found at run time.
// The data's form: docs/methods/report_format.md.
#pragma once

#include <string_view>

namespace khasan::report {

std::string_view page_template();

}  // namespace khasan::report
