#pragma once

#include <string>
#include <vector>

#include "http/route.hpp"
#include "rehearsal/optimization.hpp"

namespace belfry::rehearsal {

/// Rows for a spreadsheet: a figure is three columns, `wait`, `wait_low` and `wait_high`.
template <class Item>
[[nodiscard]] documents::Table wide_table(const std::vector<Item>& items) {
    documents::Table table;
    boost::mp11::mp_for_each<json::detail::MembersOf<Item>>([&](auto member) {
        using Member = std::remove_cvref_t<decltype(std::declval<Item>().*member.pointer)>;
        table.columns.emplace_back(member.name);
        if constexpr (std::is_same_v<Member, Figure>) {
            table.columns.push_back(std::string(member.name) + "_low");
            table.columns.push_back(std::string(member.name) + "_high");
        }
    });
    for (const auto& item : items) {
        auto& row = table.rows.emplace_back();
        boost::mp11::mp_for_each<json::detail::MembersOf<Item>>([&](auto member) {
            const auto& value = item.*member.pointer;
            if constexpr (std::is_same_v<std::remove_cvref_t<decltype(value)>, Figure>) {
                row.emplace_back(value.value);
                row.emplace_back(value.low);
                row.emplace_back(value.high);
            } else {
                row.push_back(http::detail::cell(value));
            }
        });
    }
    return table;
}

}  // namespace belfry::rehearsal
