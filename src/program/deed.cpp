#include "program/deed.hpp"

namespace belfry::program {

record::Deed deed_by(const http::Call& call, std::string action, record::Object object) {
    return {
        .actor = record::Actor::account(call.caller.account),
        .action = std::move(action),
        .object = std::move(object),
    };
}

record::Deed change_by(const http::Call& call, std::string action, record::Object object) {
    auto deed = deed_by(call, std::move(action), std::move(object));
    deed.based_on = call.based_on();
    return deed;
}

std::unexpected<Refusal> no_such_thing() {
    return refuse(
        Refusal::Kind::not_found, "no_such_thing", "This is not there, or it was deleted."
    );
}

}  // namespace belfry::program
