# What most sources include is compiled once for each of three kinds of them, BELFRY_PRECOMPILED_BY says by
# which target: what knows of no JSON (belfry_base), what does (belfry_json), and the tests of the latter
# (belfry_tested).
set(BELFRY_STANDARD_HEADERS
    <algorithm> <array> <chrono> <condition_variable> <deque> <expected> <filesystem> <functional> <map>
    <memory> <mutex> <optional> <ranges> <set> <span> <sstream> <stop_token> <string> <string_view>
    <thread> <utility> <variant> <vector> <fmt/format.h>)
set(BELFRY_JSON_HEADERS
    <boost/describe.hpp> <boost/json/object.hpp> <boost/json/parse.hpp> <boost/json/serialize.hpp>
    <boost/json/value.hpp>)
set(BELFRY_TEST_HEADERS <gtest/gtest.h> <gmock/gmock.h>)

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
    endif()
    belfry_precompile(${target} "${arg_USES}")
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
        belfry_precompile_test(${name}_test ${target})
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
        belfry_precompile_test(${name}_shared_test ${target})
        add_test(NAME ${name}_shared COMMAND ${name}_shared_test --gtest_brief=1)
        set_tests_properties(${name}_shared PROPERTIES TIMEOUT 600 LABELS shared_data
            SKIP_REGULAR_EXPRESSION "SKIPPED"
            ENVIRONMENT "BELFRY_SOURCE_DIR=${CMAKE_SOURCE_DIR}")
    endif()
endfunction()

# belfry_precompile(TARGET MODULES): a library that uses these modules takes what is precompiled for it.
function(belfry_precompile target modules)
    if(target STREQUAL "belfry_base")
        target_precompile_headers(${target} PRIVATE ${BELFRY_STANDARD_HEADERS})
        set(by belfry_base)
    elseif(target STREQUAL "belfry_json")
        target_precompile_headers(${target} PRIVATE ${BELFRY_STANDARD_HEADERS} ${BELFRY_JSON_HEADERS})
        set(by belfry_json)
    else()
        set(by belfry_base)
        foreach(module IN LISTS modules)
            get_target_property(of_module belfry_${module} BELFRY_PRECOMPILED_BY)
            if(of_module STREQUAL "belfry_json")
                set(by belfry_json)
            endif()
        endforeach()
        target_precompile_headers(${target} REUSE_FROM ${by})
    endif()
    set_target_properties(${target} PROPERTIES BELFRY_PRECOMPILED_BY ${by})
endfunction()

# belfry_precompile_test(TEST TARGET): the same for the test program of a library.
function(belfry_precompile_test test target)
    get_target_property(by ${target} BELFRY_PRECOMPILED_BY)
    if(by STREQUAL "belfry_json")
        set(by belfry_tested)
        if(NOT TARGET belfry_tested)
            add_library(belfry_tested STATIC ${CMAKE_SOURCE_DIR}/cmake/tested.cpp)
            target_link_libraries(belfry_tested PRIVATE belfry_json GTest::gtest GTest::gmock)
            target_precompile_headers(belfry_tested PRIVATE
                ${BELFRY_STANDARD_HEADERS} ${BELFRY_JSON_HEADERS} ${BELFRY_TEST_HEADERS})
        endif()
    endif()
    target_precompile_headers(${test} REUSE_FROM ${by})
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
