#include "accounts/who_changed.hpp"

#include "accounts/account_store.hpp"
#include "record/record.hpp"

namespace belfry::accounts {

namespace {

bool is_person_number(const json::Object& object) {
    return object.size() == 1 && object.contains("id") && object.at("id").is_int64();
}

std::string with_names(const std::string& text, const People& people) {
    auto value = json::parse(text);
    return value ? json::canonical(with_names(std::move(*value), people)) : text;
}

}  // namespace

json::Value with_names(json::Value value, const People& people) {
    if (auto* object = value.if_object()) {
        if (is_person_number(*object)) {
            PersonRef person{object->at("id").get_int64(), {}, {}};
            complete(people, person);
            return json::write(person);
        }
        for (auto& member : *object) {
            member.value() = with_names(std::move(member.value()), people);
        }
    }
    return value;
}

Refusal with_names(Refusal refusal, const People& people) {
    for (auto& difference : refusal.differences) {
        const auto who = std::ranges::find_if(people, [&](const auto& each) {
            return difference.who == record::Actor::account(each.first).opaque;
        });
        if (who != people.end()) {
            difference.who = who->second.name;
        }
        difference.before = with_names(difference.before, people);
        difference.after = with_names(difference.after, people);
    }
    return refusal;
}

People people_in(store::Database& database) {
    return database.read(all_people);
}

}  // namespace belfry::accounts
