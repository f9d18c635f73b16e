#include "accounts/who_changed.hpp"
#include "http/router.hpp"
#include "transparency/routes.hpp"

namespace belfry::transparency {

namespace {

/// The log as it stands.
struct LogState {
    std::string address;
    std::string origin;
    std::int64_t epoch = 1;
    std::string log_key;
    std::string witness_key;
    std::string checkpoint;  ///< The newest, signed; empty without keys.
    std::int64_t size = 0;   ///< Entries under it.
    std::int64_t revision = 0;
};
BOOST_DESCRIBE_STRUCT(
    LogState, (), (address, origin, epoch, log_key, witness_key, checkpoint, size, revision)
)

struct LogChange {
    std::string address;  ///< `https://vote.city.example`
};
BOOST_DESCRIBE_STRUCT(LogChange, (), (address))

using ShownLog = http::Versioned<LogState>;

ShownLog shown(const Identity& identity, const Log& log) {
    LogState state{
        .address = identity.address,
        .origin = identity.origin,
        .epoch = identity.epoch,
        .log_key = identity.log_key,
        .witness_key = identity.witness_key,
        .checkpoint = {},
        .revision = identity.revision,
    };
    if (const auto newest = log.newest()) {
        state.checkpoint = text_of(newest->note);
        state.size = static_cast<std::int64_t>(newest->checkpoint.head.size);
    }
    return {state, identity.revision};
}

Result<ShownLog> change(
    const Services& services, Log& log, const http::Call& call, const LogChange& wish
) {
    const record::Deed deed{
        record::Actor::account(call.caller.account),
        "log.update",
        {"log", 1},
        call.based_on(),
        record::Tlp::clear
    };
    const auto identity = accounts::saying_who(services.database, [&] {
        return change_address(services, deed, wish.address);
    });
    if (!identity) {
        return std::unexpected(identity.error());
    }
    log.forget();
    return shown(*identity, log);
}

}  // namespace

void add_log_routes(http::Router& router, const Services& services, Log& log) {
    router.add(http::get<ShownLog>(
        "/api/v1/log",
        http::Access::needs("program_see"),
        "The permanent record as a log that others verify: its name, keys and newest checkpoint.",
        [services, &log](const http::Call&) -> Result<ShownLog> {
            const auto identity = services.database.read(find_identity);
            return shown(identity.value_or(Identity()), log);
        }
    ));
    router.add(http::put<LogChange, ShownLog>(
        "/api/v1/log",
        http::Access::needs("settings_edit").with_fresh_proof(),
        "Says where the public pages are. The log is named after the host.",
        [services, &log](const http::Call& call, const LogChange& wish) {
            return change(services, log, call, wish);
        }
    ));
}

}  // namespace belfry::transparency
