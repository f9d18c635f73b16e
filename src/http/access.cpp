#include "http/access.hpp"

#include "http/route.hpp"

namespace belfry::http {

Access Access::anyone() {
    return {Kind::anyone, {}};
}

Access Access::signed_in() {
    return {Kind::signed_in, {}};
}

Access Access::needs(std::string permission) {
    return {Kind::permission, std::move(permission)};
}

Access Access::or_when(std::string name, Rule rule) && {
    or_ = Named{std::move(name), std::move(rule)};
    return std::move(*this);
}

Access Access::and_when(std::string name, Rule rule) && {
    and_ = Named{std::move(name), std::move(rule)};
    return std::move(*this);
}

Access Access::with_fresh_proof() && {
    fresh_proof_ = true;
    return std::move(*this);
}

Access Access::open_to(std::string who) && {
    open_to_.insert(std::move(who));
    return std::move(*this);
}

bool Access::is_open_to(std::string_view who) const {
    return kind_ == Kind::anyone || open_to_.contains(who);
}

bool Access::allows(const Call& call) const {
    if (wants_sign_in() && call.caller.account == 0) {
        return false;
    }
    const bool by_role = kind_ != Kind::permission || call.caller.may(permission_);
    return (by_role || (or_ && or_->rule(call))) && (!and_ || and_->rule(call));
}

std::string Access::in_words() const {
    std::string words = kind_ == Kind::anyone      ? "anyone"
                        : kind_ == Kind::signed_in ? "signed in"
                                                   : "permission " + permission_;
    words += or_ ? ", or " + or_->name : "";
    words += and_ ? ", and " + and_->name : "";
    words += fresh_proof_ ? "; after a fresh proof of who it is" : "";
    return words;
}

}  // namespace belfry::http
