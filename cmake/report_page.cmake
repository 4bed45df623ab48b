# khasan_page: the report page as one string inside the program (src/report/page_template.h).
# web/ is built by tools/web, once a build folder, unless KHASAN_PAGE names a page built already.
if(KHASAN_PAGE)
  set(page ${KHASAN_PAGE})
  if(NOT EXISTS ${page})
    message(FATAL_ERROR "${page} is not there: build it first (make build/web/report.html)")
  endif()
else()
  set(page ${CMAKE_BINARY_DIR}/web/report.html)
  file(MAKE_DIRECTORY ${CMAKE_BINARY_DIR}/web)
  file(GLOB_RECURSE page_sources CONFIGURE_DEPENDS
    ${CMAKE_SOURCE_DIR}/web/src/*.ts ${CMAKE_SOURCE_DIR}/web/src/*.tsx
    ${CMAKE_SOURCE_DIR}/web/src/*.css ${CMAKE_SOURCE_DIR}/web/src/*.html)
  add_custom_command(
    OUTPUT ${page}
    COMMAND ${CMAKE_SOURCE_DIR}/tools/web build ${page}
    DEPENDS ${page_sources} ${CMAKE_SOURCE_DIR}/web/package-lock.json
            ${CMAKE_SOURCE_DIR}/web/vite.config.ts
    COMMENT "Building the report page" VERBATIM)
endif()

set(page_source ${CMAKE_BINARY_DIR}/generated/page_template.cc)
file(CONFIGURE OUTPUT ${page_source} @ONLY CONTENT [=[
// Made by cmake/report_page.cmake.
#include "report/page_template.h"

asm(".section .rodata\n"
    ".global khasan_page_begin\n.global khasan_page_end\n"
    "khasan_page_begin:\n"
    ".incbin \"@page@\"\n"
    "khasan_page_end:\n.byte 0\n"
    ".text\n");

extern "C" const char khasan_page_begin[];
extern "C" const char khasan_page_end[];

namespace khasan::report {

std::string_view page_template() {
  return {khasan_page_begin, static_cast<std::size_t>(khasan_page_end - khasan_page_begin)};
}

}  // namespace khasan::report
]=])
set_source_files_properties(${page_source} PROPERTIES OBJECT_DEPENDS ${page})
# The compiler cache cannot see through .incbin and stands aside by itself.
add_library(khasan_page STATIC ${page_source} ${page})
target_include_directories(khasan_page PUBLIC ${CMAKE_SOURCE_DIR}/src)
