# What every target is compiled with. Nothing here depends on the machine that builds:
# no -march=native; SIMD is chosen at run time.
set(CMAKE_CXX_STANDARD 23)
set(CMAKE_CXX_STANDARD_REQUIRED ON)
set(CMAKE_CXX_EXTENSIONS OFF)
set(CMAKE_EXPORT_COMPILE_COMMANDS ON)
set(CMAKE_POSITION_INDEPENDENT_CODE ON)
# Programs are compiled as libraries are, so that both can use one precompiled header.
set(CMAKE_CXX_COMPILE_OPTIONS_PIE -fPIC)

find_program(CCACHE ccache)
if(CCACHE)
    # A precompiled header carries the time it was made; without the first ccache never hits. The
    # others let a second checkout of the same sources use what the first one compiled.
    set(CMAKE_CXX_COMPILER_LAUNCHER
        ${CMAKE_COMMAND} -E env CCACHE_SLOPPINESS=pch_defines,time_macros,include_file_mtime,include_file_ctime
        CCACHE_BASEDIR=${CMAKE_SOURCE_DIR} CCACHE_NOHASHDIR=1 ${CCACHE})
endif()

find_program(MOLD mold)
if(MOLD)
    add_link_options(-fuse-ld=mold)
endif()

add_compile_options(-Wall -Wextra -Wpedantic -Wshadow -Wconversion -Wsign-conversion
    -Wnon-virtual-dtor -Woverloaded-virtual -Wimplicit-fallthrough)
if(CMAKE_CXX_COMPILER_ID STREQUAL "Clang")
    add_compile_options(-fpch-instantiate-templates)
else()
    # GCC 12 warns of these inside the standard library and Boost when it inlines them.
    add_compile_options(-Wno-maybe-uninitialized -Wno-restrict -Wno-stringop-overflow
        -Wno-stringop-overread -Wno-array-bounds -Wno-dangling-pointer -Wno-missing-field-initializers
        -fpch-preprocess)
    if(BELFRY_GROUPED)
        # It takes the sources of a group for headers.
        add_compile_options(-Wno-subobject-linkage)
    endif()
endif()
option(BELFRY_WERROR "Warnings are errors" ON)
if(BELFRY_WERROR)
    add_compile_options(-Werror)
endif()

add_compile_definitions(BOOST_ASIO_NO_DEPRECATED)
if(CMAKE_BUILD_TYPE STREQUAL "Release")
    add_compile_options(-fstack-protector-strong)
    add_compile_definitions(_FORTIFY_SOURCE=2 _GLIBCXX_ASSERTIONS)
    add_link_options(-Wl,-z,relro,-z,now)
    # Equal sources give equal bytes wherever they lie.
    add_compile_options(-ffile-prefix-map=${CMAKE_SOURCE_DIR}=.)
endif()
