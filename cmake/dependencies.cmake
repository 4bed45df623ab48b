# What each folder needs from outside; the packages stand in tools/packages.txt.

# khasan_uses(<folder> <libraries>...): private to the folder's sources, if it has any yet.
function(khasan_uses folder)
  get_target_property(type khasan_${folder} TYPE)
  if(NOT type STREQUAL INTERFACE_LIBRARY)
    target_link_libraries(khasan_${folder} PRIVATE ${ARGN})
  endif()
endfunction()

# The portable program takes the .a of a library and all that it needs in turn.
if(KHASAN_PORTABLE)
  set(CMAKE_FIND_LIBRARY_SUFFIXES .a)
endif()

find_path(RANDOM123_INCLUDE Random123/philox.h REQUIRED)
get_target_property(base_type khasan_base TYPE)
if(NOT base_type STREQUAL INTERFACE_LIBRARY)
  target_include_directories(khasan_base SYSTEM PRIVATE ${RANDOM123_INCLUDE})
endif()

find_package(CLI11 REQUIRED)
find_package(nlohmann_json REQUIRED)
pkg_check_modules(YAML REQUIRED IMPORTED_TARGET yaml-0.1)
pkg_check_modules(ZSTD REQUIRED IMPORTED_TARGET libzstd)
khasan_uses(record PkgConfig::ZSTD)
khasan_uses(load PkgConfig::YAML nlohmann_json::nlohmann_json)
khasan_uses(report nlohmann_json::nlohmann_json)
khasan_uses(study nlohmann_json::nlohmann_json)

if(KHASAN_GDAL)
  find_package(GDAL REQUIRED)
  khasan_uses(load GDAL::GDAL)
elseif(KHASAN_PORTABLE)
  # libtiff with the codecs of cmake/portable/tiff_codecs.cc alone, and what those need.
  add_library(tiff_codecs OBJECT cmake/portable/tiff_codecs.cc)
  foreach(name tiff deflate z)
    find_library(STATIC_${name} ${name} REQUIRED)
    list(APPEND tiff_parts ${STATIC_${name}})
  endforeach()
  khasan_uses(load tiff_codecs $<TARGET_OBJECTS:tiff_codecs> ${tiff_parts})
else()
  find_package(TIFF REQUIRED)
  khasan_uses(load TIFF::TIFF)
endif()
get_target_property(load_type khasan_load TYPE)
if(KHASAN_GDAL AND NOT load_type STREQUAL INTERFACE_LIBRARY)
  target_compile_definitions(khasan_load PUBLIC KHASAN_GDAL)
endif()
