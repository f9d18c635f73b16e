#pragma once

#include <functional>

#include "accounts/who_changed.hpp"
#include "http/route.hpp"
#include "program/deed.hpp"
#include "program/disclosure.hpp"
#include "public_records/services.hpp"

/// The one way in which the module's plain things (exemptions, marks, holds, series) are added,
/// changed and taken away: the row and what the record says of it change together or not at all.
namespace belfry::public_records {

/// How one kind of thing is kept: `kind`, `find`, `save`, `erase`. Specialised beside the routes.
template <class T>
struct Kept;

/// What a change makes of a thing; sees the transaction.
template <class T>
using Making = std::function<Result<T>(record::Writing&, T)>;

template <class T>
[[nodiscard]] Result<http::Versioned<T>> shown(const Services& services, Id<T> id) {
    return services.program.database.read([&](store::Connection& db) -> Result<http::Versioned<T>> {
        auto thing = Kept<T>::find(db, id);
        if (!thing) {
            return program::no_such_thing();
        }
        const auto revision = thing->revision;
        return http::Versioned<T>{std::move(*thing), revision};
    });
}

template <class T>
[[nodiscard]] Result<http::Versioned<T>> add(
    const Services& services, const http::Call& call, const Making<T>& make
) {
    const std::string kind(Kept<T>::kind);
    return services.program.record.write(
        program::deed_by(call, kind + ".add", {kind}),
        [&](record::Writing& writing) -> Result<http::Versioned<T>> {
            T blank;
            blank.id = {writing.object().id};
            blank.revision = writing.revision();
            auto thing = make(writing, std::move(blank));
            if (!thing) {
                return std::unexpected(thing.error());
            }
            Kept<T>::save(writing.db(), *thing);
            program::disclose_new(writing, *thing);
            const auto revision = thing->revision;
            return http::Versioned<T>{std::move(*thing), revision};
        }
    );
}

/// `action`: the verb, as in `update`.
template <class T>
[[nodiscard]] Result<http::Versioned<T>> change(
    const Services& services,
    const http::Call& call,
    Id<T> id,
    const std::string& action,
    const Making<T>& make
) {
    const std::string kind(Kept<T>::kind);
    const auto deed = program::change_by(call, kind + '.' + action, {kind, id.value});
    if (auto there = shown(services, id); !there) {
        return there;
    }
    return accounts::saying_who(services.program.database, [&] {
        return services.program.record.write(
            deed,
            [&](record::Writing& writing) -> Result<http::Versioned<T>> {
                const auto before = Kept<T>::find(writing.db(), id);
                if (!before) {
                    return program::no_such_thing();
                }
                auto after = make(writing, *before);
                if (!after) {
                    return std::unexpected(after.error());
                }
                after->revision = writing.revision();
                Kept<T>::save(writing.db(), *after);
                program::disclose_changes(writing, *before, *after);
                const auto revision = after->revision;
                return http::Versioned<T>{std::move(*after), revision};
            }
        );
    });
}

/// `may`: refuses what may not go, such as what others rest on.
template <class T>
[[nodiscard]] Result<void> take_away(
    const Services& services,
    const http::Call& call,
    Id<T> id,
    const std::function<Result<void>(record::Writing&)>& may = {}
) {
    const std::string kind(Kept<T>::kind);
    const auto deed = program::change_by(call, kind + ".delete", {kind, id.value});
    if (auto there = shown(services, id); !there) {
        return std::unexpected(there.error());
    }
    return accounts::saying_who(services.program.database, [&] {
        return services.program.record.write(deed, [&](record::Writing& writing) -> Result<void> {
            if (!Kept<T>::find(writing.db(), id)) {
                return program::no_such_thing();
            }
            if (may) {
                if (auto allowed = may(writing); !allowed) {
                    return allowed;
                }
            }
            Kept<T>::erase(writing.db(), id);
            return {};
        });
    });
}

}  // namespace belfry::public_records
