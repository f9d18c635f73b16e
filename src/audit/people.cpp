#include "audit/people.hpp"

#include "text/fold.hpp"

namespace belfry::audit {

std::string person_key(std::string_view name) {
    std::string out;
    bool blank = false;
    for (const char each : text::fold(name)) {
        if (static_cast<unsigned char>(each) <= ' ') {
            blank = !out.empty();
            continue;
        }
        if (blank) {
            out.push_back(' ');
            blank = false;
        }
        out.push_back(each);
    }
    return out;
}

bool same_person(std::string_view one, std::string_view other) {
    return person_key(one) == person_key(other);
}

}  // namespace belfry::audit
