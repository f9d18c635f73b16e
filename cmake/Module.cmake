# belfry_module(<folder> [USES <modules>...] [LINKS <targets>...])
#
# Each folder under src/ is one static library, belfry_<folder>, of its *.cpp files, and one test
# program, <folder>_test, of its *_test.cpp files. USES repeats the row of tools/layers.txt, so
# that the linker agrees with the includes. SQL under <folder>/sql is embedded:
# `std::span<const EmbeddedFile> belfry::<folder>::sql_files()`, for store::migrations_from.
#
# *_shared_test.cpp read the public data sets in ../shared/data (base/shared_data.hpp) and make a test
# program of their own, <folder>_shared_test, labelled shared_data and skipped where they are not.
function(belfry_module name)
    cmake_parse_arguments(PARSE_ARGV 1 arg "" "" "USES;LINKS;TEST_LINKS")
    set(target belfry_${name})
    file(GLOB sources CONFIGURE_DEPENDS ${CMAKE_CURRENT_SOURCE_DIR}/*.cpp)
    set(tests ${sources})
    list(FILTER sources EXCLUDE REGEX "_test\\.cpp$")
    list(FILTER tests INCLUDE REGEX "_test\\.cpp$")
    set(shared_tests ${tests})
    list(FILTER shared_tests INCLUDE REGEX "_shared_test\\.cpp$")
    list(FILTER tests EXCLUDE REGEX "_shared_test\\.cpp$")

    add_library(${target} STATIC ${sources})
    belfry_group(${target} ${sources})
    set_target_properties(${target} PROPERTIES LINKER_LANGUAGE CXX)
    target_include_directories(${target} PUBLIC ${CMAKE_SOURCE_DIR}/src)
    if(NOT name STREQUAL "base")
        target_link_libraries(${target} PUBLIC belfry_base)
        target_precompile_headers(${target} REUSE_FROM belfry_base)
    endif()
    foreach(module IN LISTS arg_USES)
        target_link_libraries(${target} PUBLIC belfry_${module})
    endforeach()
    target_link_libraries(${target} PUBLIC ${arg_LINKS})

    file(GLOB_RECURSE sql CONFIGURE_DEPENDS ${CMAKE_CURRENT_SOURCE_DIR}/sql/*.sql)
    if(sql)
        belfry_embed(${target} belfry::${name} sql_files ${CMAKE_CURRENT_SOURCE_DIR}/sql ${sql})
    endif()

    if(BELFRY_TESTS AND tests)
        add_executable(${name}_test ${tests})
        belfry_group(${name}_test ${tests})
        target_link_libraries(${name}_test PRIVATE ${target} GTest::gtest_main GTest::gmock
            ${arg_TEST_LINKS})
        target_precompile_headers(${name}_test REUSE_FROM belfry_base)
        # A fresh folder, so that tests may leave files behind without meeting each other's.
        add_test(NAME ${name} COMMAND ${name}_test --gtest_brief=1)
        set_tests_properties(${name} PROPERTIES TIMEOUT 600
            ENVIRONMENT "BELFRY_SOURCE_DIR=${CMAKE_SOURCE_DIR}")
    endif()
    if(BELFRY_TESTS AND shared_tests)
        add_executable(${name}_shared_test ${shared_tests})
        belfry_group(${name}_shared_test ${shared_tests})
        target_link_libraries(${name}_shared_test PRIVATE ${target} GTest::gtest_main GTest::gmock
            ${arg_TEST_LINKS})
        target_precompile_headers(${name}_shared_test REUSE_FROM belfry_base)
        add_test(NAME ${name}_shared COMMAND ${name}_shared_test --gtest_brief=1)
        set_tests_properties(${name}_shared PROPERTIES TIMEOUT 600 LABELS shared_data
            SKIP_REGULAR_EXPRESSION "SKIPPED"
            ENVIRONMENT "BELFRY_SOURCE_DIR=${CMAKE_SOURCE_DIR}")
    endif()
endfunction()

# belfry_embed(<target> <namespace> <accessor> <base folder> <files>...)
#
# Compiles files into the program. `std::span<const EmbeddedFile> <namespace>::<accessor>()` gives
# them with paths relative to the base folder (base/embedded.hpp).
function(belfry_embed target namespace accessor base)
    set(out ${CMAKE_CURRENT_BINARY_DIR}/${accessor}_embedded.cpp)
    add_custom_command(OUTPUT ${out}
        COMMAND python3 ${CMAKE_SOURCE_DIR}/tools/embed.py ${out} ${namespace} ${accessor} ${base} ${ARGN}
        DEPENDS ${ARGN} ${CMAKE_SOURCE_DIR}/tools/embed.py
        COMMENT "Embedding ${accessor}" VERBATIM)
    target_sources(${target} PRIVATE ${out})
    # A file is one literal, however long: both compilers take it, and Clang says that not all would.
    set_source_files_properties(${out} PROPERTIES SKIP_PRECOMPILE_HEADERS ON
        COMPILE_OPTIONS -Wno-overlength-strings)
endfunction()

# belfry_optimised(TARGET)
#
# Optimises it in developer builds with Clang too, which are not. Clang takes a precompiled header at its
# own level only, and these modules include little of it.
function(belfry_optimised target)
    if(CMAKE_CXX_COMPILER_ID STREQUAL "Clang")
        target_compile_options(${target} PRIVATE -O2)
        set_target_properties(${target} PROPERTIES DISABLE_PRECOMPILE_HEADERS ON)
    endif()
endfunction()

# belfry_group(TARGET SOURCES...)
#
# With BELFRY_GROUPED, sources that cannot get into each other's way are compiled as one (tools/groups.py), which takes
# half the time. Sources with options of their own stay alone. After an edit that gives two of a group the same
# name, configuring anew parts them.
function(belfry_group target)
    if(NOT BELFRY_GROUPED)
        return()
    endif()
    set(together)
    foreach(source IN LISTS ARGN)
        get_source_file_property(alone ${source} SKIP_UNITY_BUILD_INCLUSION)
        if(NOT alone)
            list(APPEND together ${source})
        endif()
    endforeach()
    execute_process(COMMAND python3 ${CMAKE_SOURCE_DIR}/tools/groups.py ${together}
        OUTPUT_VARIABLE lines COMMAND_ERROR_IS_FATAL ANY)
    string(REGEX MATCHALL "[^\n;]+;[0-9]+" lines "${lines}")
    while(lines)
        list(POP_FRONT lines source group)
        set_source_files_properties(${source} PROPERTIES UNITY_GROUP ${group})
    endwhile()
    set_target_properties(${target} PROPERTIES UNITY_BUILD ON UNITY_BUILD_MODE GROUP)
endfunction()
