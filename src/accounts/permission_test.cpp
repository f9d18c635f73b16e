#include "accounts/permission.hpp"

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

TEST(Permissions, LetObserversOnlyLookAtTheProgramme) {
    EXPECT_EQ(
        permissions_of({Role::observer}), (std::set<std::string, std::less<>>{"program_see"})
    );
}

}  // namespace
}  // namespace belfry::accounts
