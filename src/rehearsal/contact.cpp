#include "rehearsal/contact.hpp"

#include <algorithm>
#include <set>
#include <utility>

#include "text/fold.hpp"

namespace belfry::rehearsal {

namespace {

constexpr std::size_t longest_name = 100;
constexpr std::size_t longest_phone = 40;

std::string trimmed(std::string_view text) {
    const auto first = text.find_first_not_of(" \t\r\n");
    return first == std::string_view::npos
               ? std::string()
               : std::string(text.substr(first, text.find_last_not_of(" \t\r\n") - first + 1));
}

void check_one(
    const ProtocolContact& contact,
    const std::set<std::string>& places,
    const json::Path& path,
    json::Problems& problems
) {
    const auto wrong = [&](const char* member, const char* code, const char* advice) {
        problems.push_back({path.member(member).text(), code, advice, {}});
    };
    if (contact.name.empty() && contact.phone.empty()) {
        wrong("name", "required", "Fill this in.");
    }
    if (contact.name.size() > longest_name) {
        problems.push_back(
            {path.member("name").text(),
             "too_long",
             "At most 100 characters.",
             {{"most", std::to_string(longest_name)}}}
        );
    }
    if (!contact.phone.empty() && !is_phone_number(contact.phone)) {
        wrong(
            "phone", "phone_unusual", "Write a phone number, such as 555-0100 or +1 612 555 0100."
        );
    }
    if (!contact.place.empty() && !places.contains(contact.place)) {
        wrong("place", "contact_place_unknown", "There is no such polling place.");
    } else if (!contact.place.empty() && !works_at_a_site(contact.role)) {
        wrong(
            "place", "role_of_the_city", "This role serves the whole city: leave the place empty."
        );
    }
}

}  // namespace

bool is_phone_number(std::string_view text) {
    if (text.size() > longest_phone) {
        return false;
    }
    auto folded = text::fold(text);
    for (const std::string_view word : {"extension", "ext", "x"}) {
        if (const auto at = folded.find(word); at != std::string::npos) {
            folded.erase(at, word.size());
            break;
        }
    }
    const auto digits =
        std::ranges::count_if(folded, [](char letter) { return letter >= '0' && letter <= '9'; });
    return digits >= 3 && std::ranges::all_of(folded, [](char letter) {
               return (letter >= '0' && letter <= '9') ||
                      std::string_view(" +-().,/#*").find(letter) != std::string_view::npos;
           });
}

json::Problems problems_of(
    const std::vector<ProtocolContact>& contacts, const std::vector<std::string>& places
) {
    json::Problems problems;
    const std::set<std::string> known(places.begin(), places.end());
    std::set<std::pair<ProtocolRole, std::string>> given;
    const auto list = json::Path().member("contacts");
    if (contacts.size() > most_contacts) {
        problems.push_back({list.text(), "contacts_too_many", "At most 10,000 are possible.", {}});
        return problems;
    }
    for (std::size_t at = 0; at < contacts.size(); ++at) {
        const auto path = list.element(at);
        check_one(contacts[at], known, path, problems);
        if (!given.emplace(contacts[at].role, contacts[at].place).second) {
            problems.push_back(
                {path.member("role").text(),
                 "contact_given_twice",
                 "Somebody else has this role there already.",
                 {}}
            );
        }
    }
    return problems;
}

std::vector<ProtocolContact> tidied(std::vector<ProtocolContact> contacts) {
    for (auto& contact : contacts) {
        contact.name = trimmed(contact.name);
        contact.phone = trimmed(contact.phone);
    }
    return contacts;
}

}  // namespace belfry::rehearsal
