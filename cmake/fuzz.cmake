# tests/fuzz/<thing>_fuzz.cc: one libFuzzer program each, with -fsanitize of KHASAN_SANITIZE.
# tools/fuzz_smoke runs them; canary_fuzz must fail there, to show that the net holds.
if(KHASAN_FUZZ)
  if(NOT CMAKE_CXX_COMPILER_ID MATCHES Clang)
    message(FATAL_ERROR "KHASAN_FUZZ needs Clang")
  endif()
  file(GLOB fuzz_sources CONFIGURE_DEPENDS ${CMAKE_SOURCE_DIR}/tests/fuzz/*_fuzz.cc)
  foreach(source ${fuzz_sources})
    get_filename_component(name ${source} NAME_WE)
    add_executable(${name} ${source})
    target_compile_definitions(${name} PRIVATE KHASAN_SOURCE_DIR="${CMAKE_SOURCE_DIR}")
    target_include_directories(${name} PRIVATE ${CMAKE_SOURCE_DIR}/tests)
    target_link_libraries(${name} PRIVATE
      khasan_load khasan_record khasan_serve khasan_test_support Threads::Threads)
    target_link_options(${name} PRIVATE -fsanitize=fuzzer)
    list(APPEND fuzz_targets ${name})
  endforeach()
  add_custom_target(fuzz_targets DEPENDS ${fuzz_targets})
endif()
