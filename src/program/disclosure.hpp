#pragma once

#include <array>
#include <string_view>

#include "json/json.hpp"
#include "record/record.hpp"

/// Which of a value's fields the record keeps, and how.
namespace belfry::program {

/// People are kept by their number alone, `{"id": 5}`: the record must not hold on to a name.
[[nodiscard]] json::Value without_names(json::Value value);

/// Whether a member is part of the value itself, and not counted, derived or kept by the record.
[[nodiscard]] bool is_kept(std::string_view member);

/// Discloses each kept field that differs between `before` and `after`.
template <class T>
void disclose_changes(record::Writing& writing, const T& before, const T& after) {
    boost::mp11::mp_for_each<json::detail::MembersOf<T>>([&](auto member) {
        if (!is_kept(member.name)) {
            return;
        }
        auto now = without_names(json::write(after.*member.pointer));
        if (now != without_names(json::write(before.*member.pointer))) {
            writing.disclose(member.name, now);
        }
    });
}

/// Discloses each kept field of something new that says anything.
template <class T>
void disclose_new(record::Writing& writing, const T& thing) {
    boost::mp11::mp_for_each<json::detail::MembersOf<T>>([&](auto member) {
        const auto value = without_names(json::write(thing.*member.pointer));
        const auto* text = value.if_string();
        if (is_kept(member.name) && !value.is_null() && (text == nullptr || !text->empty())) {
            writing.disclose(member.name, value);
        }
    });
}

}  // namespace belfry::program
