# `cmake --install` and the Debian package: program, service, settings, completion, documents.
set(CMAKE_INSTALL_DEFAULT_DIRECTORY_PERMISSIONS
    OWNER_READ OWNER_WRITE OWNER_EXECUTE GROUP_READ GROUP_EXECUTE WORLD_READ WORLD_EXECUTE)

set(packaging ${CMAKE_SOURCE_DIR}/packaging)
install(FILES ${packaging}/belfry.service DESTINATION lib/systemd/system)
install(FILES ${packaging}/belfry.toml DESTINATION /etc/belfry)
install(FILES ${packaging}/belfry.bash-completion RENAME belfry
    DESTINATION ${CMAKE_INSTALL_DATAROOTDIR}/bash-completion/completions)
install(FILES ${packaging}/belfry.1 DESTINATION ${CMAKE_INSTALL_MANDIR}/man1)
file(GLOB pages ${CMAKE_SOURCE_DIR}/docs/*.md)
install(FILES ${CMAKE_SOURCE_DIR}/README.md ${pages} DESTINATION ${CMAKE_INSTALL_DOCDIR})
install(FILES ${CMAKE_SOURCE_DIR}/LICENSE RENAME copyright DESTINATION ${CMAKE_INSTALL_DOCDIR})
# What the program is made of (CycloneDX), from what is installed on the machine that makes the package.
set(bill ${CMAKE_BINARY_DIR}/belfry.cdx.json)
install(CODE "execute_process(
    COMMAND python3 ${CMAKE_SOURCE_DIR}/tools/sbom.py $<TARGET_FILE:belfry> ${PROJECT_VERSION} ${bill}
    COMMAND_ERROR_IS_FATAL ANY)")
install(FILES ${bill} DESTINATION ${CMAKE_INSTALL_DOCDIR})

set(CPACK_GENERATOR DEB)
set(CPACK_PACKAGE_NAME belfry)
set(CPACK_PACKAGE_VENDOR "The Belfry authors")
set(CPACK_PACKAGE_CONTACT "The Belfry authors <belfry@localhost>")
set(CPACK_PACKAGE_DESCRIPTION_SUMMARY "city's election-security programme in one program")
set(CPACK_PACKAGE_DESCRIPTION "Belfry keeps what a city does for the security of its elections:\n\
ten steps with owners, tasks and dates, decisions that wait for the mayor, and\n\
a permanent record of who changed what. It serves a web app, public pages\n\
and an API, and keeps its data in one folder or in PostgreSQL.")
set(CPACK_PACKAGING_INSTALL_PREFIX /usr)
set(CPACK_STRIP_FILES ON)
set(CPACK_DEBIAN_FILE_NAME DEB-DEFAULT)
set(CPACK_DEBIAN_PACKAGE_SECTION web)
set(CPACK_DEBIAN_PACKAGE_SHLIBDEPS ON)
set(CPACK_DEBIAN_PACKAGE_DEPENDS "tzdata, ca-certificates")
set(CPACK_DEBIAN_PACKAGE_CONTROL_STRICT_PERMISSION ON)
set(CPACK_DEBIAN_PACKAGE_CONTROL_EXTRA
    "${packaging}/conffiles;${packaging}/postinst;${packaging}/prerm;${packaging}/postrm")
include(CPack)
