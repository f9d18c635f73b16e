#include "store/migration.hpp"

#include <algorithm>
#include <charconv>
#include <map>

#include "base/check.hpp"

namespace belfry::store {

namespace {

/// `0060_program.sql` → 60 and `program`.
std::pair<int, std::string> parts_of(std::string_view file) {
    constexpr std::string_view end = ".sql";
    check(
        file.size() > 5 + end.size() && file[4] == '_' && file.ends_with(end),
        "a migration is named NNNN_name.sql"
    );
    int number = 0;
    const auto read = std::from_chars(file.data(), file.data() + 4, number);
    check(read.ptr == file.data() + 4 && number > 0, "a migration's number has four digits");
    return {number, std::string(file.substr(5, file.size() - 5 - end.size()))};
}

}  // namespace

Migrations migrations_from(std::span<const EmbeddedFile> files) {
    std::map<int, Migration> found;
    for (const auto& file : files) {
        const auto slash = file.path.find('/');
        check(slash != std::string_view::npos, "a migration lies in sqlite/ or postgres/");
        const auto dialect = file.path.substr(0, slash);
        check(dialect == "sqlite" || dialect == "postgres", "a migration of an unknown engine");
        auto [number, name] = parts_of(file.path.substr(slash + 1));
        auto& migration = found[number];
        check(migration.name.empty() || migration.name == name, "one number, two migrations");
        migration.number = number;
        migration.name = std::move(name);
        (dialect == "sqlite" ? migration.sqlite : migration.postgres) = file.content;
    }
    Migrations out;
    for (auto& [number, migration] : found) {
        check(
            !migration.sqlite.empty() && !migration.postgres.empty(),
            "a migration exists for one engine only"
        );
        out.push_back(std::move(migration));
    }
    return out;
}

Migrations joined(const std::vector<Migrations>& modules) {
    Migrations all;
    for (const auto& module : modules) {
        all.insert(all.end(), module.begin(), module.end());
    }
    std::ranges::sort(all, {}, &Migration::number);
    check(
        std::ranges::adjacent_find(all, {}, &Migration::number) == all.end(),
        "two modules have a migration of the same number"
    );
    return all;
}

}  // namespace belfry::store
