#include "accounts/permission.hpp"

#include <cstdlib>
#include <fstream>
#include <iterator>

#include <fmt/format.h>
#include <gtest/gtest.h>

#include "json/json.hpp"

namespace belfry::accounts {
namespace {

TEST(Permissions, HaveOneLetterForEachRole) {
    EXPECT_EQ(json::all_of<Role>().size(), role_letters.size());
}

TEST(Permissions, HaveNamesOfTheirOwn) {
    std::set<std::string_view> names;
    for (const auto& permission : permissions) {
        EXPECT_TRUE(names.insert(permission.name).second) << permission.name;
        EXPECT_TRUE(is_permission(permission.name));
    }
    EXPECT_FALSE(is_permission("people_delete"));
    EXPECT_FALSE(is_permission(""));
}

TEST(Permissions, OfSeveralRolesAddUp) {
    const auto both = permissions_of({Role::mayor, Role::administrator});
    EXPECT_TRUE(both.contains("decisions_answer"));
    EXPECT_TRUE(both.contains("people_manage"));
    EXPECT_FALSE(permissions_of({Role::administrator}).contains("decisions_answer"));
    EXPECT_FALSE(permissions_of({Role::mayor}).contains("people_manage"));
    EXPECT_TRUE(permissions_of({}).empty());
}

TEST(Permissions, AreAskedForOneByOneAsTogether) {
    for (const Roles& roles :
         {Roles{}, Roles{Role::mayor}, Roles{Role::mayor, Role::administrator}}) {
        const auto all = permissions_of(roles);
        for (const auto& permission : permissions) {
            EXPECT_EQ(may(roles, permission.name), all.contains(permission.name))
                << permission.name;
        }
    }
    EXPECT_FALSE(may({Role::administrator}, "people_delete"));
}

TEST(Permissions, LetObserversOnlyLookAtTheProgramme) {
    EXPECT_EQ(
        permissions_of({Role::observer}), (std::set<std::string, std::less<>>{"program_see"})
    );
}

/// docs/accounts.md as it stands in the source folder.
std::string documentation() {
    const char* root = std::getenv("BELFRY_SOURCE_DIR");
    std::ifstream file(std::string(root != nullptr ? root : ".") + "/docs/accounts.md");
    return {std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>()};
}

TEST(Permissions, AreDocumentedAsTheyAre) {
    const auto text = documentation();
    ASSERT_FALSE(text.empty()) << "set BELFRY_SOURCE_DIR";
    for (const auto& permission : permissions) {
        auto row = fmt::format("\n| {} | `{}` |", permission.meaning, permission.name);
        for (const auto role : json::all_of<Role>()) {
            row += holds(role, permission) ? " ● |" : "   |";
        }
        EXPECT_TRUE(text.contains(row + "\n")) << "docs/accounts.md lacks:" << row;
    }
    std::size_t listed = 0;
    for (auto at = text.find("| `"); at != std::string::npos; at = text.find("| `", at + 1)) {
        ++listed;
    }
    EXPECT_EQ(listed, permissions.size()) << "a row of a permission that is gone";
}

}  // namespace
}  // namespace belfry::accounts
