# Which commit the program is built from: build/commit.cc, written anew when that changes, in the
# library khasan_commit. As a script (-P): writes OUT for the checkout SOURCE.
if(CMAKE_SCRIPT_MODE_FILE)
  execute_process(COMMAND git -C ${SOURCE} describe --always --dirty --abbrev=12 --exclude=*
    OUTPUT_VARIABLE commit OUTPUT_STRIP_TRAILING_WHITESPACE ERROR_QUIET RESULT_VARIABLE failed)
  if(failed)
    set(commit "unknown")
  endif()
  file(CONFIGURE OUTPUT ${OUT} CONTENT
    "#include \"report/commit.h\"\n\nnamespace khasan::report {\nconst std::string kCommit = \"@commit@\";\n}\n"
    @ONLY)
else()
  add_custom_target(commit COMMAND ${CMAKE_COMMAND} -DSOURCE=${CMAKE_SOURCE_DIR}
    -DOUT=${CMAKE_BINARY_DIR}/commit.cc -P ${CMAKE_SOURCE_DIR}/cmake/commit.cmake
    BYPRODUCTS ${CMAKE_BINARY_DIR}/commit.cc VERBATIM)
  add_library(khasan_commit STATIC ${CMAKE_BINARY_DIR}/commit.cc)
  target_include_directories(khasan_commit PRIVATE ${CMAKE_SOURCE_DIR}/src)
  add_dependencies(khasan_commit commit)
endif()
